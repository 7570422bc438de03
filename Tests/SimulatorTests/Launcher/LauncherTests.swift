import GodwitModel
import Testing

@testable import Simulator

/// What virt-launcher and libvirt make of a copy (specification §5.1, §5.3).
@Suite struct LauncherTests {
  /// From the start of the copy to the guest's running on the target.
  private func duration(_ configure: (inout Given) -> Void) throws -> Span {
    var cluster = try Rehearsal(configure)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    let start = cluster.time { change in
      guard case .event(let event) = change.object else { return false }
      return event.object.message == "VirtualMachineInstance is migrating."
    }
    let ready = cluster.time { change in
      guard case .virtualMachineInstance(let found) = change.object else { return false }
      return found.object.status.migrationState?.targetNodeDomainReadyTimestamp != nil
    }
    return try #require(ready) - #require(start)
  }

  private let switchover = Timing().switchover

  @Test func `a copy lasts as long as memory and bandwidth make it`() throws {
    let time = try duration { $0.virtualMachines[0].guest.copy = .computed }
    #expect(time == .seconds(1) + switchover, "1 GiB at 1 GiB/s")
  }

  @Test func `bandwidthPerMigration is a limit of the stream`() throws {
    let limited = try duration { given in
      given.virtualMachines[0].guest.copy = .computed
      given.cluster.kubevirtConfiguration["migrations"] = ["bandwidthPerMigration": "64Mi"]
    }
    #expect(limited == .seconds(16) + switchover)
    let above = try duration { given in
      given.virtualMachines[0].guest.copy = .computed
      given.cluster.kubevirtConfiguration["migrations"] = ["bandwidthPerMigration": "64Gi"]
    }
    #expect(above == .seconds(1) + switchover, "it never makes the network faster")
  }

  @Test func `a guest that writes takes longer`() throws {
    let time = try duration { given in
      given.virtualMachines[0].guest.copy = .computed
      given.virtualMachines[0].memory = "8Gi"
      given.virtualMachines[0].guest.dirtyRate = Quantity(1 << 29)
    }
    #expect(time == .milliseconds(15_500) + switchover)
  }

  @Test func `annotations say how the guest of a VM behaves`() throws {
    let time = try duration {
      $0.virtualMachines[0].annotations["simulator.godwit.dev/copy"] = "3s"
    }
    #expect(time == .seconds(3) + switchover)
    var world = World(nodes: [])
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    instance.metadata.annotations = [
      "simulator.godwit.dev/copy": "endless", "simulator.godwit.dev/dirty-rate": "1Mi",
    ]
    #expect(world.guest(of: instance).copy == .endless)
    #expect(world.guest(of: instance).dirtyRate.units == 1 << 20)
    var given = Guest()
    given.copy = .lasts(.seconds(9))
    world.guests[ObjectName("", "vm")] = given
    instance.metadata.annotations = [:]
    #expect(world.guest(of: instance) == given)
  }

  private func running() throws -> Rehearsal {
    var cluster = try Rehearsal()
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: .running))
    try cluster.run(for: .seconds(2))
    return cluster
  }

  @Test func `an error of libvirt is passed on as it is`() throws {
    var cluster = try running()
    try cluster.inject(.failCopy(namespace: "demo", migration: "job", message: "broken pipe"))
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(5))
    let state = try #require(cluster.state())
    #expect(state.failed)
    #expect(state.completed)
    #expect(state.endTimestamp != nil)
    #expect(state.failureReason == "broken pipe")
    #expect(state.abortStatus == "")
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains(
        "Migrated: VirtualMachineInstance migration uid \(state.migrationUID) failed. "
          + "reason:broken pipe"))
    #expect(cluster.target()?.status.phase == .failed, "the target's launcher ends in error")
    #expect(cluster.instance()?.status.nodeName == "node1")
  }

  @Test func `the annotation fail breaks a copy off at its half`() throws {
    var cluster = try Rehearsal {
      $0.virtualMachines[0].annotations["simulator.godwit.dev/fail"] = "copy failed"
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .failed))
    let state = try #require(cluster.state())
    #expect(state.failureReason == "copy failed")
    let start = try #require(state.startTimestamp?.instant)
    let end = try #require(state.endTimestamp?.instant)
    #expect((4...6).contains((end - start).wholeSeconds), "of 10 s")
  }

  @Test func `a failure that the VM's annotation forces comes before anything is copied`() throws {
    var cluster = try Rehearsal {
      $0.virtualMachines[0].annotations[
        "kubevirt.io/func-test-force-launcher-migration-failure"] = "true"
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(1))
    let state = try #require(cluster.state())
    #expect(state.failureReason == "Failed migration to satisfy functional test condition")
    #expect(state.startTimestamp != nil)
    #expect(!state.targetNodeDomainDetected)
    #expect(cluster.instance()?.status.phase == .running)
  }

  @Test func `a cancel that comes in time ends the copy`() throws {
    var cluster = try running()
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(10))
    let state = try #require(cluster.state())
    #expect(state.abortRequested)
    #expect(state.failed)
    #expect(state.completed)
    #expect(state.abortStatus == "Succeeded")
    #expect(state.failureReason == "Live migration has been aborted")
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.nodeName == "node1")
  }

  /// Recording abort-too-late; specification §12, fact 5.
  @Test func `a cancel during the switchover is lost`() throws {
    var cluster = try Rehearsal { $0.cluster.timing.switchover = .seconds(5) }
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    try cluster.run(for: .milliseconds(11_000))
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .minutes(1))
    #expect(cluster.phases().last == "Succeeded")
    #expect(cluster.migration() == nil)
    let state = try #require(cluster.state())
    #expect(state.abortRequested)
    #expect(state.abortStatus == "")
    #expect(!state.failed)
    #expect(cluster.instance()?.status.nodeName == "node2")
  }
}
