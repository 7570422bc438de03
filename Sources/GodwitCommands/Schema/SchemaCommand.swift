import ArgumentParser
import GodwitModel
import ScenarioFormat

/// `godwit schema`: the JSON Schema of scenarios.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, for editors.")

  func run() {
    StandardStream.output.write(ScenarioSchema.json.prettyText + "\n")
  }
}
