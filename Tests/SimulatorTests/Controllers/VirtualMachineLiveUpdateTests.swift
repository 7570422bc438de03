import GodwitModel
import Simulator
import Testing

/// A changed template of a VM that runs.
@Suite struct VirtualMachineLiveUpdateTests {
  private func machine(_ cluster: Rehearsal) -> VirtualMachine? {
    guard case .virtualMachine(let found) = cluster.object(.virtualMachine, "vm") else {
      return nil
    }
    return found.object
  }

  private func change(_ cluster: inout Rehearsal, _ spec: JSONValue) throws -> APIResponse {
    let answer = cluster.patch(.virtualMachine, "vm", ["spec": ["template": ["spec": spec]]])
    try cluster.run(for: .seconds(2))
    return answer
  }

  @Test func `where it may run reaches the guest at once and holds for its migration`() throws {
    var cluster = try Rehearsal(nodes: 3) { $0.cluster.nodes[2].labels["zone"] = "b" }
    #expect(try change(&cluster, ["nodeSelector": ["zone": "b"]]).isSuccess)
    #expect(cluster.instance()?.spec.nodeSelector == ["zone": "b"])
    #expect(machine(cluster)?.status.conditions["RestartRequired"] == nil)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node3")
  }

  @Test func `during a copy it waits`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    #expect(try change(&cluster, ["nodeSelector": ["zone": "b"]]).isSuccess)
    #expect(cluster.instance()?.spec.nodeSelector.isEmpty == true)
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(2))
    #expect(cluster.instance()?.spec.nodeSelector == ["zone": "b"])
  }

  @Test func `what only a new start brings about is told as RestartRequired`() throws {
    var cluster = try Rehearsal()
    #expect(try change(&cluster, ["evictionStrategy": "LiveMigrate"]).isSuccess)
    #expect(cluster.instance()?.spec.evictionStrategy != .liveMigrate)
    let condition = try #require(machine(cluster)?.status.conditions["RestartRequired"])
    #expect(condition.status == "True")
    #expect(condition.message == "a non-live-updatable field was changed in the template spec")
    cluster.act("restart")
    try cluster.run(for: .minutes(2))
    #expect(cluster.instance()?.spec.evictionStrategy == .liveMigrate)
    #expect(machine(cluster)?.status.conditions["RestartRequired"] == nil)
  }

  @Test func `a cluster that stages changes wants a restart for every one of them`() throws {
    var cluster = try Rehearsal { $0.cluster.kubevirtConfiguration["vmRolloutStrategy"] = "Stage" }
    #expect(try change(&cluster, ["nodeSelector": ["zone": "b"]]).isSuccess)
    #expect(cluster.instance()?.spec.nodeSelector.isEmpty == true)
    #expect(machine(cluster)?.status.conditions["RestartRequired"]?.status == "True")
  }

  static let plugged: [(JSONValue, String)] = [
    (["domain": ["cpu": ["sockets": 2]]], "domain.cpu.sockets"),
    (["domain": ["memory": ["guest": "2Gi"]]], "domain.memory.guest"),
    (["networks": []], "networks"),
    (
      ["volumes": [["name": "containerdisk", "containerDisk": ["image": "registry.example/b:1"]]]],
      "volumes"
    ),
  ]

  @Test(arguments: plugged)
  func `hotplug is refused`(spec: JSONValue, path: String) throws {
    var cluster = try Rehearsal()
    let answer = try change(&cluster, spec)
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "godwit: a change of spec.template.spec.\(path) while the VM runs (hotplug) is not "
        + "modelled")
    cluster.act("stop")
    try cluster.run(for: .minutes(2))
    #expect(try change(&cluster, spec).isSuccess, "of a VM that is off it is an ordinary change")
  }
}
