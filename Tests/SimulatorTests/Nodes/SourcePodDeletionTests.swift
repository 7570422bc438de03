import GodwitModel
import Simulator
import Testing

/// The pod that a guest leaves is deleted while the guest is copied: virt-handler looks away from
/// it until the copy has ended (pkg/virt-handler/vm.go:401-404).
@Suite struct SourcePodDeletionTests {
  private func deleteSource(of cluster: inout Rehearsal) throws -> String {
    let source = try #require(cluster.state()?.sourcePod)
    cluster.delete(.pod, source)
    return source
  }

  @Test func `the copy goes on, and the pod goes when the guest has left`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let source = try deleteSource(of: &cluster)
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(2))
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.nodeName == "node2")
    #expect(cluster.object(.pod, source) == nil)
  }

  @Test func `a guest that stays is shut down then`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    _ = try deleteSource(of: &cluster)
    try cluster.run(for: .seconds(3))
    #expect(cluster.instance()?.status.phase == .running)
    cluster.delete(.virtualMachineInstanceMigration, "job")
    let end = try cluster.run(within: .seconds(5)) { change in
      guard case .virtualMachineInstance(let instance) = change.object else { return false }
      return instance.object.status.phase == .succeeded
    }
    #expect(end != nil)
  }

  @Test func `a copy that takes too long ends with the launcher`() throws {
    var cluster = try Rehearsal { $0.virtualMachines[0].guest.copy = .lasts(.minutes(5)) }
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    _ = try deleteSource(of: &cluster)
    let start = cluster.simulation.now
    #expect(try cluster.run(until: "job", is: .failed))
    #expect(cluster.simulation.now - start > .seconds(40))
    #expect(cluster.simulation.now - start < .seconds(50))
  }

  @Test func `a guest that comes into a pod on its way out is shut down there`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let target = try #require(cluster.target()?.metadata.name)
    cluster.delete(.pod, target)
    #expect(try cluster.run(until: "job", is: .succeeded))
    let end = try cluster.run(within: .seconds(5)) { change in
      guard case .virtualMachineInstance(let instance) = change.object else { return false }
      return instance.object.status.phase == .succeeded
    }
    #expect(end != nil)
  }
}
