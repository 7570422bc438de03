import ArgumentParser
import GodwitModel
import ScenarioFormat

/// `godwit check`: every problem of scenario files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every problem in scenario files, without running them.",
    discussion: """
      Prints each problem as file:line:column with the line and what may be meant. Ends with 3 \
      when a scenario cannot run; warnings alone end with 0.
      """)

  @Argument(help: "Scenario files, and folders with them. (default: scenarios)")
  var paths: [String] = []

  @Option(help: "How problems are written: text, or json for an array of objects.")
  var format = OutputFormat.text

  func run() throws {
    let result = ScenarioFiles.load(paths: try ScenarioSource.paths(paths))
    switch format {
    case .json:
      StandardStream.output.write(DiagnosticRenderer.json(result.diagnostics).prettyText + "\n")
    case .text:
      StandardStream.output.write(
        DiagnosticRenderer.text(result.diagnostics) + summary(of: result) + "\n")
    }
    if result.hasErrors { throw CommandFailure(.invalidScenario) }
  }

  private func summary(of result: LoadResult) -> String {
    let errors = result.diagnostics.count { $0.severity == .error }
    let warnings = result.diagnostics.count - errors
    var text = Self.count(result.scenarios.count, "valid scenario")
    if errors > 0 { text += ", " + Self.count(errors, "error") }
    if warnings > 0 { text += ", " + Self.count(warnings, "warning") }
    return errors + warnings == 0 ? text + ", no problems" : text
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
