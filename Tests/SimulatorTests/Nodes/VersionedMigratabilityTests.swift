import GodwitModel
import Testing

@testable import Simulator

/// What keeps a VM from migrating, by version (pkg/virt-handler/vm.go of the tags).
@Suite struct VersionedMigratabilityTests {
  private func instance(_ minor: Int, _ spec: JSONObject) throws -> VirtualMachineInstance {
    let cluster = try Rehearsal(kubeVirt: minor) { given in
      given.cluster.nodes[0].capacity = ["intel.com/nic": "1"]
      given.cluster.nodes[0].labels = ["kubevirt.io/tdx": "true"]
      given.virtualMachines[0].spec = spec
      given.manifests = [
        [
          "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "local"],
          "spec": ["accessModes": ["ReadWriteOnce"]],
        ]
      ]
    }
    return try #require(cluster.instance())
  }

  private func obstacle(_ minor: Int, _ spec: JSONObject) throws -> String {
    let condition = try instance(minor, spec).status.conditions["LiveMigratable"]
    return condition?.status == "True"
      ? "" : "\(condition?.reason ?? ""): \(condition?.message ?? "")"
  }

  private static let bridge: JSONObject = [
    "domain": ["devices": ["interfaces": [["name": "default", "bridge": [:]]]]],
    "networks": [["name": "default", "pod": [:]]],
  ]

  @Test(arguments: [
    (
      1,
      "cannot migrate VMI which does not use masquerade to connect to the pod network or bridge "
        + "with kubevirt.io/allow-pod-bridge-network-live-migration VM annotation"
    ),
    (
      2,
      "cannot migrate VMI which does not use masquerade, bridge with "
        + "kubevirt.io/allow-pod-bridge-network-live-migration VM annotation or a migratable "
        + "plugin to connect to the pod network"
    ),
    (
      7,
      "cannot migrate VMI which does not use masquerade, bridge with "
        + "kubevirt.io/allow-pod-bridge-network-live-migration VM annotation or a migratable "
        + "plugin to connect to the pod network"
    ),
    (
      8,
      "cannot migrate VMI which does not use masquerade or a migratable plugin to connect to the "
        + "pod network"
    ),
  ])
  func `the words for a bridge`(minor: Int, words: String) throws {
    #expect(try obstacle(minor, Self.bridge) == "InterfaceNotLiveMigratable: " + words)
  }

  @Test(arguments: [(5, "DisksNotLiveMigratable"), (6, "InterfaceNotLiveMigratable")])
  func `disks come first up to v1.5`(minor: Int, reason: String) throws {
    var spec = Self.bridge
    spec["domain"] = [
      "devices": [
        "interfaces": [["name": "default", "bridge": [:]]],
        "disks": [["name": "data", "disk": ["bus": "virtio"]]],
      ]
    ]
    spec["volumes"] = [["name": "data", "persistentVolumeClaim": ["claimName": "local"]]]
    #expect(try obstacle(minor, spec).hasPrefix(reason))
  }

  @Test(arguments: [
    (8, "VMI uses a PCI host devices"), (9, "VMI specifies non-migratable generic PCI host device"),
  ])
  func `the words for a host device`(minor: Int, words: String) throws {
    let spec: JSONObject = [
      "domain": ["devices": ["hostDevices": [["name": "a", "deviceName": "intel.com/nic"]]]]
    ]
    #expect(try obstacle(minor, spec) == "HostDeviceNotLiveMigratable: " + words)
  }

  @Test(arguments: [(2, true), (3, false)])
  func `Hyper-V passthrough does no harm up to v1.2`(minor: Int, migrates: Bool) throws {
    let spec: JSONObject = ["domain": ["features": ["hypervPassthrough": ["enabled": true]]]]
    #expect(try obstacle(minor, spec).isEmpty == migrates)
  }

  @Test(arguments: [(3, false), (4, true)])
  func `the storage has a condition of its own since v1.4`(minor: Int, hasOne: Bool) throws {
    let conditions = try instance(minor, [:]).status.conditions
    #expect((conditions["StorageLiveMigratable"] != nil) == hasOne)
  }

  @Test(arguments: [(5, nil), (6, "4Gi")])
  func `VMs get room to grow since v1.6`(minor: Int, most: String?) throws {
    let domain = try instance(minor, [:]).spec.domain
    #expect((domain.memory?.maxGuest).flatMap { $0.isEmpty ? nil : $0 } == most)
  }
}
