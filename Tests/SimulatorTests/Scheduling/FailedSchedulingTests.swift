import GodwitModel
import Testing

/// What the scheduler says of a target pod without a node, word for word as recorded.
@Suite struct FailedSchedulingTests {
  private func refusal(
    nodes: Int = 2, _ configure: (inout Given) -> Void
  ) throws -> String? {
    var cluster = try Rehearsal(nodes: nodes, configure)
    cluster.migrate()
    try cluster.run(for: .seconds(5))
    let target = try #require(cluster.target())
    let events = cluster.events(on: "Pod", target.metadata.name)
    #expect(events.map(\.reason) == ["FailedScheduling"])
    #expect(events.first?.message == target.status.conditions["PodScheduled"]?.message)
    return events.first?.message
  }

  @Test func `a single node has no other (recording single-node)`() throws {
    #expect(
      try refusal(nodes: 1) { _ in }
        == "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. no new claims "
        + "to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for "
        + "incoming pod.")
  }

  @Test func `a taint keeps the target away (recording taint-blocks-target)`() throws {
    let text = try refusal { given in
      var taint = Taint()
      taint.key = "gpu"
      taint.value = "yes"
      taint.effect = "NoSchedule"
      given.cluster.nodes[1].taints = [taint]
    }
    #expect(
      text == "0/2 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 1 node(s) "
        + "had untolerated taint(s). no new claims to deallocate, preemption: 0/2 nodes are "
        + "available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful "
        + "for scheduling.")
  }

  @Test func `the other node lacks the memory (recording no-room-on-target)`() throws {
    let text = try refusal { given in
      given.cluster.nodes[1].capacity["memory"] = "1Gi"
      given.virtualMachines[0].memory = "4Gi"
    }
    #expect(
      text == "0/2 nodes are available: 1 Insufficient memory, 1 node(s) didn't match pod "
        + "anti-affinity rules. no new claims to deallocate, preemption: 0/2 nodes are available: "
        + "1 No preemption victims found for incoming pod, 1 Preemption is not helpful for "
        + "scheduling.")
  }

  @Test func `no other node knows the host's CPU (recording host-model-no-node)`() throws {
    let text = try refusal(nodes: 3) { given in
      for (position, model) in ["Skylake-Client-IBRS", "Haswell-noTSX", "EPYC"].enumerated() {
        given.cluster.nodes[position].hostModel = model
        given.cluster.nodes[position].requiredFeatures = ["vmx"]
      }
    }
    #expect(
      text == "0/3 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 2 node(s) "
        + "didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: "
        + "0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption "
        + "is not helpful for scheduling.")
  }
}
