import ArgumentParser
import GodwitModel
import Runner

/// `godwit list`: what would run.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the scenarios that would run, and those that would be skipped.")

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var backend: BackendOptions

  @Option(help: "How the list is written: text, or json for an array of objects.")
  var format = OutputFormat.text

  func run() throws {
    let plan = try ScenarioSource.plan(selection, backend: backend)
    switch format {
    case .text: StandardStream.output.write(Self.text(plan))
    case .json:
      let list = JSONValue.array(plan.entries.map(Self.json))
      StandardStream.output.write(list.prettyText + "\n")
    }
  }

  /// One line a case: where it stands, its id and tags; a second one where it would be skipped.
  static func text(_ plan: RunPlan) -> String {
    let places = plan.entries.map { entry in
      "\(entry.scenario.location.file):\(entry.scenario.location.line)"
    }
    let width = places.map(\.count).max() ?? 0
    var text = ""
    for (entry, place) in zip(plan.entries, places) {
      let scenario = entry.scenario
      text += place + String(repeating: " ", count: width - place.count) + "  \(scenario.id)"
      if !scenario.tags.isEmpty { text += "  [\(scenario.tags.joined(separator: ", "))]" }
      text += "\n"
      if let reason = entry.skipReason { text += "  skipped: \(reason)\n" }
    }
    return text
  }

  static func json(_ entry: RunPlan.Entry) -> JSONValue {
    let scenario = entry.scenario
    let strings = { (values: [String]) in JSONValue.array(values.map { .string($0) }) }
    var object: JSONObject = [
      "id": .string(scenario.id), "name": .string(scenario.name),
      "title": .string(scenario.title), "file": .string(scenario.location.file),
      "line": .int(scenario.location.line), "tags": strings(scenario.tags),
      "criteria": strings(scenario.criteria),
      "parameters": .object(
        JSONObject(scenario.parameters.map { ($0.key, .string($0.value)) })),
      "kubevirtVersion": .string(scenario.given.cluster.kubevirtVersion),
    ]
    object["skipReason"] = entry.skipReason.map { .string($0) }
    return .object(object)
  }
}
