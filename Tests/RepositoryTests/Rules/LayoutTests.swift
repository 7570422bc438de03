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

  /// Folders that are tested as part of something larger, by what uses them. This list may only
  /// become shorter.
  private static let testedWithOthers = [
    "Engine/Watching", "GodwitModel/Run", "ScenarioFormat/Shapes",
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
    let untested = modules.flatMap { module in
      Repository.folders(in: "Sources/\(module)").filter { folder in
        // Pages of documentation.
        if folder.hasSuffix(".docc") { return false }
        let place = "Tests/\(module)Tests/"
        return !Repository.tests.contains {
          $0.path.hasPrefix("\(place)\(folder)/") || $0.path == "\(place)\(folder)Tests.swift"
        }
      }.map { "\(module)/\($0)" }
    }
    #expect(untested.filter { !Self.testedWithOthers.contains($0) } == [], "give it tests")
    #expect(
      Self.testedWithOthers.filter { !untested.contains($0) } == [], "take it off the list")
  }

  @Test func noPlaceholderIsLeft() {
    let files = (Repository.sources + Repository.tests).map(\.path)
    #expect(files.filter { $0.hasSuffix("/Placeholder.swift") } == [])
  }
}
