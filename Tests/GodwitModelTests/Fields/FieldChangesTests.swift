import GodwitModel
import Testing

@Suite("Changed fields")
struct FieldChangesTests {
  private func changes(
    from old: VirtualMachineInstance, _ edit: (inout VirtualMachineInstance) -> Void
  ) -> [String: JSONValue?] {
    var new = old
    edit(&new)
    let changes = new.erased.changes(since: old.erased)
    return Dictionary(
      uniqueKeysWithValues: changes.map { ($0.path.joined(separator: "/"), $0.value) })
  }

  private let instance: VirtualMachineInstance = {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "fedora"
    instance.metadata.labels = ["a": "1", "b": "2"]
    instance.spec.domain.cpu = DomainCPU()
    instance.spec.domain.cpu?.cores = 2
    instance.status.phase = .running
    instance.status.nodeName = "node1"
    instance.status.migrationState = MigrationState()
    instance.status.migrationState?.targetNode = "node2"
    instance.rest = ["x": 1, "y": ["z": 2]]
    return instance
  }()

  @Test func nothingChangedIsNoChange() throws {
    #expect(changes(from: instance) { _ in } == [:])
    #expect(changes(from: instance) { $0.status.nodeName = "node1" } == [:])
    let other = try #require(APIObject(.virtualMachineInstance, json: instance.erased.json))
    #expect(other.changes(since: instance.erased) == [])
    #expect(instance.erased.isSame(as: other))
  }

  @Test func scalarsNestedAndCleared() {
    #expect(
      changes(from: instance) { $0.status.nodeName = "node2" } == ["status/nodeName": "node2"])
    #expect(
      changes(from: instance) { $0.status.nodeName = "" } == ["status/nodeName": JSONValue?.none])
    #expect(
      changes(from: instance) { $0.spec.domain.cpu?.cores = nil }
        == ["spec/domain/cpu/cores": JSONValue?.none])
  }

  @Test func optionalPartsComeAndGoAsAWhole() {
    #expect(
      changes(from: instance) { $0.spec.domain.cpu = nil } == ["spec/domain/cpu": JSONValue?.none])
    #expect(
      changes(from: instance) {
        $0.spec.domain.memory = DomainMemory()
        $0.spec.domain.memory?.guest = "1Gi"
      } == ["spec/domain/memory": ["guest": "1Gi"]])
    #expect(
      changes(from: instance) { $0.spec.domain.machine = DomainMachine() }
        == ["spec/domain/machine": [:]])
  }

  @Test func boxedOptionalPartsAreComparedInside() {
    #expect(
      changes(from: instance) { $0.status.migrationState?.completed = true }
        == ["status/migrationState/completed": true])
    #expect(
      changes(from: instance) { $0.status.migrationState = nil }
        == ["status/migrationState": JSONValue?.none])
    #expect(
      changes(from: VirtualMachineInstance()) { $0.status.migrationState = MigrationState() }
        == ["status/migrationState": [:]])
  }

  @Test func mapsChangeByEntryAndListsAsAWhole() {
    #expect(
      changes(from: instance) { $0.metadata.labels = ["b": "3", "c.d/e": "4"] }
        == [
          "metadata/labels/a": JSONValue?.none, "metadata/labels/b": "3",
          "metadata/labels/c.d/e": "4",
        ])
    #expect(
      changes(from: instance) { $0.metadata.finalizers = ["x", "y"] }
        == ["metadata/finalizers": ["x", "y"]])
  }

  @Test func theRestChangesByMember() {
    #expect(
      changes(from: instance) { $0.rest = ["y": ["z": 3], "w": 4] }
        == ["x": JSONValue?.none, "y": ["z": 3], "w": 4])
    #expect(changes(from: instance) { $0.rest = ["y": ["z": 2], "x": 1] } == [:])
  }

  @Test func withoutAnOldVersionEveryFieldIsAChange() {
    let changes = instance.erased.changes(since: nil)
    #expect(
      changes.map { $0.path.joined(separator: "/") } == [
        "metadata/labels/a", "metadata/labels/b", "metadata/name", "spec/domain/cpu",
        "status/migrationState", "status/nodeName", "status/phase", "x", "y",
      ])
    #expect(VirtualMachineInstance().erased.changes(since: nil) == [])
  }

  @Test func anObjectOfAnotherKindIsNoOldVersion() {
    var pod = Pod()
    pod.metadata.name = "fedora"
    #expect(
      pod.erased.changes(since: instance.erased)
        == [FieldChange(path: ["metadata", "name"], value: "fedora")])
  }

  @Test func genericObjectsAreCompared() throws {
    let old = try #require(APIObject(.configMap, json: ["data": ["a": "1"], "immutable": true]))
    let new = try #require(APIObject(.configMap, json: ["data": ["a": "2"]]))
    #expect(
      new.changes(since: old) == [
        FieldChange(path: ["data"], value: ["a": "2"]),
        FieldChange(path: ["immutable"], value: nil),
      ])
    #expect(!new.isSame(as: old))
  }

  @Test func aChangeOfAnyTableFieldIsSeenAndRead() throws {
    // Each known field alone, given a value of its type: what is decoded, read at its path,
    // reported as changed and encoded must be the same.
    let candidates: [JSONValue] = ["text", 7, true, ["text"], ["a": "b"], [["a": "b"]]]
    func check<Value: StructuredValue>(_ type: Value.Type) throws {
      for field in Value.fields.fields {
        let decoded =
          candidates.lazy.compactMap { candidate in
            Value(json: [field.key: candidate]).map { ($0, candidate) }
          }.first
          ?? Value(json: [field.key: "2026-01-01T00:00:00Z"]).map { ($0, "2026-01-01T00:00:00Z") }
        let (value, json) = try #require(decoded, "\(type).\(field.key)")
        #expect(value != Value(), "\(type).\(field.key)")
        let written = value.json?[field.key]
        // Conditions are written with times that may be null.
        #expect(written == json || field.key == "conditions", "\(type).\(field.key)")
        #expect(value.value(at: [field.key]) == written, "\(type).\(field.key)")
        #expect(value.rest.isEmpty, "\(type).\(field.key)")
        var writer = ChangeWriter()
        var text: [UInt8] = []
        withUnsafePointer(to: Value()) { old in
          withUnsafePointer(to: value) { new in
            Value.appendChanges(from: old, to: new, into: &writer)
            #expect(Value.appendJSON(of: new, to: &text))
          }
        }
        #expect(String(decoding: text, as: UTF8.self) == value.json?.text)
        let changes = writer.takeList().fields
        #expect(changes.count == 1 && changes.first?.path.first == field.key, "\(changes)")
      }
    }
    try check(ObjectMeta.self)
    try check(OwnerReference.self)
    try check(VirtualMachineInstanceStatus.self)
    try check(VirtualMachineInstanceSpec.self)
    try check(PodSpec.self)
    try check(PodStatus.self)
    try check(NodeSpec.self)
    try check(NodeStatus.self)
    try check(Event.self)
    try check(VirtualMachineStatus.self)
    try check(DomainSpec.self)
  }
}
