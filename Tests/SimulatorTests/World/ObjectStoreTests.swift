import GodwitModel
import Testing

@testable import Simulator

@Suite struct ObjectStoreTests {
  private let now = Instant.simulationEpoch

  private func store() -> ObjectStore {
    ObjectStore(identifiers: SeededGenerator(seed: 1, purpose: "test"))
  }

  private func instance(_ name: String, finalizers: [String] = []) -> VirtualMachineInstance {
    var instance = VirtualMachineInstance()
    instance.metadata.name = name
    instance.metadata.namespace = "demo"
    instance.metadata.finalizers = finalizers
    return instance
  }

  @Test func `a new object gets what the server gives`() {
    var store = store()
    let first = store.create(instance("a").erased, at: now + .milliseconds(1500)).metadata
    let second = store.create(instance("b").erased, at: now).metadata
    #expect(first.uid.count == 36)
    #expect(first.uid != second.uid)
    #expect(first.creationTimestamp?.instant == now + .seconds(1), "whole seconds")
    #expect(Int(first.resourceVersion) == 1001)
    #expect(Int(second.resourceVersion) == 1002)
    #expect(store.takeLog().map(\.type) == [.added, .added])
    #expect(store.takeLog().isEmpty)
  }

  @Test func `every write has a version of its own and an equal one is no write`() {
    var store = store()
    store.create(instance("a").erased, at: now)
    guard var present = store.virtualMachineInstances["demo", "a"]?.object else { return }
    let same = store.update(present.erased, at: now)
    #expect(same.resourceVersion == "1001")
    present.status.nodeName = "node1"
    #expect(store.update(present.erased, at: now).resourceVersion == "1002")
    #expect(store.takeLog().map(\.type) == [.added, .modified])
    #expect(store.resourceVersion == 1002)
  }

  @Test func `an object that is being deleted goes with its last finalizer`() {
    var store = store()
    store.create(instance("a", finalizers: ["one", "two"]).erased, at: now)
    func change(_ change: (inout VirtualMachineInstance) -> Void) {
      guard var present = store.virtualMachineInstances["demo", "a"]?.object else { return }
      change(&present)
      store.update(present.erased, at: now)
    }
    change { $0.metadata.markDeleted(at: now) }
    change { $0.metadata.finalizers = ["two"] }
    #expect(store.virtualMachineInstances["demo", "a"] != nil)
    change { $0.metadata.finalizers = [] }
    #expect(store.virtualMachineInstances["demo", "a"] == nil)
    let log = store.takeLog()
    #expect(log.map(\.type) == [.added, .modified, .modified, .deleted])
    #expect(log.last?.object.metadata.finalizers == ["two"], "watches see it as it was before")
    #expect(log.last?.object.resourceVersion == "1004", "with the version of its deletion")
  }

  @Test func `finalizers that go from a living object do not remove it`() {
    var store = store()
    store.create(instance("a", finalizers: ["one"]).erased, at: now)
    guard var present = store.virtualMachineInstances["demo", "a"]?.object else { return }
    present.metadata.finalizers = []
    store.update(present.erased, at: now)
    #expect(store.virtualMachineInstances["demo", "a"] != nil)
  }

  @Test func `objects are listed oldest first whatever was removed between`() {
    var store = store()
    for number in 0..<100 { store.create(instance("vm\(number)").erased, at: now) }
    for number in 0..<100 where !number.isMultiple(of: 7) {
      store.remove(instance("vm\(number)").key, at: now)
    }
    store.create(instance("last").erased, at: now)
    let expected = (0..<100).filter { $0.isMultiple(of: 7) }.map { "vm\($0)" } + ["last"]
    #expect(store.virtualMachineInstances.all.map(\.object.metadata.name) == expected)
    #expect(store.virtualMachineInstances.count == expected.count)
    #expect(store.virtualMachineInstances["demo", "vm14"]?.object.metadata.name == "vm14")
  }

  @Test func `a copy goes its own way`() {
    var store = store()
    store.create(instance("a").erased, at: now)
    var copy = store
    copy.remove(instance("a").key, at: now)
    #expect(copy.virtualMachineInstances.count == 0)
    #expect(store.virtualMachineInstances.count == 1)
  }
}
