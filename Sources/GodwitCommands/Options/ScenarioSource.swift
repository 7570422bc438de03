import GodwitModel
import Runner
import ScenarioFormat

/// Reads the scenarios that a command is asked for.
enum ScenarioSource {
  /// What is read when no path is given.
  static let standardFolder = "scenarios"

  /// The paths, or the standard folder when there are none.
  static func paths(_ given: [String]) throws(CommandFailure) -> [String] {
    if given.isEmpty {
      if OutputFile.isFolder(standardFolder) { return [standardFolder] }
      throw CommandFailure(
        .nothingSelected,
        "there is no folder \(standardFolder)/ here; name the files or folders to use")
    }
    for path in given where !OutputFile.exists(path) {
      throw CommandFailure(.usage, "\(path): there is no such file or folder")
    }
    return given
  }

  /// The scenarios at `paths`. Problems go to standard error; if one of them is an error, nothing
  /// is run, since a file that is not understood may hold the scenario that matters.
  static func load(_ paths: [String]) throws(CommandFailure) -> [Scenario] {
    let result = ScenarioFiles.load(paths: try Self.paths(paths))
    if !result.diagnostics.isEmpty {
      StandardStream.error.write(DiagnosticRenderer.text(result.diagnostics))
    }
    if result.hasErrors {
      throw CommandFailure(.invalidScenario, "not all scenarios are valid; nothing was run")
    }
    return result.scenarios
  }

  /// The one scenario that `name` stands for: a file's, or one of scenarios/ by id or name.
  ///
  /// - Parameters:
  ///   - filter: Which of a file's scenarios.
  ///   - change: Done to all that are read.
  static func one(
    _ name: String, filter: String? = nil, _ change: ([Scenario]) -> [Scenario] = { $0 }
  ) throws(CommandFailure) -> Scenario {
    let isPath = OutputFile.exists(name)
    if !isPath, name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      throw CommandFailure(.usage, "\(name): there is no such file")
    }
    let globs = [filter, isPath ? nil : name].compactMap { $0.map(Glob.init) }
    let matching = change(try load(isPath ? [name] : [])).filter { candidate in
      globs.allSatisfy { $0.matches(candidate.id) || $0.matches(candidate.name) }
    }
    guard let first = matching.first else {
      throw CommandFailure(
        .nothingSelected, "no scenario is selected; see what there is with: godwit list")
    }
    if matching.count > 1 {
      let ids = matching.prefix(20).map { "\n  \($0.id)" }.joined()
      throw CommandFailure(
        .usage, "\(matching.count) scenarios are selected; name one of them:\(ids)")
    }
    return first
  }

  /// The plan of what is asked for; never empty.
  static func plan(
    _ selection: SelectionOptions, backend: BackendOptions, on cluster: LiveCluster? = nil
  ) throws(CommandFailure) -> RunPlan {
    let loaded = backend.apply(to: try load(selection.paths))
    let scenarios = cluster?.apply(to: loaded) ?? loaded
    let plan = RunPlan(
      scenarios, selection: selection.selection, backend: backend.backend.rawValue,
      reasonToSkip: { cluster?.reasonToSkip($0) })
    if plan.entries.isEmpty { throw nothingSelected(of: scenarios, selection) }
    return plan
  }

  private static func nothingSelected(
    of scenarios: [Scenario], _ selection: SelectionOptions
  ) -> CommandFailure {
    let paths = selection.paths.isEmpty ? [standardFolder] : selection.paths
    let place = paths.joined(separator: " ")
    if scenarios.isEmpty {
      return CommandFailure(.nothingSelected, "there are no scenarios in \(place)")
    }
    return CommandFailure(
      .nothingSelected,
      "none of \(scenarios.count) scenarios is selected by \(selection.description); "
        + "see what there is with: godwit list \(place)")
  }
}
