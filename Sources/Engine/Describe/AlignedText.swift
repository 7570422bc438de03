/// Lines of two cells, the second aligned over each run of such lines, two blanks apart.
struct AlignedText {
  private(set) var finished = ""
  private var run: [(first: String, second: String)] = []

  /// A line of two cells; what follows a line break in the second stands on lines of its own.
  mutating func cells(_ first: String, _ second: String) {
    guard second.utf8.contains(0x0A) else {
      run.append((first, second))
      return
    }
    let lines = second.split(separator: "\n", omittingEmptySubsequences: false)
    run.append((first, String(lines[0])))
    for text in lines.dropFirst() { line(String(text)) }
  }

  /// A line of one cell, which ends the run.
  mutating func line(_ text: String) {
    flush()
    finished += Self.shown(text) + "\n"
  }

  /// The text so far.
  var text: String {
    var copy = self
    copy.flush()
    return copy.finished
  }

  private mutating func flush() {
    let width = (run.map { $0.first.count }.max() ?? 0) + 2
    var lines: [(first: String, second: String)] = []
    swap(&lines, &run)
    for line in lines {
      let padding = String(repeating: " ", count: width - line.first.count)
      finished += line.first + padding + Self.shown(line.second) + "\n"
    }
  }

  /// The escape character made visible, as kubectl does.
  private static func shown(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { shown += "^[" } else { shown.unicodeScalars.append(scalar) }
    }
    return shown
  }
}
