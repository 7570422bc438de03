import GodwitModel
import Simulator
import Testing

/// Target pods: what they say, how long they wait, how long they stay.
@Suite struct TargetPodFactTests {
  @Test("Fact 10: the time-out of an unschedulable pod counts from the pod's creation")
  func unschedulable() throws {
    var cluster = try Rehearsal()
    cluster.migrate(selector: ["zone": "nowhere"])
    try cluster.run(for: .seconds(2))
    let target = try #require(cluster.target())
    let created = try #require(target.metadata.creationTimestamp?.instant)
    // kube-scheduler says so only 290 s later.
    #expect(cluster.patchStatus(.pod, target.metadata.name, ["conditions": []]).isSuccess)
    try cluster.run(for: .seconds(288))
    let condition: JSONValue = [
      "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
      "lastTransitionTime": .string(Timestamp(cluster.simulation.now).instant.description),
    ]
    #expect(
      cluster.patchStatus(.pod, target.metadata.name, ["conditions": [condition]]).isSuccess)
    try cluster.run(for: .minutes(1))
    let gone = try #require(
      cluster.time { $0.type == .deleted && $0.object.uid == target.metadata.uid })
    #expect((gone - created).wholeSeconds == 300)
    #expect(
      Array(cluster.words(on: "VirtualMachineInstanceMigration").suffix(2)) == [
        "SuccessfulDelete: unschedulable pod demo/\(target.metadata.name) timeout period exceeded",
        "FailedMigration: Migration target pod was removed during active migration.",
      ])
  }

  @Test("Fact 11: the pod that a migration leaves stays until five newer ones are final")
  func endedPods() throws {
    var cluster = try Rehearsal { $0.virtualMachines[0].guest.copy = .lasts(.seconds(2)) }
    cluster.migrate(as: "job1")
    try cluster.run(until: "job1", is: .succeeded)
    try cluster.run(for: .seconds(10))
    cluster.migrate(as: "job2")
    try cluster.run(until: "job2", is: .running)
    try cluster.inject(.failCopy(namespace: "demo", migration: "job2", message: "broken"))
    try cluster.run(for: .minutes(60))
    let source = try #require(cluster.migration("job1")?.status.migrationState?.sourcePod)
    let target = try #require(cluster.target(of: "job2")?.metadata.name)
    func phase(_ name: String) -> PodPhase? {
      guard case .pod(let pod) = cluster.object(.pod, name) else { return nil }
      return pod.object.status.phase
    }
    #expect(phase(source) == .succeeded, "kubectl shows Completed")
    #expect(phase(target) == .failed, "kubectl shows Error")
    for number in 3...7 {
      cluster.migrate(as: "job\(number)")
      try #require(try cluster.run(until: "job\(number)", is: .succeeded))
      try cluster.run(for: .seconds(10))
      #expect((phase(source) == nil) == (number >= 6), "after job\(number)")
      #expect((phase(target) == nil) == (number >= 7), "after job\(number)")
    }
  }

  @Test("Fact 32: the label kubevirt.io/nodeName of the target pod names the source at first")
  func nodeLabel() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let label = "kubevirt.io/nodeName"
    #expect(cluster.target()?.spec.nodeName == "node2")
    #expect(cluster.target()?.metadata.labels[label] == "node1")
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(5))
    #expect(cluster.target()?.metadata.labels[label] == "node2")
  }

  @Test("Fact 45: a target's launcher gives up 240 to 359 s after its start without a guest")
  func launcherPatience() throws {
    var waits: [Int64] = []
    for seed in UInt64(1)...4 {
      var cluster = try Rehearsal(seed: seed)
      try cluster.inject(.killVirtHandler(node: "node2"))
      cluster.migrate()
      try cluster.run(until: "job", is: .preparingTarget)
      #expect(try cluster.run(until: "job", is: .failed))
      let target = try #require(cluster.target())
      let started = try #require(target.status.startTime?.instant)
      let failed = try #require(cluster.time("job", .failed))
      waits.append((failed - started).wholeSeconds)
      #expect((240...360).contains((failed - started).wholeSeconds))
      #expect(target.status.phase == .failed)
      #expect(cluster.phases().suffix(2) == ["PreparingTarget", "Failed"])
      try cluster.run(for: .seconds(5))
      #expect(cluster.state()?.failureReason == "Target pod is down")
      #expect(cluster.instance()?.status.nodeName == "node1")
    }
    #expect(Set(waits).count > 1, "the seed decides")
  }
}
