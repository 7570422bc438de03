import GodwitModel
import Simulator
import Testing

/// Nodes that clients make, and the taints of their state.
@Suite struct NodeTaintsTests {
  private static func node(_ name: String, ready: String?) -> JSONValue {
    var status: JSONObject = [
      "allocatable": ["cpu": "16", "memory": "64Gi", "pods": "110"],
      "addresses": [["type": "InternalIP", "address": "10.0.0.9"]],
    ]
    for device in ["kvm", "tun", "vhost-net"] {
      status.set("1000", at: ["allocatable", "devices.kubevirt.io/" + device])
    }
    if let ready { status["conditions"] = [["type": "Ready", "status": .string(ready)]] }
    return [
      "apiVersion": "v1", "kind": "Node",
      "metadata": [
        "name": .string(name),
        "labels": [
          "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux",
          "kubevirt.io/schedulable": "true", "machine-type.node.kubevirt.io/q35": "true",
          "cpu-model-migration.node.kubevirt.io/Skylake-Client-IBRS": "true",
          "host-model-cpu.node.kubevirt.io/Skylake-Client-IBRS": "true",
          "host-model-required-features.node.kubevirt.io/vmx": "true",
          "cpu-feature.node.kubevirt.io/vmx": "true", "cpu-vendor.node.kubevirt.io/Intel": "true",
          "kubernetes.io/hostname": .string(name),
        ],
      ],
      "status": .object(status),
    ]
  }

  private func taints(_ cluster: Rehearsal, _ name: String) -> [String] {
    cluster.simulation.store.nodes["", name]?.object.spec.taints.map(\.key) ?? []
  }

  @Test func `a VM migrates to a node that was made with a Ready condition`() throws {
    var cluster = try Rehearsal(nodes: 1)
    let answer = cluster.send(
      APIRequest(.post, "/api/v1/nodes", body: Self.node("extra", ready: "True")))
    #expect(answer.code == 201)
    #expect(
      answer.body?["spec"]?["taints"]?[0]?["key"] == "node.kubernetes.io/not-ready",
      "a new node has the taint until its conditions were looked at")
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "extra")
    #expect(taints(cluster, "extra").isEmpty)
  }

  @Test func `nothing runs on a node until somebody says that it is ready`() throws {
    var cluster = try Rehearsal(nodes: 1)
    cluster.send(APIRequest(.post, "/api/v1/nodes", body: Self.node("extra", ready: nil)))
    cluster.migrate()
    try cluster.run(for: .seconds(30))
    #expect(cluster.migration("job")?.status.phase == .scheduling)
    let ready: JSONValue = ["status": ["conditions": [["type": "Ready", "status": "True"]]]]
    cluster.send(
      APIRequest(.patch, "/api/v1/nodes/extra/status", patchType: .merge, body: ready))
    #expect(try cluster.run(within: .minutes(1), until: "job", is: .succeeded))
  }

  @Test func `a node that is not ready takes no new pods`() throws {
    var cluster = try Rehearsal()
    let conditions: JSONValue = [
      "status": [
        "conditions": [
          ["type": "Ready", "status": "False"], ["type": "DiskPressure", "status": "True"],
        ]
      ]
    ]
    cluster.send(
      APIRequest(.patch, "/api/v1/nodes/node2/status", patchType: .merge, body: conditions))
    try cluster.run(for: .seconds(1))
    #expect(
      taints(cluster, "node2")
        == ["node.kubernetes.io/not-ready", "node.kubernetes.io/disk-pressure"])
    cluster.migrate()
    try cluster.run(for: .seconds(10))
    #expect(cluster.migration("job")?.status.phase == .scheduling)
    cluster.patch(.node, "node2", ["spec": ["unschedulable": true]])
    try cluster.run(for: .seconds(1))
    #expect(taints(cluster, "node2").contains("node.kubernetes.io/unschedulable"))
  }

  @Test func `a node that is made again is a new machine`() throws {
    var cluster = try Rehearsal()
    try cluster.inject(.killNode("node2"))
    try cluster.run(for: .minutes(2))
    cluster.send(APIRequest(.delete, "/api/v1/nodes/node2"))
    try cluster.run(for: .minutes(2))
    cluster.send(APIRequest(.post, "/api/v1/nodes", body: Self.node("node2", ready: "True")))
    cluster.migrate()
    #expect(try cluster.run(within: .minutes(2), until: "job", is: .succeeded))
  }
}
