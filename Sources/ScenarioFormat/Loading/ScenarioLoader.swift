import GodwitModel

/// The scenarios of one or several files, and all that is wrong with them.
package struct LoadResult: Sendable {
  /// Every case, in the order of files, documents and matrix rows. A document with an error has
  /// none.
  package var scenarios: [Scenario] = []
  /// The problems by file, line and column.
  package var diagnostics: [Diagnostic] = []

  package init() {}

  /// Whether anything cannot run.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// The bytes of a scenario file.
package struct ScenarioFile: Sendable {
  /// As it is shown in diagnostics.
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Reads, decodes and checks scenario files: a pure function of their bytes.
package enum ScenarioLoader {
  /// Loads one file.
  package static func load(bytes: [UInt8], path: String) -> LoadResult {
    load([ScenarioFile(path: path, bytes: bytes)])
  }

  /// Loads one file.
  package static func load(text: String, path: String) -> LoadResult {
    load(bytes: Array(text.utf8), path: path)
  }

  /// Loads files that belong together: no two scenarios may have the same name.
  package static func load(_ files: [ScenarioFile]) -> LoadResult {
    var names: [String: String] = [:]
    var result = LoadResult()
    for file in files {
      let loaded = load(file, &names)
      result.scenarios += loaded.scenarios
      result.diagnostics += loaded.diagnostics
    }
    return result
  }

  /// Loads one file; `names` are the scenarios of the files before, with their places.
  private static func load(_ file: ScenarioFile, _ names: inout [String: String]) -> LoadResult {
    let problems = DiagnosticCollector(file: file.path)
    var result = LoadResult()
    let source: SourceText
    do throws(ReadingProblem) {
      source = try SourceText(file.bytes)
    } catch {
      problems.error(error.message, at: error.range, hint: error.hint)
      result.diagnostics = problems.located(in: nil)
      return result
    }
    let read = YAMLReader.read(source)
    for problem in read.problems {
      problems.error(problem.message, at: problem.range, hint: problem.hint)
    }
    let documents = read.documents.filter { !$0.isNull }
    if documents.isEmpty, read.problems.isEmpty {
      problems.error("the file holds no scenario", at: .start)
    }
    let isReadable = read.problems.isEmpty
    let budget = ExpansionBudget()
    for document in documents {
      let substitution = Substitution(problems: problems, budget: budget)
      let decoder = DocumentDecoder(problems: problems, file: file.path, root: document)
      let decoded = decoder.decode(substitution)
      var isNew = true
      if let name = decoded.name {
        let place = "\(file.path):\(decoded.nameRange.startLine)"
        if let first = names[name] {
          isNew = false
          problems.error(
            "there are two scenarios \(name.quotedForMessage)", at: decoded.nameRange,
            hint: "the other is in \(first)")
        } else {
          names[name] = place
        }
      }
      if isNew, isReadable { result.scenarios += decoded.scenarios }
    }
    result.diagnostics = problems.located(in: source)
    return result
  }
}
