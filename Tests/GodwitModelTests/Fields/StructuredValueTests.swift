import GodwitModel
import Testing

@Suite("Structured values")
struct StructuredValueTests {
  @Test func unknownFieldsAreKept() throws {
    let json: JSONValue = [
      "cores": 2, "isolateEmulatorThread": true, "realtime": ["mask": "0-3"],
      "numa": ["guestMappingPassthrough": [:]], "zeroes": .number("1.50"), "nothing": .null,
    ]
    let cpu = try #require(DomainCPU(json: json))
    #expect(cpu.cores == 2)
    #expect(cpu.rest.keys == ["isolateEmulatorThread", "realtime", "numa", "zeroes", "nothing"])
    #expect(cpu.json == json)
    #expect(cpu.json?.object?.keys == cpu.json?.object?.keys.sorted())
  }

  @Test func nullClearsAKnownField() throws {
    let cpu = try #require(DomainCPU(json: ["cores": .null, "model": .null, "features": .null]))
    #expect(cpu == DomainCPU())
    #expect(cpu.json == nil)
  }

  @Test(
    arguments: [
      ["cores": "2"], ["cores": .number("1.5")], ["cores": true], ["model": 1], ["model": ["a"]],
      ["features": [:]], ["features": ["vmx"]], ["features": [["name": 1]]], ["features": [.null]],
      [], "host-model", 1, .null,
    ] as [JSONValue])
  func aWrongTypeIsRefused(json: JSONValue) {
    #expect(DomainCPU(json: json) == nil)
  }

  @Test func aWrongTypeDeepInsideIsRefused() {
    #expect(
      APIObject(
        .virtualMachineInstance,
        json: ["status": ["migrationState": ["completed": "true"]]]) == nil)
    #expect(APIObject(.node, json: ["metadata": ["labels": ["a": 1]]]) == nil)
    #expect(APIObject(.pod, json: ["metadata": ["creationTimestamp": "yesterday"]]) == nil)
    #expect(
      APIObject(.virtualMachine, json: ["spec": ["template": ["spec": ["domain": []]]]]) == nil)
  }

  @Test func emptyAndUnsetDifferOnlyBehindAPointer() throws {
    let json: JSONValue = [
      "migrationPolicyName": "", "completed": false, "sourceNode": "", "mode": "",
    ]
    let state = try #require(MigrationState(json: json))
    #expect(state.migrationPolicyName?.isEmpty == true)
    #expect(state.json == ["migrationPolicyName": ""])
    let owner = try #require(OwnerReference(json: ["controller": false, "name": "x"]))
    #expect(owner.json == ["controller": false, "name": "x"])
    let status = try #require(VirtualMachineInstanceStatus(json: ["migrationState": [:]]))
    #expect(status.migrationState == MigrationState())
    #expect(status.json == ["migrationState": [:]])
    #expect(DomainSpec(json: ["cpu": [:]])?.json == ["cpu": [:]])
    #expect(Toleration(json: ["tolerationSeconds": 0])?.json == ["tolerationSeconds": 0])
  }

  @Test func elementsOfListsAreWrittenEvenWhenEmpty() throws {
    let status = try #require(
      NodeStatus(json: ["conditions": [.null, [:], []], "addresses": [["type": "Hostname"]]]))
    #expect(status.json == ["conditions": [.null, [:], []], "addresses": [["type": "Hostname"]]])
    let meta = try #require(ObjectMeta(json: ["finalizers": ["", "a"], "ownerReferences": [[:]]]))
    #expect(meta.json == ["finalizers": ["", "a"], "ownerReferences": [[:]]])
  }

  @Test func emptyCollectionsAreLeftOut() {
    let json: JSONValue = ["labels": [:], "annotations": [:], "finalizers": [], "name": "x"]
    #expect(ObjectMeta(json: json)?.json == ["name": "x"])
  }

  @Test func conditionsAlwaysHaveTheirTimes() {
    #expect(
      Condition(type: "Ready", status: "True").json?.text
        == #"{"lastProbeTime":null,"lastTransitionTime":null,"status":"True","type":"Ready"}"#)
    let json: JSONValue = [
      "lastProbeTime": .null, "lastTransitionTime": "2026-01-01T00:00:07Z", "message": "m",
      "observedGeneration": 3, "reason": "r", "status": "False", "type": "Ready",
    ]
    #expect(Condition(json: json)?.json == json)
    #expect(Condition(json: json)?.json?.text == json.text)
  }

  @Test func unknownTokensAreKept() {
    #expect(PodPhase(json: "Sleeping")?.json == "Sleeping")
    #expect(PodPhase(json: "")?.json == nil)
    #expect(PodPhase(json: 1) == nil)
    #expect(MigrationPhase(json: "Running") == .running)
    #expect(MigrationPhase.succeeded.isFinal && MigrationPhase.failed.isFinal)
    #expect(!MigrationPhase.running.isFinal && !MigrationPhase.unset.isFinal)
  }

  @Test func timestampsHaveWholeSeconds() throws {
    let time = try #require(Timestamp(json: "2026-01-01T01:00:07.9+01:00"))
    #expect(time.json == "2026-01-01T00:00:07Z")
    #expect(time == Timestamp(.simulationEpoch + .seconds(7)))
    #expect(Timestamp(json: 7) == nil)
    #expect(Timestamp(json: "now") == nil)
  }

  @Test func everyTableIsInOrderWithoutDoubles() {
    func check<Value: StructuredValue>(_ type: Value.Type) {
      let keys = Value.fields.fields.map(\.key)
      #expect(keys == keys.sorted(), "\(type)")
      #expect(Set(keys).count == keys.count, "\(type)")
      for key in keys { #expect(Value.fields.field(key)?.key == key, "\(type).\(key)") }
      #expect(Value.fields.field("") == nil)
      #expect(Value.fields.field("rest") == nil)
    }
    check(VirtualMachine.self)
    check(VirtualMachineSpec.self)
    check(VirtualMachineStatus.self)
    check(VirtualMachineInstance.self)
    check(VirtualMachineInstanceSpec.self)
    check(VirtualMachineInstanceStatus.self)
    check(VirtualMachineInstanceMigration.self)
    check(VirtualMachineInstanceMigrationSpec.self)
    check(VirtualMachineInstanceMigrationStatus.self)
    check(ObjectMeta.self)
    check(Pod.self)
    check(PodSpec.self)
    check(PodStatus.self)
    check(Node.self)
    check(NodeStatus.self)
    check(Event.self)
  }
}
