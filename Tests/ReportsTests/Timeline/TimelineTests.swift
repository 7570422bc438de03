import GodwitModel
import Testing

@testable import Reports

@Suite struct TimelineTests {
  private func at(_ milliseconds: Int) -> Instant { AttemptScript.at(milliseconds) }

  private func timeline(_ scenario: ScenarioRecord) -> Timeline {
    Timeline(scenario.attempts[scenario.attempts.count - 1], nodes: scenario.nodes)
  }

  @Test func aVMIsWhereItsStatusSays() throws {
    let machine = try #require(timeline(SampleRun.passed).machines.first)
    #expect(
      machine.stays == [
        .init(node: "node1", interval: .init(at(0), at(9700))),
        .init(node: "node2", interval: .init(at(9700), at(9810))),
      ])
  }

  @Test func aVMThatStaysIsThereToo() {
    let machines = timeline(SampleRun.failed).machines
    #expect(machines.map(\.name) == ["fedora", "other"])
    #expect(machines[1].stays == [.init(node: "node3", interval: .init(at(0), at(4400)))])
  }

  @Test func aMigrationGoesThroughItsPhasesUntilItIsDeleted() throws {
    let migration = try #require(timeline(SampleRun.failed).migrations.first)
    #expect(migration.machine == "fedora")
    #expect(
      migration.phases.map(\.name) == [
        "", "Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running",
        "Succeeded",
      ])
    #expect(migration.phases[6].interval == .init(at(2930), at(4310)))
    #expect(migration.phases[7].interval == .init(at(4310), at(4400)))
  }

  @Test func aTargetPodLastsUntilTheVMRunsInIt() throws {
    let machine = try #require(timeline(SampleRun.passed).machines.first)
    #expect(
      machine.pods == [
        .init(
          name: "virt-launcher-fedora-x7k2p", node: nil, interval: .init(at(120), at(310))),
        .init(
          name: "virt-launcher-fedora-x7k2p", node: "node2", interval: .init(at(310), at(9700))),
      ])
  }

  @Test func aPodWithoutANodeWaits() throws {
    let machine = try #require(timeline(SampleRun.hostModel).machines.first)
    #expect(machine.pods.map(\.node) == [nil])
    #expect(machine.pods[0].interval == .init(at(130), at(300_300)))
  }

  @Test func nodesAreCordonedUntilTheyAreNot() {
    var script = AttemptScript()
    script.observe(100, .modified, "Node", "node1", [(["spec", "unschedulable"], true)])
    script.observe(
      200, .modified, "Node", "node2",
      [(["status", "conditions"], [["type": "Ready", "status": "Unknown"]])])
    script.observe(300, .modified, "Node", "node1", [(["spec", "unschedulable"], nil)])
    script.end(400, .passed)
    #expect(
      Timeline(script.attempt, nodes: ["node1", "node2"]).nodeStates == [
        .init(node: "node1", kind: .cordoned, interval: .init(at(100), at(300))),
        .init(node: "node2", kind: .notReady, interval: .init(at(200), at(400))),
      ])
  }

  @Test func requestsFaultsAndWarningsAreMarksInOrder() {
    var script = AttemptScript()
    script.warning(200, of: "fedora", "Broken", "it broke")
    script.request(100, step: 0, "POST", "/apis/x", code: 403, user: "mia", surface: "console")
    script.request(100, step: 0, "FAULT", "kill node/node1", code: 200)
    script.end(400, .passed)
    #expect(
      Timeline(script.attempt, nodes: []).marks == [
        .init(
          kind: .request(isRefused: true), at: at(100),
          text: "POST /apis/x → 403, mia via console"),
        .init(kind: .fault, at: at(100), text: "fault: kill node/node1"),
        .init(
          kind: .warning, at: at(200), text: "VirtualMachineInstance fedora Broken it broke"),
      ])
  }

  @Test func whereAVMWasIsInferredWhereNothingSaysIt() {
    var script = AttemptScript()
    script.observe(
      500, .modified, "VirtualMachineInstance", "fedora",
      [(["status", "migrationState"], ["sourceNode": "node1", "targetNode": "node9"])])
    script.arrive("fedora", on: "node9", at: 900)
    script.observe(1000, .deleted, "VirtualMachineInstance", "fedora", [])
    script.end(2000, .passed)
    let timeline = Timeline(script.attempt, nodes: ["node1"])
    #expect(
      timeline.machines.first?.stays == [
        .init(node: "node1", interval: .init(at(0), at(900))),
        .init(node: "node9", interval: .init(at(900), at(1000))),
      ])
    #expect(timeline.nodes == ["node1", "node9"])
  }

  @Test func aNameUsedAgainIsAnotherMigration() {
    var script = AttemptScript()
    script.migration("job", of: "fedora", made: 0, [(10, "Pending"), (20, "Failed")])
    script.observe(30, .deleted, "VirtualMachineInstanceMigration", "job", [])
    script.migration("job", of: "fedora", made: 40, [(50, "Pending")])
    script.end(100, .passed)
    let migrations = Timeline(script.attempt, nodes: []).migrations
    #expect(
      migrations.map { $0.phases.map(\.name) } == [["", "Pending", "Failed"], ["", "Pending"]])
    #expect(migrations[0].phases.last?.interval.end == at(30))
  }

  @Test func largeClustersAreCutToWhatMoved() {
    var script = AttemptScript()
    for number in 0..<100 { script.place("vm-\(number)", on: "node\(number)") }
    script.arrive("vm-77", on: "node5", at: 10)
    script.end(100, .passed)
    var limits = Timeline.Limits()
    limits.machines = 3
    limits.nodes = 4
    let timeline = Timeline(
      script.attempt, nodes: (0..<100).map { "node\($0)" }, limits: limits)
    #expect(timeline.machines.map(\.name) == ["vm-0", "vm-1", "vm-77"])
    #expect(timeline.nodes == ["node0", "node1", "node5", "node77"])
    #expect(timeline.omitted.machines == 97)
    #expect(timeline.omitted.nodes == 96)
  }

  @Test func rowsOfALaneDoNotOverlap() {
    let timeline = timeline(SampleRun.drain)
    let source = LanePacking(timeline, node: "node1")
    #expect(source.rows == 6)
    let target = LanePacking(timeline, node: "node2")
    #expect(target.items.map(\.machine) == [0, 2, 4])
    #expect(target.rows == 3)
    #expect(target.row(of: 1) == nil)
    #expect(LanePacking(timeline, node: "nowhere").rows == 0)
  }

  @Test func aRowIsUsedAgainWhenItIsFree() {
    var script = AttemptScript()
    script.place("a", on: "node1")
    script.arrive("a", on: "node2", at: 100)
    script.place("b", on: "node2")
    script.arrive("b", on: "node1", at: 200)
    script.end(300, .passed)
    let packing = LanePacking(
      Timeline(script.attempt, nodes: ["node1", "node2"]), node: "node1")
    #expect(packing.rows == 1)
  }
}
