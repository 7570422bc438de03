import GodwitModel

/// The names under which consumers of JUnit XML list suites and cases.
enum JUnitNames {
  /// The file without its extension: `scenarios/migration/cancel`.
  static func suite(_ file: String) -> String { withoutExtension(file) }

  /// The file as a dotted name, so that Jenkins shows folders as packages:
  /// `scenarios.migration.cancel`.
  static func className(_ file: String) -> String {
    let parts = withoutExtension(file).utf8.split(separator: UInt8(ascii: "/"))
      .filter { !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    let names = parts.map { part in
      let dot = UInt8(ascii: ".")
      return String(decoding: part.map { $0 == dot ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }
    return names.isEmpty ? "scenarios" : names.joined(separator: ".")
  }

  /// The title and the matrix values of each case; never the same name twice, since consumers
  /// drop one of two.
  static func cases(_ scenarios: [ScenarioRecord]) -> [String] {
    var uses: [String: Int] = [:]
    let names = scenarios.map(name)
    for name in names { uses[name, default: 0] += 1 }
    var taken: Set<String> = []
    return zip(scenarios, names).map { scenario, name in
      let base = uses[name] == 1 ? name : "\(name) (\(TextHygiene.oneLine(scenario.id)))"
      var unique = base
      var number = 2
      while !taken.insert(unique).inserted {
        unique = "\(base) #\(number)"
        number += 1
      }
      return unique
    }
  }

  private static func name(_ scenario: ScenarioRecord) -> String {
    let values = scenario.parameters.map { "\($0.key)=\(TextHygiene.oneLine($0.value))" }
    let title = scenario.displayTitle
    return values.isEmpty || scenario.title.isEmpty
      ? title : title + " [" + values.joined(separator: ",") + "]"
  }

  private static func withoutExtension(_ file: String) -> String {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")), dot > file.startIndex,
      !file.utf8[dot...].contains(UInt8(ascii: "/"))
    else { return file }
    return String(file[..<dot])
  }
}
