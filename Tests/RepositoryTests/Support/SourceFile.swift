/// A file of the repository.
struct SourceFile: Sendable {
  /// From the top of the repository.
  let path: String
  let lines: [Substring]
  /// The lines without comments and string contents; for files that are not Swift, as they are.
  let code: [Substring]

  init(path: String, text: String) {
    self.path = path
    let masked = path.hasSuffix(".swift") ? SwiftMask.masked(text) : text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = masked.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// `Engine` for `Sources/Engine/Run/Step.swift`; nil outside of sources.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// Where `text` stands in the code of a line as a word of its own, from `text`'s first or last
  /// letter on.
  static func containsWord(_ text: String, in line: Substring) -> Bool {
    let bytes = Array(line.utf8)
    let word = Array(text.utf8)
    guard !word.isEmpty, bytes.count >= word.count else { return false }
    for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
      guard bytes[start..<(start + word.count)].elementsEqual(word) else { continue }
      let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
      let after =
        start + word.count < bytes.count ? bytes[start + word.count] : UInt8(ascii: " ")
      if isLetter(word[0]) && isLetter(before) { continue }
      if isLetter(word[word.count - 1]) && isLetter(after) { continue }
      return true
    }
    return false
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
      || (byte >= 0x61 && byte <= 0x7A) || byte == UInt8(ascii: "_")
  }
}

/// A place where a rule is broken.
struct Violation: CustomStringConvertible {
  let path: String
  let line: Int
  let text: String

  var description: String { "\(path):\(line): \(text)" }

  /// All in one text for the message of a failed test.
  static func list(_ violations: [Violation]) -> String {
    violations.map(\.description).joined(separator: "\n")
  }
}
