import GodwitModel
import Testing

/// What KubeVirt and Kubernetes wrote must come through the typed fields unchanged.
@Suite("Recorded objects")
struct RecordedStatusTests {
  private func versions(of kind: String) throws -> [ObservedObjects.Version] {
    let versions = try ObservedObjects.versions.get().filter { $0.kind == kind }
    try #require(versions.count > 50, "recordings of \(kind) are missing")
    return versions
  }

  /// Decodes and encodes each part at `field`; equal means equal, and in the same spelling.
  private func checkRoundTrip<Value: StructuredValue>(
    _ type: Value.Type, of kind: String, at field: String
  ) throws {
    for version in try versions(of: kind) {
      guard let json = version.object[field], !json.isNull else { continue }
      let comment: Comment = "\(version.recording) \(kind)/\(version.name) \(json.text)"
      let value = try #require(Value(json: json), comment)
      #expect(value.json ?? [:] == json, comment)
      #expect(value.json?.text ?? "{}" == json.sortedByKey.text, comment)
    }
  }

  @Test func statusOfInstances() throws {
    try checkRoundTrip(VirtualMachineInstanceStatus.self, of: "vmi", at: "status")
  }

  @Test func statusOfMigrations() throws {
    try checkRoundTrip(VirtualMachineInstanceMigrationStatus.self, of: "vmim", at: "status")
  }

  @Test func specificationOfMigrations() throws {
    try checkRoundTrip(VirtualMachineInstanceMigrationSpec.self, of: "vmim", at: "spec")
  }

  @Test func changesLeadFromEachVersionToTheNext() throws {
    for kind in [ResourceKind.virtualMachineInstance, .virtualMachineInstanceMigration] {
      var previous: [String: APIObject] = [:]
      for version in try versions(of: kind.shortNames[0]) {
        let id = version.recording + "/" + version.name
        let json: JSONValue = [
          "metadata": [
            "name": .string(version.name), "labels": version.object["labels"] ?? .null,
            "annotations": version.object["annotations"] ?? .null,
            "finalizers": version.object["finalizers"] ?? .null,
          ],
          "spec": version.object["spec"] ?? .null, "status": version.object["status"] ?? .null,
        ]
        let object = try #require(APIObject(kind, json: json), "\(id)")
        let old = previous[id]
        var rebuilt =
          old?.json.object ?? ["apiVersion": "kubevirt.io/v1", "kind": .string(kind.kind)]
        for change in object.changes(since: old) {
          rebuilt.set(change.value, at: change.path)
          #expect(object.value(at: change.path) == change.value, "\(id)")
          #expect(old?.value(at: change.path) != change.value, "\(id)")
        }
        #expect(withoutEmptyMaps(.object(rebuilt)) == withoutEmptyMaps(object.json), "\(id)")
        #expect(object.isSame(as: object))
        previous[id] = object
      }
    }
  }

  /// A map whose last entry went away is left out by the encoder; entry by entry it stays empty.
  private func withoutEmptyMaps(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    return .object(
      JSONObject(
        object.members.compactMap { member in
          let value = withoutEmptyMaps(member.value)
          return value == [:] ? nil : (member.key, value)
        }))
  }
}
