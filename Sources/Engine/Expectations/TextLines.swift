/// Lines of text compared as `$lines` does: runs of blanks equal, blanks at the ends left out.
enum TextLines {
  /// The line with every run of blanks as one, and none at its ends.
  static func normalized(_ line: String) -> String {
    line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }).joined(separator: " ")
  }

  /// The first of the normalized `lines` that does not come in its turn; nil when all do.
  static func firstMissing(_ lines: [String], in text: String) -> String? {
    var wanted = lines[...]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let next = wanted.first else { return nil }
      if normalized(String(line)) == next { wanted = wanted.dropFirst() }
    }
    return wanted.first
  }
}
