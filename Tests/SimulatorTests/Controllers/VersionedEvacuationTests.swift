import GodwitModel
import Testing

@testable import Simulator

/// Evacuations of the versions (specification §11).
@Suite struct VersionedEvacuationTests {
  private func evicted(
    _ minor: Int, machines: Int = 6, gates: [String] = []
  ) throws -> Rehearsal {
    var cluster = try Rehearsal(kubeVirt: minor, nodes: 3) { given in
      given.virtualMachines = (1...machines).map { number in
        var machine = VirtualMachineLayout(name: "vm-\(number)")
        machine.node = "node1"
        machine.evictionStrategy = "LiveMigrate"
        machine.guest.copy = .lasts(.seconds(30))
        return machine
      }
      if !gates.isEmpty {
        given.cluster.kubevirtConfiguration["developerConfiguration"] = [
          "featureGates": .array(gates.map { .string($0) })
        ]
      }
    }
    for pod in cluster.pods.map(\.metadata.name) { _ = cluster.evict(pod) }
    return cluster
  }

  @Test(arguments: [(0, 2), (9, 6)])
  func `as many as may run, or all at once since v1.9`(minor: Int, count: Int) throws {
    var cluster = try evicted(minor)
    try cluster.run(for: .seconds(10))
    #expect(cluster.migrations.count == count)
    #expect(cluster.migrations.allSatisfy { ($0.spec.priority != nil) == (minor >= 9) })
    try cluster.run(for: .minutes(5))
    #expect(cluster.migrations.count { $0.status.phase == .succeeded } == 6)
  }

  @Test func `with the gate all at once in v1.8 too`() throws {
    var cluster = try evicted(8, gates: ["MigrationPriorityQueue"])
    try cluster.run(for: .seconds(1))
    #expect(cluster.migrations.count == 6)
    #expect(cluster.migrations.allSatisfy { $0.spec.priority == "system-critical" })
  }

  @Test func `one that waits is looked at after five seconds, or at once with priorities`() throws {
    for minor in [8, 9] {
      var cluster = try Rehearsal(kubeVirt: minor, nodes: 3) { given in
        given.cluster.kubevirtConfiguration["migrations"] = ["parallelMigrationsPerCluster": 1]
        var other = VirtualMachineLayout(name: "other")
        other.node = "node2"
        given.virtualMachines.append(other)
      }
      cluster.migrate(as: "first")
      try cluster.run(for: .seconds(1))
      cluster.migrate("other", as: "second")
      #expect(try cluster.run(until: "first", is: .succeeded))
      let ended = cluster.simulation.now
      #expect(try cluster.run(until: "second", is: .scheduling))
      let wait = cluster.simulation.now - ended
      #expect(minor < 9 ? wait > .milliseconds(500) : wait < .milliseconds(500))
    }
  }

  @Test(arguments: [(6, false), (7, true)])
  func `the VMI says that it is to be evicted since v1.7`(minor: Int, says: Bool) throws {
    var cluster = try evicted(minor, machines: 1)
    try cluster.run(for: .seconds(1))
    let conditions = cluster.instance("vm-1")?.status.conditions
    #expect((conditions?["EvictionRequested"] != nil) == says)
  }

  @Test(arguments: [(2, nil), (3, "kubevirt"), (6, "kubevirt"), (7, "true")])
  func `the pod says that it is on its way since v1.3`(minor: Int, value: String?) throws {
    var cluster = try evicted(minor, machines: 1)
    try cluster.run(for: .seconds(5))
    let source = cluster.pods(of: "vm-1").first
    #expect(
      source?.metadata.annotations["descheduler.alpha.kubernetes.io/eviction-in-progress"] == value)
    let asks = source?.metadata.annotations["descheduler.alpha.kubernetes.io/request-evict-only"]
    #expect((asks != nil) == (minor >= 3))
  }

  @Test func `up to v1.6 the mark goes when the migration fails`() throws {
    var cluster = try evicted(6, machines: 1)
    try cluster.run(for: .seconds(4))
    let job = try #require(cluster.migrations.first?.metadata.name)
    #expect(try cluster.run(until: job, is: .running))
    try cluster.inject(.failCopy(namespace: "demo", migration: job, message: "broken"))
    try cluster.run(for: .milliseconds(500))
    let source = cluster.pods(of: "vm-1").first
    #expect(
      source?.metadata.annotations["descheduler.alpha.kubernetes.io/eviction-in-progress"] == nil)
  }

  @Test(arguments: [(8, true), (9, false)])
  func `VMs that cannot migrate were told so up to v1.8`(minor: Int, isTold: Bool) throws {
    var cluster = try Rehearsal(kubeVirt: minor) {
      $0.virtualMachines[0].evictionStrategy = "LiveMigrate"
      $0.virtualMachines[0].spec = [
        "domain": ["devices": ["interfaces": [["name": "default", "bridge": [:]]]]],
        "networks": [["name": "default", "pod": [:]]],
      ]
    }
    cluster.send(
      APIRequest(
        .patch, APIRequest.path(of: .node, namespace: "", name: "node1"), patchType: .merge,
        body: [
          "spec": ["taints": [["key": "kubevirt.io/drain", "effect": "NoSchedule"]]]
        ]))
    try cluster.run(for: .seconds(2))
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains(
        "FailedCreate: VirtualMachineInstance is not migrateable") == isTold)
  }
}
