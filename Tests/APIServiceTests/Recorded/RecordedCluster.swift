import APIService
import GodwitModel
import Simulator

/// The cluster in which the exchanges were recorded: three nodes, of which one takes no pods, a VM
/// `fedora` that has been migrated from node2 to node1, and a VMI `solo` without a VM.
enum RecordedCluster {
  static func make() throws -> ServedCluster {
    var scenario = Scenario(
      id: "recorded", name: "recorded", title: "recorded", namespace: "default",
      location: SourceLocation(file: "recorded", line: 1, column: 1))
    var cluster = ClusterLayout()
    // The stand-in nodes of the recording: pods run 0.2 s after binding.
    cluster.timing.podStart = .milliseconds(200)
    cluster.timing.handlerSync = .milliseconds(60)
    cluster.timing.switchover = .milliseconds(100)
    scenario.given.cluster = cluster
    scenario.given.users = [
      user("viewer", "kubevirt.io:view"), user("mover", "kubevirt.io:migrate"),
      user("nsadmin", "kubevirt.io:admin"), UserLayout(name: "nobody"),
    ]
    var served = ServedCluster(try Simulation(scenario: scenario, seed: 1))
    try prepare(&served)
    return served
  }

  private static func user(_ name: String, _ roles: String...) -> UserLayout {
    var user = UserLayout(name: name)
    user.rights.roles = roles
    user.rights.namespaces = ["demo"]
    return user
  }

  /// Nodes are closed so that each machine starts where it did, then open again.
  private static func prepare(_ served: inout ServedCluster) throws {
    send(
      "POST", "/api/v1/namespaces",
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "demo"]], &served)
    for name in ["node1", "node2", "node3"] { addNode(name, &served) }
    let machines = "/apis/kubevirt.io/v1/namespaces/demo/"
    cordon(["node1": true, "node2": false, "node3": true], &served)
    send("POST", machines + "virtualmachines", machine, &served)
    try wait(.seconds(2), &served)
    cordon(["node1": false, "node2": true, "node3": true], &served)
    send("POST", machines + "virtualmachineinstances", instance, &served)
    try wait(.seconds(2), &served)
    send(
      "POST", machines + "virtualmachineinstancemigrations",
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["name": "migration-job", "namespace": "demo"], "spec": ["vmiName": "fedora"],
      ], &served)
    try wait(.seconds(10), &served)
    cordon(["node1": false, "node2": false, "node3": true], &served)
    try wait(.seconds(1), &served)
  }

  private static func addNode(_ name: String, _ served: inout ServedCluster) {
    var labels: JSONObject = [
      "cpu-feature.node.kubevirt.io/vmx": "true",
      "cpu-model-migration.node.kubevirt.io/Haswell-noTSX": "true",
      "cpu-model-migration.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "cpu-model.node.kubevirt.io/Haswell-noTSX": "true",
      "cpu-model.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "host-model-cpu.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "host-model-required-features.node.kubevirt.io/vmx": "true", "kubernetes.io/arch": "amd64",
      "kubernetes.io/os": "linux", "kubevirt.io/schedulable": "true",
      "machine-type.node.kubevirt.io/q35": "true",
    ]
    labels["kubernetes.io/hostname"] = .string(name)
    if name == "node2" { labels["zone"] = "b" }
    send(
      "POST", "/api/v1/nodes",
      [
        "apiVersion": "v1", "kind": "Node",
        "metadata": ["name": .string(name), "labels": .object(labels)],
      ], &served)
    let resources: JSONValue = [
      "cpu": "16", "memory": "64Gi", "pods": "110", "ephemeral-storage": "100Gi",
      "devices.kubevirt.io/kvm": "1000", "devices.kubevirt.io/tun": "1000",
      "devices.kubevirt.io/vhost-net": "1000",
    ]
    send(
      "PATCH", "/api/v1/nodes/\(name)/status",
      [
        "status": [
          "allocatable": resources, "capacity": resources,
          "addresses": [["type": "InternalIP", "address": "127.0.0.1"]],
          "conditions": [["type": "Ready", "status": "True", "reason": "KubeletReady"]],
        ]
      ], &served, type: "application/merge-patch+json")
  }

  private static func cordon(
    _ nodes: KeyValuePairs<String, Bool>, _ served: inout ServedCluster
  ) {
    for (name, isCordoned) in nodes {
      send(
        "PATCH", "/api/v1/nodes/" + name, ["spec": ["unschedulable": .bool(isCordoned)]], &served,
        type: "application/merge-patch+json")
    }
  }

  private static func wait(_ span: Span, _ served: inout ServedCluster) throws {
    try served.advance(to: served.now + span)
  }

  static func send(
    _ method: String, _ path: String, _ body: JSONValue, _ served: inout ServedCluster,
    type: String = "application/json"
  ) {
    let answer = served.answer(
      WireRequest(
        method, path,
        headers: [
          WireHeader("Content-Type", type), WireHeader("User-Agent", "python-requests/2.32.3"),
        ], body: Array(body.text.utf8)))
    guard case .response(let response) = answer, (200..<300).contains(response.status) else {
      preconditionFailure("cannot prepare \(method) \(path): \(answer)")
    }
  }

  private static let machine: JSONValue = [
    "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine",
    "metadata": ["name": "fedora", "namespace": "demo"],
    "spec": [
      "runStrategy": "Always",
      "template": ["metadata": ["labels": ["app": "web"], "annotations": [:]], "spec": spec],
    ],
  ]

  private static let instance: JSONValue = [
    "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
    "metadata": ["name": "solo", "namespace": "demo", "labels": ["app": "db"]], "spec": spec,
  ]

  private static let spec: JSONValue = [
    "domain": [
      "cpu": ["cores": 1],
      "devices": [
        "disks": [["name": "d", "disk": ["bus": "virtio"]]],
        "interfaces": [["name": "default", "masquerade": [:]]],
      ], "memory": ["guest": "1Gi"],
    ],
    "evictionStrategy": "LiveMigrate", "networks": [["name": "default", "pod": [:]]],
    "terminationGracePeriodSeconds": 0,
    "volumes": [["name": "d", "containerDisk": ["image": "registry.example/fedora:latest"]]],
  ]
}
