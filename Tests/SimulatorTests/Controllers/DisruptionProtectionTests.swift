import GodwitModel
import Simulator
import Testing

/// Disruption budgets of VMs up to v1.5 (specification §4.12).
@Suite struct DisruptionProtectionTests {
  private func cluster(_ minor: Int, strategy: String? = "LiveMigrate") throws -> Rehearsal {
    try Rehearsal(kubeVirt: minor) { $0.virtualMachines[0].evictionStrategy = strategy }
  }

  @Test(arguments: [(0, 1), (5, 1), (6, 0), (9, 0)])
  func `a VM that evictions migrate has one up to v1.5`(minor: Int, count: Int) throws {
    let cluster = try cluster(minor)
    #expect(cluster.budgets.count == count)
    guard let budget = cluster.budgets.first else { return }
    #expect(budget.metadata.name.hasPrefix("kubevirt-disruption-budget-"))
    #expect(budget.metadata.controller?.kind == "VirtualMachineInstance")
    #expect(budget.rest["spec"]?["minAvailable"] == 1)
    let status = try #require(budget.rest["status"])
    #expect(status["currentHealthy"] == 1 && status["desiredHealthy"] == 1)
    #expect(status["disruptionsAllowed"] == 0)
    #expect(status["conditions"]?[0]?["reason"] == "InsufficientPods")
  }

  @Test(arguments: [
    (nil, 0), ("None", 0), ("LiveMigrate", 1), ("External", 1), ("LiveMigrateIfPossible", 1),
  ])
  func `the strategy decides`(strategy: String?, count: Int) throws {
    #expect(try cluster(5, strategy: strategy).budgets.count == count)
  }

  @Test func `it asks for two pods while the VM migrates`() throws {
    var cluster = try cluster(5)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .running))
    let expanded = try #require(cluster.budgets.first)
    #expect(expanded.rest["spec"]?["minAvailable"] == 2)
    #expect(expanded.metadata.labels["kubevirt.io/migrationName"] == "job")
    #expect(expanded.rest["status"]?["currentHealthy"] == 2)
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(2))
    let shrunk = try #require(cluster.budgets.first)
    #expect(shrunk.rest["spec"]?["minAvailable"] == 1)
    #expect(shrunk.metadata.labels["kubevirt.io/migrationName"] == nil)
    #expect(shrunk.metadata.generation == 3)
    let name = shrunk.metadata.name
    let events = cluster.events(on: "VirtualMachineInstance").filter {
      $0.reason == "SuccessfulUpdate"
    }
    #expect(
      events.map(\.message) == [
        "Expanded PodDisruptionBudget \(name)", "shrank PodDisruptionBudget \(name)",
      ])
    #expect(
      events.map(\.source.component) == [
        "virtualmachine-controller", "disruptionbudget-controller",
      ])
  }

  @Test func `it is made again when someone deletes it, and goes with the VM`() throws {
    var cluster = try cluster(5)
    let first = try #require(cluster.budgets.first?.metadata.name)
    cluster.delete(.podDisruptionBudget, first)
    try cluster.run(for: .seconds(1))
    let second = try #require(cluster.budgets.first?.metadata.name)
    #expect(second != first)
    #expect(cluster.act("stop").isSuccess)
    try cluster.run(for: .minutes(1))
    #expect(cluster.budgets.isEmpty)
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains(
        "SuccessfulDelete: Deleted PodDisruptionBudget \(second)"))
  }

  private static let violated =
    "Cannot evict pod as it would violate the pod's disruption budget."
  private static let triggered =
    "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "
    + "Eviction triggered evacuation of VMI \"demo/vm\""

  @Test(arguments: [
    (2, violated, violated), (3, triggered, violated), (4, triggered, violated),
    (
      5, triggered,
      triggered.replacing("Eviction triggered", with: "Evacuation in progress: Eviction triggered")
    ),
  ])
  func `who refuses an eviction`(minor: Int, first: String, second: String) throws {
    var cluster = try cluster(minor)
    let pod = try #require(cluster.pods(of: "vm").first?.metadata.name)
    let answer = cluster.evict(pod)
    #expect(answer.code == 429)
    #expect(answer.message == first)
    try cluster.run(for: .seconds(4))
    #expect(cluster.evict(pod).message == second)
    #expect(cluster.migrations.count == 1)
    let target = try #require(cluster.pods(of: "vm").last?.metadata.name)
    #expect(
      cluster.evict(target).message == (minor < 5 ? Self.violated : second))
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.nodeName == "node2")
  }
}
