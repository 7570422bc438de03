import BackendInterface
import GivenObjects
import GodwitModel
import Testing

@testable import LiveBackend

@Suite struct NodeBindingTests {
  private func node(
    _ name: String, _ change: (inout NodeLayout) -> Void = { _ in }
  ) -> Node {
    var layout = NodeLayout(name: name)
    change(&layout)
    return NodeManifest.node(layout, machineType: nil)
  }

  private func bind(
    _ layouts: [NodeLayout], to real: [Node], allowsChanges: Bool = false,
    _ change: (inout Given) -> Void = { _ in }
  ) throws -> NodeBinding {
    let scenario = Scenario.given { given in
      given.cluster.nodes = layouts
      change(&given)
    }
    return try NodeBinding.bind(scenario, to: real, allowsChanges: allowsChanges)
  }

  private func refusal(
    _ layouts: [NodeLayout], to real: [Node], _ change: (inout Given) -> Void = { _ in }
  ) -> String? {
    do {
      _ = try bind(layouts, to: real, change)
      return nil
    } catch BackendError.unsuitable(let reason) {
      return reason
    } catch {
      return "\(error)"
    }
  }

  private func layout(_ name: String, _ change: (inout NodeLayout) -> Void = { _ in }) -> NodeLayout
  {
    var layout = NodeLayout(name: name)
    layout.labels["node-role.kubernetes.io/worker"] = ""
    change(&layout)
    return layout
  }

  @Test func `nodes are taken in order, one of the same name first`() throws {
    let real = ["a", "b", "node1"].map { node($0) }
    let binding = try bind([layout("node1"), layout("node2")], to: real)
    #expect(binding.nodes == ["node1": "node1", "node2": "a"])
    #expect(binding.changes == [])
  }

  @Test func `an earlier node gives way where a later one can have no other`() throws {
    let real = [
      node("a") { $0.cpuModels = ["Penryn", "Haswell"] }, node("b") { $0.cpuModels = ["Haswell"] },
    ]
    let layouts = [layout("node1"), layout("node2") { $0.cpuModels = ["Penryn", "Haswell"] }]
    #expect(try bind(layouts, to: real).nodes == ["node1": "b", "node2": "a"])
  }

  @Test func `a node that has a model of the scenario's too many is none of it`() {
    let real = ["a", "b"].map { node($0) { $0.cpuModels = ["Penryn", "Haswell"] } }
    let layouts = [
      layout("node1") { $0.cpuModels = ["Penryn"] }, layout("node2") { $0.cpuModels = ["Haswell"] },
    ]
    #expect(
      refusal(layouts, to: real)
        == "needs a node with anything but the CPU model Haswell "
        + "(label cpu-model.node.kubevirt.io/Haswell), of which the cluster has none that is "
        + "schedulable")
  }

  @Test func `nodes that take no VM do not count`() {
    var away = node("c")
    away.status.conditions = [["type": "Ready", "status": "Unknown"]]
    let real = [
      node("a"), node("b") { $0.isCordoned = true }, away,
      node("d") { $0.labels["kubevirt.io/schedulable"] = "false" },
    ]
    #expect(
      refusal([layout("node1"), layout("node2"), layout("node3")], to: real)
        == "needs 3 schedulable nodes, the cluster has 1")
  }

  @Test(arguments: [
    ("architecture", "the architecture arm64"),
    ("host", "the host model EPYC (label host-model-cpu.node.kubevirt.io/EPYC)"),
    ("feature", "the CPU feature avx512f (label cpu-feature.node.kubevirt.io/avx512f)"),
    ("vendor", "a CPU of AMD (label cpu-vendor.node.kubevirt.io/AMD)"),
    ("memory", "2Gi of memory"),
  ])
  func `what no node has is named`(what: String, expected: String) {
    let wanted = layout("node1") {
      switch what {
      case "architecture": $0.architecture = "arm64"
      case "host": $0.hostModel = "EPYC"
      case "feature": $0.cpuFeatures = ["avx512f"]
      case "vendor": $0.cpuVendor = "AMD"
      default: $0.capacity["memory"] = "2Gi"
      }
    }
    #expect(
      refusal([wanted], to: [node("a")])
        == "needs a node with \(expected), of which the cluster has none that is schedulable")
  }

  @Test func `nodes that want the same real one are named`() {
    let real = [node("a") { $0.hostModel = "EPYC" }, node("b")]
    let layouts = ["node1", "node2"].map { layout($0) { $0.hostModel = "EPYC" } }
    #expect(
      refusal(layouts, to: real)
        == "needs 2 different nodes for node1, node2, the cluster has 1 that fit")
  }

  @Test func `a label that is missing is a change of the cluster`() throws {
    let layouts = [layout("node1") { $0.labels["zone"] = "a" }, layout("node2")]
    let real = [node("a"), node("b") { $0.labels["zone"] = "b" }]
    #expect(
      refusal(layouts, to: real)
        == "needs the label zone=a on a node, which changes the cluster for all; allow it with "
        + "--allow-cluster-changes")
    let binding = try bind(layouts, to: real, allowsChanges: true)
    #expect(binding.nodes == ["node1": "a", "node2": "b"])
    #expect(binding.changes.map(\.node) == ["a", "b"])
    #expect(
      binding.changes.map(\.labels) == [
        [NodeChange.Label(key: "zone", value: "a")], [NodeChange.Label(key: "zone", value: nil)],
      ])
    let fitting = [node("a"), node("b") { $0.labels["zone"] = "a" }]
    #expect(try bind(layouts, to: fitting).nodes == ["node1": "b", "node2": "a"])
  }

  @Test func `what the scenario binds itself goes first`() throws {
    let real = ["a", "b"].map { node($0) }
    let binding = try bind([layout("node1"), layout("node2")], to: real) {
      $0.cluster.bindings = ["node2": "a"]
    }
    #expect(binding.nodes == ["node1": "b", "node2": "a"])
    let reason = refusal([layout("node1")], to: real) { $0.cluster.bindings = ["node1": "c"] }
    #expect(reason == "node1 is bound to c, which is no schedulable node of the cluster")
  }

  @Test func `a taint that a VM would not tolerate keeps a node out`() {
    var tainted = node("a")
    var taint = Taint()
    taint.key = "gpu"
    taint.effect = "NoSchedule"
    tainted.spec.taints = [taint]
    #expect(
      refusal([layout("node1")], to: [tainted])
        == "needs a node with no taint gpu:NoSchedule, of which the cluster has none that is "
        + "schedulable")
    #expect(refusal([layout("node1") { $0.taints = [taint] }], to: [tainted]) == nil)
  }
}
