/// A drain of a tenth of the nodes of a large cluster, at the limits of 50 and 10.
enum Scale {
  static func measure(_ workspace: Workspace, _ table: inout ResultTable) throws {
    var times: [(nodes: Int, time: Duration)] = []
    for nodes in [100, 300, 1000] {
      let file = "\(workspace.folder)/scale-\(nodes).yaml"
      try workspace.write(text(nodes: nodes), to: file)
      let process = try ChildProcess.run([
        workspace.binary, "run", file, "-j", "1", "--no-reports", "--db",
        "\(workspace.folder)/scale-\(nodes).sqlite",
      ])
      if process.exitStatus != 0 {
        print("note: the drain of \(nodes / 10) nodes ended with \(process.exitStatus)")
      }
      times.append((nodes, process.wallTime))
      let bar: Duration? = nodes == 1000 ? .seconds(10) : nil
      let growth =
        times.count > 1
        ? growth(times[times.count - 2], times[times.count - 1]) : nil
      table.add(
        "scale: \(nodes) nodes, \(nodes * 10) VMs, \(nodes / 10) nodes drained",
        process.wallTime.text, floor: growth, bar: bar.map { "≤ \($0.text)" },
        isMet: bar.map { process.exitStatus == 0 && process.wallTime <= $0 })
    }
  }

  /// By how much the time grew for how much more cluster.
  private static func growth(
    _ less: (nodes: Int, time: Duration), _ more: (nodes: Int, time: Duration)
  ) -> String {
    let size = Double(more.nodes) / Double(less.nodes)
    let time = more.time.seconds / less.time.seconds
    return "\(significant(size)) × the size, \(significant(time)) × the time"
  }

  private static func text(nodes: Int) -> String {
    let drains = (1...nodes / 10).map { "        - { drain: node\($0), name: drain\($0) }" }
    return """
      apiVersion: godwit.dev/v1
      kind: Scenario
      metadata: { name: scale-\(nodes), title: A tenth of a large cluster is drained }
      spec:
        given:
          cluster:
            kubevirt:
              configuration:
                migrations: { parallelMigrationsPerCluster: 50, parallelOutboundMigrationsPerNode: 10 }
            nodes: [{ name: "node${n}", count: \(nodes), capacity: { cpu: 32, memory: 128Gi } }]
          virtualMachines: [{ name: "vm${n}", count: \(nodes * 10), evictionStrategy: LiveMigrate }]
        steps:
          - when:
      \(drains.joined(separator: "\n"))
          - then: { within: 12h, expect: { run/drain1: { exitCode: 0 } } }
          - then:
              within: 12h
              expect:
      \((1...nodes / 10).map { "          run/drain\($0): { exitCode: 0 }" }.joined(separator: "\n"))

      """
  }
}
