import GodwitModel

extension SampleRun {
  /// A node is drained: six VMs leave it, two at a time.
  static var drain: ScenarioRecord {
    var script = AttemptScript()
    for number in 1...6 { script.place("vm-\(number)", on: "node1") }
    script.request(
      0, step: 0, "PATCH", "/api/v1/nodes/node1", code: 200, surface: "cli")
    script.observe(0, .modified, "Node", "node1", [(["spec", "unschedulable"], true)])
    for number in 1...6 {
      script.request(
        10, step: 0, "POST",
        "/api/v1/namespaces/godwit-demo/pods/virt-launcher-vm-\(number)/eviction",
        code: 429)
    }
    for pair in 0..<3 {
      let begin = 24000 * pair
      for number in [2 * pair + 1, 2 * pair + 2] {
        let machine = "vm-\(number)"
        let node = number % 2 == 0 ? "node3" : "node2"
        script.targetPod("k\(number)", of: machine, made: begin + 200, bound: (begin + 400, node))
        script.migration(
          "kubevirt-evacuation-\(number)", of: machine, made: begin + 60,
          [
            (begin + 80, "Pending"), (begin + 180, "Scheduling"), (begin + 2500, "Scheduled"),
            (begin + 2700, "PreparingTarget"), (begin + 3000, "TargetReady"),
            (begin + 3100, "Running"),
          ])
        script.arrive(machine, on: node, at: begin + 23500)
        script.observe(
          begin + 23600, .modified, "VirtualMachineInstanceMigration",
          "kubevirt-evacuation-\(number)", [(["status", "phase"], "Succeeded")])
      }
    }
    script.attempt.observations.sort { $0.at < $1.at }
    script.step(0, "when node1 is drained, as maintenance", line: 12, from: 0, to: 10)
    script.step(
      1, "then vm: all migrated, within 30m", line: 14, from: 10, to: 71600,
      criteria: ["LIM-03"],
      expectations: [.passed("expect", "vm: all migrated", line: 14, at: 71600)])
    script.end(71600, .passed)
    var record = scenario(
      5, "drain-respects-the-limits", "Draining a node moves its VMs, two at a time",
      file: "examples/06-drain", verdict: .passed, script)
    record.criteria = ["REQ-07"]
    record.tags = ["eviction", "limits"]
    return record
  }

  /// Nothing happens for five minutes; then the migration gives up.
  static var hostModel: ScenarioRecord {
    var script = AttemptScript()
    script.place("fedora", on: "node1")
    script.request(0, step: 0, "POST", migrations)
    script.migration(
      "job", of: "fedora", made: 0, [(20, "Pending"), (120, "Scheduling")])
    script.targetPod("m2m2m", of: "fedora", made: 130, bound: nil, deleted: 300_300)
    script.warning(
      150, of: "fedora", "NoSuitableNodesForHostModelMigration",
      "no node supports the required CPU model")
    script.observe(
      300_200, .modified, "VirtualMachineInstanceMigration", "job",
      [(["status", "phase"], "Failed")])
    script.attempt.observations.sort { $0.at < $1.at }
    script.step(0, "when fedora is migrated over the cli", line: 14, from: 0, to: 0)
    script.step(
      1, "then vmim/job: status.phase Failed, after 295s, within 310s", line: 20, from: 150,
      to: 300_200,
      expectations: [.passed("expect", "vmim/job: status.phase Failed", line: 20, at: 300_200)])
    script.end(300_300, .passed)
    var record = scenario(
      6, "no-node-for-the-host-model",
      "A VM with the host model stays where it is when no other node supports its CPU",
      file: "examples/05-host-model", verdict: .passed, script)
    record.criteria = ["INI-11", "REQ-05"]
    record.tags = ["cpu"]
    return record
  }
}
