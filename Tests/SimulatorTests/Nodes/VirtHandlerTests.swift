import GodwitModel
import Simulator
import Testing

/// Both sides of a migration on their nodes (specification §5.1).
@Suite struct VirtHandlerTests {
  private func migrated(_ configure: (inout Given) -> Void = { _ in }) throws -> Rehearsal {
    var cluster = try Rehearsal(configure)
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(10))
    return cluster
  }

  @Test func `the state is told in the order of a good migration`() throws {
    let cluster = try migrated()
    var steps: [String] = []
    func add(_ step: String) { if !steps.contains(step) { steps.append(step) } }
    for change in cluster.changes {
      guard case .virtualMachineInstance(let found) = change.object,
        let state = found.object.status.migrationState
      else { continue }
      add("handed over")
      if !state.targetNodeAddress.isEmpty { add("target listens") }
      if state.startTimestamp != nil { add("started") }
      if state.targetNodeDomainDetected { add("detected") }
      if state.targetNodeDomainReadyTimestamp != nil { add("ready") }
      if state.endTimestamp != nil {
        #expect(found.object.status.nodeName == "node2", "in the same write as the end")
        #expect(found.object.metadata.labels["kubevirt.io/nodeName"] == "node2")
        add("ended")
      }
      if state.completed { add("completed") }
      if found.object.metadata.labels["kubevirt.io/migrationTargetNodeName"] == nil {
        add("unmarked")
      }
    }
    #expect(
      steps == [
        "handed over", "target listens", "started", "detected", "ready", "ended", "completed",
        "unmarked",
      ])
  }

  @Test func `events come in the order of a good migration (specification §8.3)`() throws {
    let cluster = try migrated()
    let events = cluster.events(on: "VirtualMachineInstance")
    #expect(
      events.map(\.reason) == [
        "PreparingTarget", "PreparingTarget", "Migrating", "Migrated", "Deleted",
      ])
    #expect(events.map(\.source.host) == ["node2", "node2", "node1", "node2", "node1"])
    #expect(events.allSatisfy { $0.source.component == "virt-handler" && $0.type == "Normal" })
    #expect(events[0].message == "VirtualMachineInstance Migration Target Prepared.")
    #expect(events[2].message == "VirtualMachineInstance is migrating.")
    #expect(events[3].message == "The VirtualMachineInstance migrated to node node2.")
    #expect(events[4].message == "Signaled Deletion")
  }

  @Test func `the target listens for libvirt, memory and, when disks are copied, disks`() throws {
    let block = try migrated()
    let ports = try #require(block.state()?.targetDirectMigrationNodePorts.object)
    #expect(Set(ports.members.compactMap(\.value.int)) == [0, 49152, 49153])
    #expect(Set(ports.keys).count == 3)
    let address = try #require(block.state()?.targetNodeAddress)
    let listening = block.words(on: "VirtualMachineInstance")[1]
    #expect(
      listening.hasPrefix(
        "PreparingTarget: Migration Target is listening at \(address), on ports: "))
    for port in ports.keys { #expect(listening.contains(port)) }

    let live = try migrated { $0.virtualMachines[0].spec["volumes"] = [] }
    #expect(live.instance()?.status.migrationMethod == .liveMigration)
    let two = try #require(live.state()?.targetDirectMigrationNodePorts.object)
    #expect(Set(two.members.compactMap(\.value.int)) == [0, 49152])
  }

  /// KubeVirt pkg/network/setup/netstat.go:80-125.
  @Test func `a VM has the address of the pod in which it is`() throws {
    var cluster = try Rehearsal()
    func address() -> String? {
      cluster.instance()?.status.interfaces.first?["ipAddress"]?.string
    }
    #expect(address() == cluster.pods(of: "vm").first?.status.podIP)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(1))
    let target = try #require(cluster.target())
    #expect(address() == target.status.podIP)
    #expect(
      cluster.instance()?.status.interfaces.first?["ipAddresses"]
        == [.string(target.status.podIP)])
  }

  @Test func `the source's pod ends in good order and stays`() throws {
    let cluster = try migrated()
    let state = try #require(cluster.state())
    let pods = cluster.pods(of: "vm")
    #expect(pods.map(\.status.phase.rawValue) == ["Succeeded", "Running"])
    #expect(pods.map(\.metadata.name) == [state.sourcePod, state.targetPod])
    #expect(pods.map(\.spec.nodeName) == ["node1", "node2"])
    #expect(Set(cluster.instance()?.status.activePods.entries.map(\.key) ?? []).count == 2)
  }

  private func pause(_ cluster: inout Rehearsal) {
    let answer = cluster.send(
      APIRequest(
        .put,
        "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachineinstances/vm/pause",
        body: [:]))
    #expect(answer.isSuccess)
  }

  /// Specification §5.2 and §12, fact 30.
  @Test func `what a VM tells of itself is frozen while it is copied`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    pause(&cluster)
    try cluster.run(for: .seconds(3))
    #expect(cluster.migration()?.status.phase == .running)
    #expect(cluster.instance()?.status.conditions["Paused"] == nil)
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(3))
    #expect(cluster.instance()?.status.conditions["Paused"]?.status == "True")
  }

  @Test func `a paused guest migrates and stays paused`() throws {
    var cluster = try Rehearsal()
    pause(&cluster)
    try cluster.run(for: .seconds(2))
    #expect(cluster.instance()?.status.conditions["Paused"]?.reason == "PausedByUser")
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(5))
    #expect(cluster.instance()?.status.nodeName == "node2")
    #expect(cluster.instance()?.status.conditions["Paused"]?.status == "True")
  }

  @Test func `a VM that cannot leave warns when it should (specification §1.6)`() throws {
    let bridge: JSONValue = ["interfaces": [["name": "default", "bridge": [:]]]]
    let cluster = try Rehearsal { given in
      given.virtualMachines[0].evictionStrategy = "LiveMigrate"
      given.virtualMachines[0].spec["domain"] = ["devices": bridge]
    }
    let warning = cluster.simulation.initialObjects.compactMap { object -> Event? in
      guard case .event(let event) = object, event.object.reason == "Migrated" else { return nil }
      return event.object
    }
    #expect(
      warning.map(\.message) == [
        "EvictionStrategy is set but vmi is not migratable; cannot migrate VMI which does not use "
          + "masquerade or a migratable plugin to connect to the pod network"
      ])
    #expect(warning.map(\.type) == ["Warning"])
  }
}
