import GodwitModel
import Testing

@testable import Simulator

/// Whether a VM can migrate, with the reasons and messages of the specification's §1.6.
@Suite struct MigratabilityTests {
  /// A VM with a masqueraded pod network and nothing else.
  private func instance() -> VirtualMachineInstance {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    instance.metadata.namespace = "demo"
    instance.spec.networks = [["name": "default", "pod": [:]]]
    instance.spec.domain.devices = ["interfaces": [["name": "default", "masquerade": [:]]]]
    return instance
  }

  private func claim(_ name: String, _ modes: JSONValue) -> APIObject {
    var claim = GenericObject()
    claim.metadata.name = name
    claim.metadata.namespace = "demo"
    claim.rest["spec"] = ["accessModes": modes]
    return .generic(.persistentVolumeClaim, Snapshot(claim))
  }

  private func status(
    _ change: (inout VirtualMachineInstance) -> Void, claims: [APIObject] = [],
    node: NodeLayout = NodeLayout(name: "node1")
  ) -> VirtualMachineInstanceStatus {
    var world = World(nodes: [node])
    for claim in claims { world.store.create(claim, at: world.now) }
    var instance = instance()
    change(&instance)
    Migratability(of: instance, on: "node1", in: world.store).write(to: &instance)
    return instance.status
  }

  private func live(
    _ change: (inout VirtualMachineInstance) -> Void, claims: [APIObject] = [],
    node: NodeLayout = NodeLayout(name: "node1")
  ) -> String {
    let condition = status(change, claims: claims, node: node).conditions["LiveMigratable"]
    return "\(condition?.status ?? "") \(condition?.reason ?? ""): \(condition?.message ?? "")"
  }

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

  @Test(arguments: [
    ("hostDevices", 1, "VMI specifies non-migratable generic PCI host device"),
    ("gpus", 1, "VMI specifies a GPU but feature gate VGPULiveMigration is not enabled"),
    ("gpus", 2, "VMI specifies too many GPUs"),
  ])
  func `devices of the host stay there`(key: String, count: Int, message: String) {
    let result = live {
      var devices = $0.spec.domain.devices.object ?? JSONObject()
      devices[key] = .array((0..<count).map { ["name": .string("d\($0)"), "deviceName": "x"] })
      $0.spec.domain.devices = .object(devices)
    }
    #expect(result == "False HostDeviceNotLiveMigratable: " + message)
  }

  @Test func `memory that is sealed cannot move`() {
    #expect(
      live { $0.spec.domain.launchSecurity = ["sev": [:]] }
        == "False SEVNotLiveMigratable: VMI uses SEV")
    #expect(
      live { $0.spec.domain.launchSecurity = ["tdx": [:]] }
        == "False TDXNotLiveMigratable: VMI uses TDX")
    #expect(
      live { $0.spec.domain.features = ["hypervPassthrough": ["enabled": true]] }
        == "False HypervPassthroughNotLiveMigratable: VMI uses hyperv passthrough")
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
