import Testing

/// The model, the engine and the simulator are functions of their input: no clock, no chance of
/// their own, no order that differs between two runs.
@Suite struct PurityTests {
  private static let pureModules = ["GodwitModel", "Engine", "GivenObjects", "Simulator"]

  private static var pureFiles: [SourceFile] {
    Repository.sources.filter { pureModules.contains($0.module ?? "") }
  }

  private static let forbidden: [(text: String, instead: String)] = [
    ("Date(", "Instant"), ("Date.now", "the session's now"), ("DispatchTime", "Instant"),
    ("clock_gettime", "the session's now"), ("Task.sleep", "next(before:)"),
    ("ContinuousClock", "the session's now"), ("SuspendingClock", "the session's now"),
    ("SystemRandomNumberGenerator", "SeededGenerator"), (".random(", "SeededGenerator"),
    (".randomElement(", "SeededGenerator"), (".shuffled(", "SeededGenerator"),
    (".shuffle(", "SeededGenerator"), ("hashValue", "a hash of our own"),
    ("Hasher(", "a hash of our own"), ("UUID(", "an identifier from the seed"),
    ("Double", "integers"), ("Float", "integers"), ("Float32", "integers"),
    ("getenv", "a parameter"), ("FileManager", "bytes from the caller"),
  ]

  @Test func pureModulesUseNothingThatDiffersBetweenRuns() {
    let violations = Self.pureFiles.flatMap { file in
      file.code.indices.flatMap { index in
        Self.forbidden.filter { SourceFile.containsWord($0.text, in: file.code[index]) }.map {
          Violation(path: file.path, line: index + 1, text: "no \($0.text); use \($0.instead)")
        }
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// What drives the engine is asynchronous because the seam is; the rest is not.
  @Test func onlyTheDriverIsAsynchronous() {
    let violations = Self.pureFiles
      .filter { $0.path != "Sources/Engine/Run/ScenarioExecutor.swift" }
      .flatMap { file in
        file.code.indices.filter { index in
          ["async", "await ", "Task", "actor"].contains {
            SourceFile.containsWord($0, in: file.code[index])
          }
        }.map {
          Violation(path: file.path, line: $0 + 1, text: "nothing here waits; see DESIGN")
        }
      }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// Dictionaries and sets are for looking up: their order differs between two runs.
  ///
  /// Found are those that the same file declares with their type, which is what we have.
  @Test func dictionariesAndSetsAreNotIterated() {
    let violations = Self.pureFiles.flatMap { file -> [Violation] in
      let names = file.code.compactMap(Self.unorderedName)
      return file.code.indices.flatMap { index in
        names.filter { Self.iterates($0, in: file.code[index]) }.map {
          Violation(
            path: file.path, line: index + 1,
            text: "\($0) has no order; use an array or an OrderedDictionary")
        }
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// The name of the dictionary or set that a line declares with its type.
  static func unorderedName(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(where: { $0 == "var" || $0 == "let" }),
      place + 2 < words.count, words[place + 1].hasSuffix(":")
    else { return nil }
    let type = words[(place + 2)...].joined(separator: " ").prefix { $0 != "=" }
    let isSet = type.hasPrefix("Set<") || type.hasPrefix("Dictionary<")
    let isDictionary = type.hasPrefix("[") && Self.hasColonAtTopLevel(type.dropFirst())
    return isSet || isDictionary ? String(words[place + 1].dropLast()) : nil
  }

  private static func hasColonAtTopLevel(_ type: Substring) -> Bool {
    var depth = 0
    for character in type {
      switch character {
      case "[", "(", "<": depth += 1
      case "]", ")", ">":
        if depth == 0 { return false }
        depth -= 1
      case ":" where depth == 0: return true
      default: break
      }
    }
    return false
  }

  static func iterates(_ name: String, in line: Substring) -> Bool {
    let uses = [
      "keys", "values", "map", "compactMap", "flatMap", "filter", "reduce", "forEach", "first",
      "enumerated", "sorted",
    ]
    if uses.contains(where: { SourceFile.containsWord("\(name).\($0)", in: line) }) { return true }
    guard SourceFile.containsWord("for", in: line) else { return false }
    return SourceFile.containsWord("in \(name) {", in: line)
      || SourceFile.containsWord("in \(name)", in: line) && line.hasSuffix("in \(name)")
  }
}
