import Testing

/// Tests stand where one looks for them.
@Suite struct LayoutTests {
  /// Modules whose tests are those of another target.
  private static let testedElsewhere = [
    // A protocol and its errors.
    "BackendInterface": "ConformanceTests", "CYAML": "ScenarioFormatTests",
    "GodwitCommands": "EndToEndTests", "SimulatorBackend": "ConformanceTests",
    "godwit": "EndToEndTests",
  ]

  @Test func everyModuleHasTests() {
    let missing = Repository.folders(in: "Sources").filter {
      let target = Self.testedElsewhere[$0] ?? $0 + "Tests"
      return !Repository.tests.contains { $0.path.hasPrefix("Tests/\(target)/") }
    }
    #expect(missing == [])
  }

  /// `Sources/Engine/Judging` is tested in `Tests/EngineTests/Judging`, or by a file of that name.
  @Test func everyFolderOfSourcesHasAFolderOfTests() {
    let modules = Repository.folders(in: "Sources").filter { Self.testedElsewhere[$0] == nil }
    let missing = modules.flatMap { module in
      Repository.folders(in: "Sources/\(module)").filter { folder in
        let place = "Tests/\(module)Tests/"
        return !Repository.tests.contains {
          $0.path.hasPrefix("\(place)\(folder)/") || $0.path == "\(place)\(folder)Tests.swift"
        }
      }.map { "Sources/\(module)/\($0)" }
    }
    #expect(missing == [])
  }

  @Test func noPlaceholderIsLeft() {
    let files = (Repository.sources + Repository.tests).map(\.path)
    #expect(files.filter { $0.hasSuffix("/Placeholder.swift") } == [])
  }
}
