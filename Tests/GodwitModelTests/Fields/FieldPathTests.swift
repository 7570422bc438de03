import GodwitModel
import Testing

@Suite("Values at a path")
struct FieldPathTests {
  private let object: APIObject = {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "fedora"
    instance.metadata.labels = ["kubevirt.io/nodeName": "node1"]
    instance.metadata.rest = ["managedFields": [["manager": "virtctl"]]]
    instance.spec.domain.cpu = DomainCPU()
    instance.spec.domain.cpu?.cores = 0
    instance.spec.affinity = ["nodeAffinity": ["x": [1, 2]]]
    instance.status.phase = .running
    instance.status.migrationState = MigrationState()
    instance.status.migrationState?.targetNode = "node2"
    instance.status.conditions = [Condition(type: "Ready", status: "True")]
    instance.rest = ["extra": ["deep": "x"]]
    return instance.erased
  }()

  @Test(
    arguments: [
      ("apiVersion", "kubevirt.io/v1"), ("kind", "VirtualMachineInstance"),
      ("metadata.name", "fedora"), ("metadata.labels", ["kubevirt.io/nodeName": "node1"]),
      ("metadata.managedFields", [["manager": "virtctl"]]), ("spec.domain.cpu", ["cores": 0]),
      ("spec.domain.cpu.cores", 0), ("spec.affinity.nodeAffinity.x", [1, 2]),
      ("status.phase", "Running"), ("status.migrationState.targetNode", "node2"),
      ("status.migrationState", ["targetNode": "node2"]), ("extra.deep", "x"),
      ("extra", ["deep": "x"]),
    ] as [(String, JSONValue)])
  func findsWhatIsSet(path: String, value: JSONValue) {
    let path = path.split(separator: ".").map(String.init)
    #expect(object.value(at: path) == value)
    #expect(object.json.value(at: path) == value)
  }

  @Test(arguments: [
    "metadata.uid", "metadata.name.x", "metadata.labels.missing", "spec.domain.memory",
    "spec.domain.cpu.model", "spec.domain.cpu.cores.x", "status.conditions.0",
    "status.conditions.type", "status.migrationState.completed", "status.nodeName", "missing",
    "extra.missing", "extra.deep.x", "status.phase.x", "spec.affinity.x.y", "kind.x", "",
  ])
  func findsNothingElse(path: String) {
    let path = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    #expect(object.value(at: path) == nil)
  }

  @Test func keysWithPointsAreOneElement() {
    #expect(object.value(at: ["metadata", "labels", "kubevirt.io/nodeName"]) == "node1")
  }

  @Test func theEmptyPathIsTheWhole() {
    #expect(object.value(at: []) == object.json)
  }

  @Test func partsThatAreEmptyAreUnset() {
    #expect(VirtualMachineInstance().erased.value(at: ["status"]) == nil)
    #expect(VirtualMachineInstance().erased.value(at: ["spec", "domain"]) == nil)
    #expect(VirtualMachineInstance().erased.value(at: ["status", "migrationState"]) == nil)
  }
}
