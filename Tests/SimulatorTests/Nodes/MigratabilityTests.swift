import GodwitModel
import Testing

@testable import Simulator

/// Whether a VM can migrate, with the reasons and messages of the specification's §1.6.
@Suite struct MigratabilityTests: MigratabilityRehearsal {
  @Test func `a plain VM can migrate and the condition says no more`() {
    #expect(live { _ in } == "True : ")
    let condition = status { _ in }.conditions["LiveMigratable"]
    #expect(condition?.lastTransitionTime == nil)
    #expect(condition?.lastProbeTime == nil)
    #expect(status { _ in }.migrationMethod == .liveMigration)
  }

  @Test func `a bridge to the pod network cannot migrate unless it is allowed`() {
    let bridge: JSONValue = ["interfaces": [["name": "default", "bridge": [:]]]]
    #expect(
      live { $0.spec.domain.devices = bridge }
        == "False InterfaceNotLiveMigratable: cannot migrate VMI which does not use masquerade or "
        + "a migratable plugin to connect to the pod network")
    let allowed = live {
      $0.spec.domain.devices = bridge
      $0.metadata.annotations["kubevirt.io/allow-pod-bridge-network-live-migration"] = ""
    }
    #expect(allowed == "True : ")
  }

  @Test func `a bridge to another network does not matter`() {
    let result = live {
      $0.spec.networks.append(["name": "storage", "multus": ["networkName": "storage"]])
      $0.spec.domain.devices = [
        "interfaces": [
          ["name": "default", "masquerade": [:]], ["name": "storage", "bridge": [:]],
        ]
      ]
    }
    #expect(result == "True : ")
  }

  @Test func `the pod network needs an interface`() {
    #expect(
      live { $0.spec.domain.devices = ["interfaces": []] }
        == "False InterfaceNotLiveMigratable: no primary interface found for network default")
  }

  @Test func `host-model needs a node that tells its model`() {
    var node = NodeLayout(name: "node1")
    node.architecture = "arm64"
    let change: (inout VirtualMachineInstance) -> Void = {
      $0.spec.domain.cpu = DomainCPU()
      $0.spec.domain.cpu?.model = "host-model"
    }
    #expect(
      live(change, node: node)
        == "False CPUModeLiveMigratable: the node \"node1\" does not allow migration with "
        + "host-model")
    #expect(live(change) == "True : ")
  }

  @Test func `host-passthrough and named models count as migratable`() {
    for model in ["host-passthrough", "NoSuchModel"] {
      let result = live {
        $0.spec.domain.cpu = DomainCPU()
        $0.spec.domain.cpu?.model = model
      }
      #expect(result == "True : ")
    }
  }

  @Test func `a reservation of a LUN binds the storage alone`() {
    let change: (inout VirtualMachineInstance) -> Void = { instance in
      instance.spec.domain.devices = [
        "interfaces": [["name": "default", "masquerade": [:]]],
        "disks": [["name": "lun", "lun": ["reservation": true]]],
      ]
    }
    #expect(live(change) == "True : ")
    let storage = status(change).conditions["StorageLiveMigratable"]
    #expect(storage?.reason == "NotMigratable")
    #expect(
      storage?.message
        == "PersistentReservationNotLiveMigratable: VMI uses SCSI persistent reservation")
  }

  @Test func `reenlightenment needs a frequency`() {
    let change: (inout VirtualMachineInstance) -> Void = { instance in
      instance.spec.domain.features = ["hyperv": ["reenlightenment": ["enabled": true]]]
    }
    #expect(live(change) == "False NoTSCFrequencyNotLiveMigratable: " + Topology.obstacle)
    #expect(
      live { instance in
        change(&instance)
        instance.status.rest["topologyHints"] = ["tscFrequency": 2_400_000_000]
      } == "True : ")
  }

  private static let rule =
    "live migration requires that all PVCs must be shared (using ReadWriteMany access mode)"

  @Test func `a claim must be shared`() {
    let volume: JSONValue = ["name": "disk", "persistentVolumeClaim": ["claimName": "data"]]
    let change: (inout VirtualMachineInstance) -> Void = { $0.spec.volumes = [volume] }
    #expect(
      live(change, claims: [claim("data", ["ReadWriteOnce"])])
        == "False DisksNotLiveMigratable: cannot migrate VMI: PVC data is not shared, " + Self.rule)
    #expect(
      live(change)
        == "False DisksNotLiveMigratable: cannot migrate VMI: Unable to determine if PVC data is "
        + "shared, " + Self.rule)
    let shared = [claim("data", ["ReadWriteOnce", "ReadWriteMany"])]
    #expect(live(change, claims: shared) == "True : ")
    #expect(status(change, claims: shared).migrationMethod == .liveMigration)
  }

  @Test func `a DataVolume is the claim of its name`() {
    let result = live { $0.spec.volumes = [["name": "disk", "dataVolume": ["name": "data"]]] }
    #expect(result.contains("Unable to determine if PVC data is shared"))
  }

  /// What the volume of a shared filesystem is, and whether it may move.
  @Test(
    arguments: [
      (["ReadWriteOnce"], false), (["ReadOnlyMany"], false), (["ReadWriteMany"], true),
    ] as [([String], Bool)])
  func `virtiofs on a claim must be shared (MIG-509)`(modes: [String], isMigratable: Bool) {
    let claims = [claim("data", .array(modes.map { .string($0) }))]
    for source in ["persistentVolumeClaim", "dataVolume"] {
      let key = source == "dataVolume" ? "name" : "claimName"
      let result = live(
        { instance in
          instance.spec.domain.devices = ["filesystems": [["name": "fs", "virtiofs": [:]]]]
          instance.spec.networks = []
          instance.spec.volumes = [
            .object(["name": "fs", source: .object([key: "data"])])
          ]
        }, claims: claims)
      #expect(
        result
          == (isMigratable
            ? "True : "
            : "False DisksNotLiveMigratable: cannot migrate VMI: PVC data is not shared, "
              + Self.rule))
    }
    for source in ["configMap", "secret", "serviceAccount", "downwardAPI"] {
      let status = status { instance in
        instance.spec.domain.devices = ["filesystems": [["name": "fs", "virtiofs": [:]]]]
        instance.spec.networks = []
        instance.spec.volumes = [.object(["name": "fs", source: [:]])]
      }
      #expect(status.conditions["LiveMigratable"]?.status == "True")
      #expect(status.migrationMethod == .liveMigration)
    }
    let without = live {
      $0.spec.domain.devices = ["filesystems": [["name": "fs", "virtiofs": [:]]]]
      $0.spec.networks = []
    }
    #expect(without == "True : ")
  }

  @Test func `a disk of the host must be shared`() {
    let disk: JSONValue = ["name": "disk", "hostDisk": ["path": "/disk.img", "type": "Disk"]]
    #expect(
      live { $0.spec.volumes = [disk] }
        == "False DisksNotLiveMigratable: cannot migrate VMI with non-shared HostDisk")
    let shared: JSONValue = ["name": "disk", "hostDisk": ["path": "/disk.img", "shared": true]]
    #expect(live { $0.spec.volumes = [shared] } == "True : ")
  }

  @Test func `the first reason is told and those of the storage all`() {
    let status = status {
      $0.spec.domain.devices = [
        "interfaces": [["name": "default", "bridge": [:]]], "hostDevices": [["name": "d"]],
      ]
      $0.spec.volumes = [["name": "disk", "persistentVolumeClaim": ["claimName": "data"]]]
    }
    #expect(status.conditions["LiveMigratable"]?.reason == "InterfaceNotLiveMigratable")
    let storage = status.conditions["StorageLiveMigratable"]
    #expect(storage?.status == "False")
    #expect(storage?.reason == "NotMigratable")
    #expect(
      storage?.message
        == "InterfaceNotLiveMigratable: cannot migrate VMI which does not use masquerade or a "
        + "migratable plugin to connect to the pod network, HostDeviceNotLiveMigratable: VMI "
        + "specifies non-migratable generic PCI host device")
    #expect(status.migrationMethod == .blockMigration)
  }

  @Test func `disks alone do not forbid the migration of the storage`() {
    let status = status {
      $0.spec.volumes = [["name": "disk", "persistentVolumeClaim": ["claimName": "data"]]]
    }
    #expect(status.conditions["LiveMigratable"]?.status == "False")
    #expect(status.conditions["StorageLiveMigratable"]?.status == "True")
  }

  @Test(arguments: ["containerDisk", "cloudInitNoCloud", "emptyDisk", "secret"])
  func `a disk that is on the node is copied`(source: String) {
    var volume: JSONObject = ["name": "disk"]
    volume[source] = [:]
    func method(_ disk: JSONValue) -> MigrationMethod {
      status {
        $0.spec.volumes = [.object(volume)]
        var devices = $0.spec.domain.devices.object ?? JSONObject()
        devices["disks"] = [disk]
        $0.spec.domain.devices = .object(devices)
      }.migrationMethod
    }
    #expect(method(["name": "disk", "disk": ["bus": "virtio"]]) == .blockMigration)
    #expect(method(["name": "disk", "cdrom": ["bus": "sata"]]) == .liveMigration, "read-only")
  }
}
