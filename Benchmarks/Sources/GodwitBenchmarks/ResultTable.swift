/// What was measured, as rows of a Markdown table.
struct ResultTable {
  /// Adds a time: beside its floor, the time that the same work takes at least, and its bar.
  mutating func add(
    _ what: String, _ measured: Measurement, floor: (name: String, time: Measurement)? = nil,
    bar: Duration? = nil
  ) {
    add(
      what, measured.minimum.text, measured.median.text,
      floor: floor.map { "\($0.name): \($0.time.minimum.text)" },
      ratio: floor.map {
        significant(measured.minimum.seconds / $0.time.minimum.seconds) + " ×"
      },
      bar: bar.map { "≤ \($0.text)" }, isMet: bar.map { measured.minimum <= $0 })
  }

  /// Adds anything else.
  mutating func add(
    _ what: String, _ best: String, _ median: String = "", floor: String? = nil,
    ratio: String? = nil, bar: String? = nil, isMet: Bool? = nil
  ) {
    let verdict = isMet.map { $0 ? "met" : "**missed**" }
    let cells = [what, best, median, floor ?? "", ratio ?? "", bar ?? "", verdict ?? ""]
    print("| " + cells.joined(separator: " | ") + " |")
  }

  static func printHeader() {
    print("| what | best | median | floor | ratio | bar | |")
    print("|---|---|---|---|---|---|---|")
  }
}
