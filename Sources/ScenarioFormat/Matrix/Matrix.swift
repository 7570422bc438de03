/// The rows of values with which a scenario is run.
struct Matrix {
  /// The keys in the order of the file.
  private(set) var keys: [Key] = []
  /// Each with a value for every key; one empty row if there is no matrix.
  private(set) var rows: [[Node]] = [[]]

  /// A key and where it first stands.
  struct Key {
    var name: String
    var range: SourceRange
  }

  /// No matrix: the scenario is one case.
  init() {}

  /// Reads `spec.matrix`; what is wrong with it is reported, and the rest taken.
  init(_ node: Node, problems: DiagnosticCollector) {
    if node.isInvalid { return }
    guard let entries = node.entries, !entries.isEmpty else {
      let what = node.entries == nil ? node.kindText : "an empty one"
      problems.error("matrix must be a map, not \(what)", at: node.range)
      return
    }
    if let include = node["include"] {
      for entry in entries where entry.key != "include" {
        problems.error(
          "matrix has include and \(entry.key.quotedForMessage)", at: entry.keyRange,
          hint: "a matrix is either a product or include")
      }
      readRows(include, problems)
      checkRepeats(problems, at: node.range)
    } else {
      readProduct(entries, problems)
    }
    for key in keys { Self.checkName(key, problems) }
  }

  private mutating func readProduct(_ entries: [Node.Entry], _ problems: DiagnosticCollector) {
    for entry in entries {
      if entry.value.isInvalid { continue }
      guard let values = entry.value.elements, !values.isEmpty else {
        let what = entry.value.elements == nil ? entry.value.kindText : "an empty one"
        problems.error(
          "matrix.\(entry.key) must be a list of values, not \(what)", at: entry.value.range)
        continue
      }
      keys.append(Key(name: entry.key, range: entry.keyRange))
      var seen: Set<String> = []
      for value in values where !seen.insert(value.shortText).inserted {
        problems.error(
          "\(entry.key) has the value \(value.shortText.quotedForMessage) more than once",
          at: value.range)
      }
      let (count, overflow) = rows.count.multipliedReportingOverflow(by: values.count)
      if overflow || count > ReadingLimits.cases {
        problems.error(
          "the matrix has more than \(ReadingLimits.cases) cases", at: entry.keyRange)
        rows = rows.map { $0 + [values[0]] }
        continue
      }
      rows = rows.flatMap { row in values.map { row + [$0] } }
    }
  }

  private mutating func readRows(_ include: Node, _ problems: DiagnosticCollector) {
    guard let elements = include.elements, let first = elements.first, elements.count > 0 else {
      let what = include.elements == nil ? include.kindText : "an empty one"
      problems.error("matrix.include must be a list of rows, not \(what)", at: include.range)
      return
    }
    keys = first.entries?.map { Key(name: $0.key, range: $0.keyRange) } ?? []
    rows = []
    for element in elements.prefix(ReadingLimits.cases) {
      guard let entries = element.entries, !entries.isEmpty else {
        problems.error(
          "a row of the matrix must be a map, not \(element.kindText)", at: element.range)
        continue
      }
      var row: [Node] = []
      for key in keys {
        if let value = element[key.name] {
          row.append(value)
        } else {
          problems.error("the row has no \(key.name), which the first row has", at: element.range)
          row.append(Node(content: .invalid, range: element.range, hasReferences: false))
        }
      }
      for entry in entries where !keys.contains(where: { $0.name == entry.key }) {
        problems.error(
          "the row has \(entry.key.quotedForMessage), which the first row has not",
          at: entry.keyRange, suggestion: Spelling.nearest(to: entry.key, in: keys.map(\.name)))
      }
      rows.append(row)
    }
    if elements.count > ReadingLimits.cases {
      problems.error("the matrix has more than \(ReadingLimits.cases) cases", at: include.range)
    }
  }

  /// Whether a key can stand in `${…}` and has no meaning of its own there.
  static func isUsable(_ name: String) -> Bool {
    name != "namespace" && name != "n" && Substitution.isName(name)
  }

  private static func checkName(_ key: Key, _ problems: DiagnosticCollector) {
    if key.name == "namespace" || key.name == "n" {
      problems.error(
        "\(key.name.quotedForMessage) cannot be a key of the matrix", at: key.range,
        hint: "${\(key.name)} has a meaning of its own")
    } else if !Substitution.isName(key.name) {
      problems.error(
        "\(key.name.quotedForMessage) cannot be a key of the matrix", at: key.range,
        hint: "keys are letters, digits, - and _, beginning with a letter")
    }
  }

  private func checkRepeats(_ problems: DiagnosticCollector, at range: SourceRange) {
    var seen: Set<[String]> = []
    for row in rows where !keys.isEmpty && !seen.insert(row.map(\.shortText)).inserted {
      let repeated = zip(keys, row).map { "\($0.name): \($1.shortText)" }
      problems.error(
        "the matrix has the row { \(repeated.joined(separator: ", ")) } more than once",
        at: row.first?.range ?? range)
    }
  }

  /// The values of a key in all rows, each once.
  func values(of key: Int) -> [Node] {
    var seen: Set<String> = []
    return rows.compactMap { seen.insert($0[key].shortText).inserted ? $0[key] : nil }
  }
}
