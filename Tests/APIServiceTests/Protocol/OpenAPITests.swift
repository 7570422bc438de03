import GodwitModel
import Simulator
import Testing

@testable import APIService

@Suite struct OpenAPITests {
  @Test func everyKindHasADocumentThatKubectlCanReadFrom() throws {
    var served = try RecordedCluster.make()
    let index = ServedClusterTests.send("GET", "/openapi/v3", to: &served).body
    let paths = try #require(index["paths"]?.object?.members)
    #expect(paths.contains { $0.key == "apis/kubevirt.io/v1" })
    for member in paths {
      let address = try #require(member.value["serverRelativeURL"]?.string)
      let document = ServedClusterTests.send("GET", address, to: &served).body
      #expect(document["openapi"] == "3.0.0")
    }
    let document = ServedClusterTests.send("GET", "/openapi/v3/apis/kubevirt.io/v1", to: &served)
      .body
    let schema = document["components"]?["schemas"]?[
      "io.kubevirt.v1.VirtualMachineInstanceMigration"]
    let spec = schema?["properties"]?["spec"]?["properties"]
    #expect(
      spec?["vmiName"]?["description"]
        == "The name of the VMI to perform the migration on. VMI must exist in the migration objects namespace"
    )
    #expect(spec?["addedNodeSelector"]?["additionalProperties"]?["type"] == "string")
    let path = "/apis/kubevirt.io/v1/namespaces/{namespace}/virtualmachineinstancemigrations/{name}"
    let patch = document["paths"]?[path]?["patch"]
    #expect(patch?["x-kubernetes-group-version-kind"]?["kind"] == "VirtualMachineInstanceMigration")
  }

  /// The texts of all keys `name` in a document.
  private static func texts(_ name: String, in value: JSONValue) -> [String] {
    switch value {
    case .array(let elements): elements.flatMap { texts(name, in: $0) }
    case .object(let object):
      object.members.flatMap { member in
        texts(name, in: member.value) + (member.key == name ? [member.value.string ?? ""] : [])
      }
    default: []
    }
  }

  @Test func version2RefersToWhatItDefines() throws {
    var served = try RecordedCluster.make()
    let document = ServedClusterTests.send("GET", "/openapi/v2", to: &served).body
    let names = (document["definitions"]?.object?.members ?? []).map { "#/definitions/" + $0.key }
    let references = Self.texts("$ref", in: document)
    #expect(!references.isEmpty)
    #expect(Set(references).isSubset(of: names))
    #expect(Self.texts("allOf", in: document).isEmpty)
  }

  @Test func kubectlOfThePastReadsVersion2InProtobuf() throws {
    var served = try RecordedCluster.make()
    let type = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
    let request = WireRequest("GET", "/openapi/v2", headers: [WireHeader("Accept", type)])
    guard case .response(let answer) = served.answer(request) else { return }
    #expect(answer.status == 200)
    #expect(
      answer.headers.contains(
        WireHeader(
          "Content-Type", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")))
    var reader = ProtobufReader(answer.body[...])
    var found: [Int: ArraySlice<UInt8>] = [:]
    while let (number, value) = reader.next() {
      if case .bytes(let bytes) = value { found[number] = bytes }
    }
    #expect(reader.isWhole)
    #expect(found.keys.sorted() == [1, 2, 8, 9])
    #expect(found[1].map { String(decoding: $0, as: UTF8.self) } == "2.0")
    var definitions = ProtobufReader(found[9] ?? [])
    var names: [String] = []
    while case (1, .bytes(let schema))? = definitions.next() {
      var parts = ProtobufReader(schema)
      if case (1, .bytes(let name))? = parts.next() {
        names.append(String(decoding: name, as: UTF8.self))
      }
    }
    #expect(names.contains("io.kubevirt.v1.VirtualMachineInstanceMigration"))
  }
}
