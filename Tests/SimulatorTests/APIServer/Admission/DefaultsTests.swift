import GodwitModel
import Simulator
import Testing

@Suite struct DefaultsTests {
  private static let spec: JSONValue = [
    "evictionStrategy": "LiveMigrate",
    "domain": [
      "cpu": ["cores": 1], "memory": ["guest": "1Gi"],
      "devices": [
        "disks": [["name": "d", "disk": ["bus": "virtio"]]],
        "interfaces": [["name": "default", "masquerade": [:]]],
      ],
    ],
    "networks": [["name": "default", "pod": [:]]],
    "volumes": [["name": "d", "containerDisk": ["image": "registry.example/fedora:latest"]]],
    "terminationGracePeriodSeconds": 0,
  ]

  /// What a real cluster made of the same specification.
  private func recorded(_ name: String, _ kind: String) throws -> JSONValue {
    for line in try RecordedCall.lines("protocol-objects.jsonl") {
      let object = try JSONValue(parsing: line)
      if object["kind"]?.string == kind, object["metadata"]?["name"]?.string == name {
        return object
      }
    }
    return .null
  }

  @Test func `a VMI is completed as in the recording`() throws {
    var cluster = Cluster()
    let answer = cluster.create(
      .virtualMachineInstance,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
        "metadata": ["name": "solo", "labels": ["app": "db"]], "spec": Self.spec,
      ])
    #expect(answer.code == 201, "\(answer.message)")
    var expected = try #require(try recorded("solo", "VirtualMachineInstance")["spec"]?.object)
    var spec = try #require(answer.body?["spec"]?.object)
    for path in [["domain", "firmware", "uuid"]] {
      #expect(spec["domain"]?["firmware"]?["uuid"]?.string?.count == 36)
      expected.set(nil, at: path)
      spec.set(nil, at: path)
    }
    #expect(spec == expected)
    #expect(
      answer.body?["metadata"]?["finalizers"] == ["kubevirt.io/foregroundDeleteVirtualMachine"])
    #expect(
      answer.body?["metadata"]?["annotations"] == ["kubevirt.io/pci-topology-version": "v3"])
    // Recorded as the first version of every VMI.
    #expect(
      answer.body?["status"] == [
        "currentCPUTopology": ["cores": 1], "guestOSInfo": [:],
        "memory": ["guestAtBoot": "1Gi", "guestCurrent": "1Gi", "guestRequested": "1Gi"],
        "phase": "Pending",
        "phaseTransitionTimestamps": [
          ["phase": "Pending", "phaseTransitionTimestamp": "2026-01-01T00:00:00Z"]
        ], "runtimeUser": 107,
      ])
  }

  @Test func `a VM is completed as in the recording`() throws {
    var cluster = Cluster()
    let answer = cluster.create(
      .virtualMachine,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine",
        "metadata": ["name": "fedora"],
        "spec": [
          "runStrategy": "Always",
          "template": ["metadata": ["labels": ["app": "web"]], "spec": Self.spec],
        ],
      ])
    #expect(answer.code == 201, "\(answer.message)")
    var expected = try #require(try recorded("fedora", "VirtualMachine")["spec"]?.object)
    var spec = try #require(answer.body?["spec"]?.object)
    for key in ["uuid", "serial"] {
      let path = ["template", "spec", "domain", "firmware", key]
      #expect(answer.body?["spec"]?.value(at: path)?.string?.count == 36)
      expected.set(nil, at: path)
      spec.set(nil, at: path)
    }
    #expect(spec == expected)
  }

  @Test func `the cluster's configuration gives strategy and model`() {
    var cluster = Cluster()
    var configuration = GenericObject()
    configuration.metadata.name = "kubevirt"
    configuration.metadata.namespace = "kubevirt"
    configuration.rest["spec"] = [
      "configuration": ["evictionStrategy": "LiveMigrate", "cpuModel": "Haswell"]
    ]
    cluster.store.create(.generic(.kubeVirt, Snapshot(configuration)), at: cluster.now)
    let answer = cluster.create(
      .virtualMachineInstance,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
        "metadata": ["name": "a"],
        "spec": ["domain": ["devices": [:], "memory": ["guest": "64Mi"]]],
      ])
    #expect(answer.code == 201, "\(answer.message)")
    let spec = answer.body?["spec"]
    #expect(spec?["evictionStrategy"] == "LiveMigrate")
    #expect(
      spec?["domain"]?["cpu"]
        == ["cores": 1, "maxSockets": 4, "model": "Haswell", "sockets": 1, "threads": 1])
    #expect(spec?["domain"]?["memory"] == ["guest": "64Mi"], "too small to grow")
    #expect(
      spec?["domain"]?["devices"]?["interfaces"] == [["name": "default", "bridge": [:]]],
      "the default binding, with which a VMI cannot migrate")
    #expect(spec?["networks"] == [["name": "default", "pod": [:]]])
  }
}
