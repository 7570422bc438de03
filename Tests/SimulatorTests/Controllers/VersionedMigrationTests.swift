import GodwitModel
import Testing

@testable import Simulator

/// The migration controller of the versions, on both sides of each change (specification §11).
@Suite struct VersionedMigrationTests {
  @Test(arguments: [(2, false), (3, true)])
  func `the source pod is named since v1.3`(minor: Int, isNamed: Bool) throws {
    var cluster = try Rehearsal(kubeVirt: minor)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(2))
    #expect(cluster.state()?.sourcePod.isEmpty == !isNamed)
    #expect(cluster.pods(of: "vm").first?.status.phase == .succeeded, "and it ends either way")
  }

  @Test(arguments: [(4, true), (5, false)])
  func `older migrations take over the newest state up to v1.4`(
    minor: Int, takesOver: Bool
  ) throws {
    var cluster = try Rehearsal(kubeVirt: minor)
    cluster.migrate(as: "first")
    #expect(try cluster.run(until: "first", is: .succeeded))
    try cluster.run(for: .seconds(2))
    cluster.migrate(as: "second")
    #expect(try cluster.run(until: "second", is: .succeeded))
    try cluster.run(for: .seconds(2))
    let kept = cluster.migration("first")?.status.migrationState?.migrationUID
    let second = cluster.migration("second")?.metadata.uid
    #expect((kept == second) == takesOver)
  }

  @Test(arguments: [(3, false), (4, true)])
  func `migrations of updates back off since v1.4`(minor: Int, backsOff: Bool) throws {
    var cluster = try Rehearsal(kubeVirt: minor)
    let update: JSONValue = ["kubevirt.io/workloadUpdateMigration": ""]
    cluster.migrate(as: "first", annotations: update)
    #expect(try cluster.run(until: "first", is: .running))
    try cluster.inject(.failCopy(namespace: "demo", migration: "first", message: "broken"))
    #expect(try cluster.run(until: "first", is: .failed))
    try cluster.run(for: .seconds(1))
    cluster.migrate(as: "second", annotations: update)
    try cluster.run(for: .seconds(10))
    #expect((cluster.migration("second")?.status.phase == .pending) == backsOff)
  }

  @Test(arguments: [(2, "target pod is down"), (3, "Target pod is down")])
  func `a lost target has its words and is stored since v1.9`(
    minor: Int, words: String
  ) throws {
    var cluster = try Rehearsal(kubeVirt: minor) { $0.cluster.timing.handlerSync = .seconds(1) }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .preparingTarget))
    let pod = try #require(cluster.target()?.metadata.name)
    try cluster.inject(.killPod(namespace: "demo", name: pod))
    try cluster.run(for: .milliseconds(500))
    let state = try #require(cluster.state())
    #expect(state.failed && state.completed)
    #expect(state.failureReason.isEmpty)
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains {
        $0.hasPrefix("FailedMigration: ") && $0.hasSuffix("failed. reason: \(words)")
      })
  }

  @Test(arguments: [(8, false), (9, true)])
  func `the VM keeps the reason of a lost target since v1.9`(minor: Int, isKept: Bool) throws {
    var cluster = try Rehearsal(kubeVirt: minor) { $0.cluster.timing.handlerSync = .seconds(1) }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .preparingTarget))
    let pod = try #require(cluster.target()?.metadata.name)
    try cluster.inject(.killPod(namespace: "demo", name: pod))
    try cluster.run(for: .milliseconds(500))
    #expect(cluster.state()?.failureReason == (isKept ? "Target pod is down" : ""))
  }

  @Test(arguments: [(8, 6), (9, 5)])
  func `pods that migrations left go with them since v1.9`(minor: Int, left: Int) throws {
    var cluster = try Rehearsal(kubeVirt: minor) {
      $0.virtualMachines[0].guest.copy = .lasts(.seconds(1))
    }
    for number in 1...6 {
      cluster.migrate(as: "job-\(number)")
      #expect(try cluster.run(until: "job-\(number)", is: .succeeded))
      try cluster.run(for: .seconds(5))
    }
    #expect(cluster.migrations.count == 5)
    let ended = cluster.pods(of: "vm").filter {
      $0.status.phase == .succeeded && cluster.object(.pod, $0.metadata.name) != nil
    }
    #expect(ended.count == left)
  }

  @Test(arguments: [(5, 0), (6, 1)])
  func `a migration whose guest has left counts for its node since v1.6`(
    minor: Int, count: Int
  ) {
    #expect(KubeVirtProfile(minor: minor).countsMigrationsThatLeft == (count == 1))
  }

  @Test(arguments: [(7, nil), (8, "true")])
  func `a target has the vendor of its source since v1.8`(minor: Int, value: String?) throws {
    var cluster = try Rehearsal(kubeVirt: minor)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .scheduling))
    let selector = cluster.target()?.spec.nodeSelector
    #expect(selector?["cpu-vendor.node.kubevirt.io/Intel"] == value)
  }

  @Test(arguments: [(8, false), (9, true)])
  func `the memory overhead is reported since v1.9`(minor: Int, isReported: Bool) throws {
    var cluster = try Rehearsal(kubeVirt: minor)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect((cluster.state()?.targetMemoryOverhead.isEmpty == false) == isReported)
    let annotations = cluster.target()?.metadata.annotations
    #expect((annotations?["kubevirt.io/memory-overhead-bytes"] != nil) == isReported)
  }

  @Test func `the overhead can be switched on in v1.8`() throws {
    var cluster = try Rehearsal(kubeVirt: 8) {
      $0.cluster.kubevirtConfiguration["developerConfiguration"] = [
        "featureGates": ["VmiMemoryOverheadReport"]
      ]
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.state()?.targetMemoryOverhead.isEmpty == false)
  }
}
