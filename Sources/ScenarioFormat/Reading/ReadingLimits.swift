/// The bounds of what is read; a file past one of them is refused.
package enum ReadingLimits {
  /// Bytes of one file.
  package static let fileSize = 1 << 20
  /// Levels of maps and lists.
  package static let depth = 64
  /// Values and keys of one file.
  package static let nodes = 200_000
  /// Documents of one file.
  package static let documents = 1000
  /// Cases of one matrix.
  package static let cases = 10_000
  /// Objects that one `count` stands for.
  package static let count = 20_000
  /// Values of one file after the matrix, `count` and `${…}` have been put in.
  package static let expandedNodes = 1_000_000
  /// Bytes of text that `${…}` may put into one file.
  package static let substitutedText = 16 << 20
  /// Problems that are reported of one file.
  package static let diagnostics = 500
}
