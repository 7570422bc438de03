import GodwitModel
import ScenarioFormat
import Testing

@Suite("Schema")
struct ScenarioSchemaTests {
  private let schema = ScenarioSchema.json

  @Test func isValidJSON() throws {
    #expect(try JSONValue(parsing: schema.prettyText) == schema)
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func everyReferenceHasADefinition() throws {
    let definitions = try #require(schema["$defs"]?.object)
    var names: [String] = []
    collectReferences(schema, &names)
    #expect(names.count > 100)
    for name in names { #expect(definitions[name] != nil, "\(name)") }
  }

  private func collectReferences(_ value: JSONValue, _ names: inout [String]) {
    for element in value.array ?? [] { collectReferences(element, &names) }
    for member in value.object?.members ?? [] {
      if member.key == "$ref", let text = member.value.string {
        #expect(text.hasPrefix("#/$defs/"))
        names.append(String(text.dropFirst(8)))
      }
      collectReferences(member.value, &names)
    }
  }

  @Test func describesTheVersionsOfAStep() throws {
    for place in [
      schema["$defs"]?["Step"]?["properties"],
      schema["$defs"]?["Then"]?["oneOf"]?[0]?["properties"],
    ] {
      let versions = try #require(place?["kubevirt"])
      #expect(versions["description"]?.string?.contains(">=v1.5") == true)
      let pattern = try #require(versions["anyOf"]?[0]?["pattern"]?.string)
      let expression = try Regex(pattern)
      for text in [">=v1.5", ">=v1.5 <v1.8", ">= 1.5, <1.8", "!=v1.6"] {
        #expect(text.contains(expression), "\(text)")
        #expect(VersionCondition(parsing: text) != nil)
      }
      for text in ["v1.5", "", ">=", ">=v1.x", "1.5"] {
        #expect(!text.contains(expression), "\(text)")
        #expect(VersionCondition(parsing: text) == nil)
      }
    }
  }

  @Test func describesTheFormat() {
    #expect(schema["required"] == ["apiVersion", "kind", "metadata", "spec"])
    #expect(schema["additionalProperties"] == false)
    let machine = schema["$defs"]?["VirtualMachine"]
    #expect(machine?["required"] == ["name"])
    #expect(machine?["properties"]?["memory"]?["description"] == "Its memory; 1Gi.")
    let verbs = schema["$defs"]?["When"]?["oneOf"]?.array ?? []
    let names = verbs.compactMap { $0["required"]?[0]?.string }
    #expect(names.contains("migrate"))
    #expect(schema["$defs"]?["kubevirt.VirtualMachineInstanceSpec"] != nil)
  }
}
