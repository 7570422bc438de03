import GodwitModel
import Testing

@Suite("Boxed parts")
struct BoxedTests {
  private func instance() -> VirtualMachineInstance {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "fedora"
    instance.metadata.labels["app"] = "db"
    instance.status.phase = .running
    instance.status.migrationState = MigrationState()
    instance.status.migrationState?.sourceNode = "node1"
    return instance
  }

  @Test func changingACopyLeavesTheOriginal() {
    let original = instance()
    let before = original.json
    var copy = original
    copy.metadata.name = "debian"
    copy.metadata.labels["app"] = nil
    copy.status.phase = .failed
    copy.status.conditions.append(Condition(type: "Ready", status: "True"))
    copy.status.migrationState?.sourceNode = "node2"
    copy.spec.domain.cpu = DomainCPU()
    #expect(original.json == before)
    #expect(original.metadata.name == "fedora")
    #expect(original.status.migrationState?.sourceNode == "node1")
    #expect(copy.metadata.name == "debian")
    #expect(copy.status.migrationState?.sourceNode == "node2")
    #expect(copy != original)
  }

  @Test func changingTheOriginalLeavesTheCopy() {
    var original = instance()
    let copy = original
    original.metadata.name = "debian"
    original.status.migrationState = nil
    #expect(copy == instance())
  }

  @Test func changingAnObjectLeavesItsSnapshots() {
    var object = instance()
    let first = object.erased
    object.status.nodeName = "node2"
    let second = object.erased
    object.status.nodeName = "node3"
    #expect(first.value(at: ["status", "nodeName"]) == nil)
    #expect(second.value(at: ["status", "nodeName"]) == "node2")
    #expect(object.status.nodeName == "node3")
  }

  @Test func copiesInCollectionsAreIndependent() {
    var objects = Array(repeating: instance(), count: 3)
    objects[1].metadata.name = "debian"
    objects[2].status.migrationState?.completed = true
    #expect(objects.map(\.metadata.name) == ["fedora", "debian", "fedora"])
    #expect(objects.map { $0.status.migrationState?.completed } == [false, false, true])
  }

  @Test func nestedBoxesAreIndependent() {
    var machine = VirtualMachine()
    machine.spec.template.spec.domain.cpu = DomainCPU()
    let copy = machine
    machine.spec.template.spec.domain.cpu?.model = "host-passthrough"
    machine.spec.template.metadata.labels["a"] = "b"
    #expect(copy.spec.template.spec.domain.cpu?.model == "")
    #expect(copy.spec.template.metadata.labels.isEmpty)
    #expect(machine.spec.template.spec.domain.cpu?.model == "host-passthrough")
  }

  @Test func aCopyHandedToAnotherTaskIsItsOwn() async {
    var object = instance()
    let copy = object
    async let name = Task { copy.metadata.name }.value
    object.metadata.name = "debian"
    #expect(await name == "fedora")
    #expect(object.metadata.name == "debian")
  }

  @Test func equalityLooksInside() {
    #expect(instance() == instance())
    #expect(instance().hashValue == instance().hashValue)
    var other = instance()
    other.status.migrationState?.targetNode = "node2"
    #expect(other != instance())
    other.status.migrationState?.targetNode = ""
    #expect(other == instance())
    other.status.migrationState = nil
    #expect(other != instance())
  }

  @Test func copyingAndDroppingManyVersionsKeepsEachOne() {
    var object = instance()
    var versions: [VirtualMachineInstance] = []
    for index in 0..<1000 {
      object.metadata.resourceVersion = "\(index)"
      object.status.migrationState?.targetNode = "node\(index % 3)"
      versions.append(object)
    }
    for (index, version) in versions.enumerated() {
      #expect(version.metadata.resourceVersion == "\(index)")
      #expect(version.status.migrationState?.targetNode == "node\(index % 3)")
    }
    versions.removeFirst(999)
    #expect(versions.first == object)
  }
}
