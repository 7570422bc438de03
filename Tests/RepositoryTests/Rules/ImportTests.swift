import Testing

/// The arrows of the architecture, as a table: what each module may import, and nothing else.
@Suite struct ImportTests {
  private static let allowed: [String: [String]] = [
    "GodwitModel": [],
    "BackendInterface": ["GodwitModel"],
    // String processing is the standard library's: `$matches` is a regular expression.
    "Engine": ["GodwitModel", "BackendInterface", "_StringProcessing"],
    "GivenObjects": ["GodwitModel"],
    "Simulator": ["GivenObjects", "GodwitModel", "HeapModule", "OrderedCollections"],
    "KubernetesYAML": ["CYAML", "GodwitModel"],
    "APIService": [
      "Crypto", "FoundationEssentials", "Glibc", "GodwitModel", "HTTPTypes", "Hummingbird",
      "HummingbirdCore", "HummingbirdTLS", "KubernetesYAML", "Logging", "NIOCore",
      "NIOSSL", "Simulator", "SwiftASN1", "Synchronization", "X509",
    ],
    "KubernetesClient": [
      "AsyncHTTPClient", "FoundationEssentials", "Glibc", "GodwitModel", "KubernetesYAML",
      "NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "NIOSSL", "Subprocess",
      "Synchronization", "SystemPackage",
    ],
    "LiveBackend": [
      "BackendInterface", "FoundationEssentials", "GivenObjects", "GodwitModel",
      "KubernetesClient",
      "Synchronization",
    ],
    "SimulatorBackend": ["GodwitModel", "BackendInterface", "Simulator", "Synchronization"],
    "Runner": ["GodwitModel", "BackendInterface", "Engine", "Synchronization"],
    "ScenarioFormat": ["GodwitModel", "CYAML", "Glibc", "FoundationEssentials"],
    "ResultStore": [
      "GodwitModel", "GRDB", "GRDBSQLite", "Dispatch", "FoundationEssentials", "Synchronization",
    ],
    "Reports": ["GodwitModel", "Mustache"],
    "GodwitCommands": [
      "APIService", "ArgumentParser", "BackendInterface", "Dispatch", "Engine", "Glibc",
      "GodwitModel", "KubernetesClient", "LiveBackend", "Reports", "ResultStore", "Runner",
      "ScenarioFormat", "Simulator", "SimulatorBackend", "Synchronization",
    ],
    "godwit": ["Glibc", "GodwitCommands"],
  ]

  @Test func modulesImportOnlyWhatIsBelowThem() {
    let violations = Repository.sources.flatMap { file -> [Violation] in
      let allowed = file.module.flatMap { Self.allowed[$0] } ?? []
      return file.code.indices.compactMap { index in
        guard let module = Self.imported(file.code[index]), !allowed.contains(module) else {
          return nil
        }
        return Violation(
          path: file.path, line: index + 1,
          text: "\(file.module ?? "") may not import \(module); the table is in ImportTests")
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func everyModuleIsInTheTable() {
    let modules = Repository.folders(in: "Sources").filter { $0 != "CYAML" }
    #expect(modules.filter { Self.allowed[$0] == nil } == [])
  }

  @Test func theExecutableIsOnlyAnEntrance() throws {
    let files = Repository.sources.filter { $0.module == "godwit" }
    #expect(files.map(\.lines.count).reduce(0, +) <= 20)
  }

  /// The module that a line imports, whatever stands before the word.
  static func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({
        $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
      })
    else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = kinds.contains(String(words[place + 1])) ? words.last : words[place + 1]
    return name.flatMap { $0.split(separator: ".").first }.map(String.init)
  }
}
