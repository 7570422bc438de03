import GodwitModel

/// Whether and how a VM can migrate, as its node's virt-handler finds.
///
/// KubeVirt pkg/virt-handler/vm.go:1134-1296, 1756-1825; the first check that fails decides.
struct Migratability: Hashable, Sendable {
  /// Reason and message of why it cannot migrate; nil when it can.
  private struct Obstacle: Hashable, Sendable {
    var reason: String
    var message: String
  }

  private var first: Obstacle?
  /// What also forbids the migration of the storage alone, in the order of the checks.
  private var ofStorage: [Obstacle] = []
  private(set) var method = MigrationMethod.liveMigration
  private let profile: KubeVirtProfile

  init(
    of instance: VirtualMachineInstance, on host: String, in store: ObjectStore,
    _ profile: KubeVirtProfile = .newest
  ) {
    self.profile = profile
    let spec = instance.spec
    var obstacles: [Obstacle] = []
    if let message = Self.networkObstacle(instance, profile) {
      obstacles.append(Obstacle(reason: "InterfaceNotLiveMigratable", message: message))
    }
    if spec.domain.cpu?.model == "host-model", !Self.hasHostModel(host, store) {
      obstacles.append(
        Obstacle(
          reason: "CPUModeLiveMigratable",
          message: "the node \"\(host)\" does not allow migration with host-model"))
    }
    if let message = Self.deviceObstacle(spec.domain.devices, store, profile) {
      obstacles.append(Obstacle(reason: "HostDeviceNotLiveMigratable", message: message))
    }
    let security = spec.domain.launchSecurity
    if security["sev"] != nil || security["snp"] != nil {
      obstacles.append(Obstacle(reason: "SEVNotLiveMigratable", message: "VMI uses SEV"))
    }
    if profile.rejectsTDX, security["tdx"] != nil {
      obstacles.append(Obstacle(reason: "TDXNotLiveMigratable", message: "VMI uses TDX"))
    }
    ofStorage = obstacles
    if Self.reservesPersistently(spec.domain.devices) {
      ofStorage.append(
        Obstacle(
          reason: "PersistentReservationNotLiveMigratable",
          message: "VMI uses SCSI persistent reservation"))
    }
    // The storage has no check of its own for this one (vm.go:1270, 1370-1400).
    if profile.rejectsSecureExecution, LauncherPod.isSecureExecution(spec) {
      obstacles.append(
        Obstacle(reason: "SecureExecutionNotLiveMigratable", message: "VMI uses Secure Execution"))
    }
    let ofFeatures = Self.featureObstacles(instance, profile)
    obstacles += ofFeatures
    ofStorage += ofFeatures
    let disks = Self.diskObstacle(instance, in: store)
    if let disks {
      obstacles.insert(
        Obstacle(reason: "DisksNotLiveMigratable", message: disks),
        at: profile.disksDecideFirst ? 0 : obstacles.count)
    }
    first = obstacles.first
    let hasLocalDisk = spec.volumes.contains { Self.isLocal($0, spec.domain.devices) }
    if disks != nil || !instance.status.migratedVolumes.isEmpty || hasLocalDisk {
      method = .blockMigration
    }
  }

  private static func featureObstacles(
    _ instance: VirtualMachineInstance, _ profile: KubeVirtProfile
  ) -> [Obstacle] {
    var obstacles: [Obstacle] = []
    if Topology.requirement(of: instance.spec) == .migration,
      Topology.frequency(of: instance) == nil
    {
      obstacles.append(
        Obstacle(reason: "NoTSCFrequencyNotLiveMigratable", message: Topology.obstacle))
    }
    if profile.rejectsHypervPassthrough,
      instance.spec.domain.features["hypervPassthrough"]?["enabled"]?.bool == true
    {
      obstacles.append(
        Obstacle(
          reason: "HypervPassthroughNotLiveMigratable", message: "VMI uses hyperv passthrough"))
    }
    return obstacles
  }

  /// Whether a guest has devices of the host, with which it cannot go on in post-copy
  /// (pkg/util/vmitrait).
  static func hasVFIO(_ devices: JSONValue) -> Bool {
    ["gpus", "hostDevices"].contains { devices[$0]?.array?.isEmpty == false }
      || (devices["interfaces"]?.array ?? []).contains { $0["sriov"] != nil }
  }

  /// pkg/storage/reservation/pr.go:66-76.
  static func reservesPersistently(_ devices: JSONValue) -> Bool {
    (devices["disks"]?.array ?? []).contains { $0["lun"]?["reservation"]?.bool == true }
  }

  /// Sets both conditions and the method.
  func write(to instance: inout VirtualMachineInstance) {
    var live = Condition(type: "LiveMigratable", status: "True")
    if let first {
      live.status = "False"
      live.reason = first.reason
      live.message = first.message
    }
    var storage = Condition(type: "StorageLiveMigratable", status: "True")
    if !ofStorage.isEmpty {
      storage.status = "False"
      storage.reason = "NotMigratable"
      storage.message = ofStorage.map { "\($0.reason): \($0.message)" }.joined(separator: ", ")
    }
    if !instance.status.conditions.says(live) { instance.status.conditions.merge(live) }
    if profile.hasStorageCondition, !instance.status.conditions.says(storage) {
      instance.status.conditions.merge(storage)
    }
    if instance.status.migrationMethod != method { instance.status.migrationMethod = method }
  }

  /// pkg/network/vmispec/interface.go:58-88: only the pod network matters.
  private static func networkObstacle(
    _ instance: VirtualMachineInstance, _ profile: KubeVirtProfile
  ) -> String? {
    let interfaces = instance.spec.domain.devices["interfaces"]?.array ?? []
    for network in instance.spec.networks where network["pod"] != nil {
      let name = network["name"]?.string ?? ""
      guard let interface = interfaces.first(where: { $0["name"]?.string == name }) else {
        if !profile.wantsInterfaceOfPodNetwork { continue }
        return "no primary interface found for network \(name)"
      }
      if interface["masquerade"] != nil || interface["binding"] != nil { continue }
      let key = "kubevirt.io/allow-pod-bridge-network-live-migration"
      if interface["bridge"] != nil, instance.metadata.annotations[key] != nil { continue }
      return profile.networkObstacle(annotation: key)
    }
    return nil
  }

  private static func hasHostModel(_ host: String, _ store: ObjectStore) -> Bool {
    store.nodes["", host]?.object.metadata.labels.entries.contains {
      $0.key.hasPrefix(LauncherPod.hostModelLabel)
    } ?? false
  }

  /// vm.go:1303-1322: of GPUs only a single mediated one may move, and only behind a gate.
  private static func deviceObstacle(
    _ devices: JSONValue, _ store: ObjectStore, _ profile: KubeVirtProfile
  ) -> String? {
    if !profile.tellsHostDevicesApart {
      let hasSome = ["hostDevices", "gpus"].contains { devices[$0]?.array?.isEmpty == false }
      return hasSome ? "VMI uses a PCI host devices" : nil
    }
    if devices["hostDevices"]?.array?.isEmpty == false {
      return "VMI specifies non-migratable generic PCI host device"
    }
    guard let gpus = devices["gpus"]?.array, let gpu = gpus.first else { return nil }
    if gpus.count > 1 { return "VMI specifies too many GPUs" }
    let configuration = KubeVirtConfiguration(store, profile: profile)
    if !configuration.isOn(.vgpuLiveMigration) {
      return "VMI specifies a GPU but feature gate VGPULiveMigration is not enabled"
    }
    let isMediated = configuration.mediatedDevices.contains { $0 == gpu["deviceName"]?.string }
    return isMediated ? nil : "VMI specifies non-migratable GPU device"
  }

  private static func diskObstacle(
    _ instance: VirtualMachineInstance, in store: ObjectStore
  ) -> String? {
    for volume in instance.spec.volumes {
      if let host = volume["hostDisk"], host["shared"]?.bool != true {
        return "cannot migrate VMI with non-shared HostDisk"
      }
      guard let claim = Self.claim(volume) else { continue }
      let rule =
        "live migration requires that all PVCs must be shared (using ReadWriteMany access mode)"
      guard
        let object = store.table(.persistentVolumeClaim)?[instance.metadata.namespace, claim]?
          .object
      else { return "cannot migrate VMI: Unable to determine if PVC \(claim) is shared, \(rule)" }
      let modes = object.rest["spec"]?["accessModes"]?.array ?? []
      if !modes.contains("ReadWriteMany") {
        return "cannot migrate VMI: PVC \(claim) is not shared, \(rule)"
      }
    }
    return nil
  }

  /// The claim behind a volume.
  static func claim(_ volume: JSONValue) -> String? {
    volume["persistentVolumeClaim"]?["claimName"]?.string ?? volume["dataVolume"]?["name"]?.string
  }

  /// Whether the disk of a volume is on its node and has to be copied.
  private static func isLocal(_ volume: JSONValue, _ devices: JSONValue) -> Bool {
    if claim(volume) != nil || volume["hostDisk"] != nil { return false }
    let name = volume["name"]
    if devices["filesystems"]?.array?.contains(where: { $0["name"] == name }) == true {
      return false
    }
    let disk = devices["disks"]?.array?.first { $0["name"] == name }
    return disk?["cdrom"] == nil || disk?["cdrom"]?["readonly"] == false
  }
}
