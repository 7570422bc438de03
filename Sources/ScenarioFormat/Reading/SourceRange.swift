/// A piece of a source text, from its first character to just after its last one.
///
/// Lines and columns count from 1; columns count Unicode scalars.
struct SourceRange: Hashable, Sendable {
  var startLine: Int32
  var startColumn: Int32
  var endLine: Int32
  var endColumn: Int32

  init(startLine: Int32, startColumn: Int32, endLine: Int32, endColumn: Int32) {
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The range of one character.
  init(line: Int, column: Int) {
    startLine = Int32(clamping: line)
    startColumn = Int32(clamping: column)
    endLine = startLine
    endColumn = startColumn + 1
  }

  /// The very first character of a file, for problems of the whole file.
  static let start = SourceRange(line: 1, column: 1)
}
