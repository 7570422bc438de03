import GodwitModel

/// What KubeVirt's mutating webhook fills in on a new VirtualMachineInstance.
///
/// KubeVirt pkg/defaults/defaults.go and mutators/vmi-mutator.go; the result is that of the
/// recordings' first versions.
package enum VirtualMachineInstanceDefaults {
  /// Completes `instance` as it is stored first: specification, annotation, finalizer, status.
  ///
  /// `identifiers` gives the firmware its UUID when the specification has none.
  package static func apply(
    to instance: inout VirtualMachineInstance, configuration: KubeVirtConfiguration,
    at now: Instant, identifiers: inout SeededGenerator
  ) {
    let architecture =
      instance.spec.rest["architecture"]?.string ?? configuration.defaultArchitecture
    instance.spec.rest["architecture"] = .string(architecture)
    applyDomain(to: &instance.spec, architecture, configuration, &identifiers)
    applyDevices(to: &instance.spec, architecture, configuration)
    if instance.spec.evictionStrategy == nil {
      instance.spec.evictionStrategy = configuration.evictionStrategy
    }
    applyStatus(to: &instance, at: now)
    if architecture != "arm64", configuration.isLiveUpdate {
      applyHotplug(to: &instance.spec, architecture, configuration)
    }
    let type = instance.spec.domain.machine?.type ?? ""
    if supportsHotplug(architecture, machineType: type) {
      setTopologyVersion(&instance.metadata)
    }
    instance.metadata.finalizers.append("kubevirt.io/foregroundDeleteVirtualMachine")
  }

  /// Whether the bus of a machine is PCIe (SupportsPCIeHotplug).
  static func supportsHotplug(_ architecture: String, machineType: String) -> Bool {
    guard architecture == "amd64" || architecture == "arm64" else { return false }
    return machineType.hasPrefix("virt") || machineType.hasSuffix("q35")
      || machineType.hasPrefix("pc-q35")
  }

  static func setTopologyVersion(_ metadata: inout ObjectMeta) {
    if metadata.annotations["kubevirt.io/pci-topology-version"] == nil {
      metadata.annotations["kubevirt.io/pci-topology-version"] = "v3"
    }
  }

  private static func applyDomain(
    to spec: inout VirtualMachineInstanceSpec, _ architecture: String,
    _ configuration: KubeVirtConfiguration, _ identifiers: inout SeededGenerator
  ) {
    var domain = spec.domain
    if domain.machine?.type ?? "" == "" {
      var machine = domain.machine ?? DomainMachine()
      machine.type = configuration.machineType(architecture)
      domain.machine = machine
    }
    let resources = domain.resources ?? ResourceRequirements()
    domain.resources = resources
    if domain.memory?.guest ?? "" == "" {
      var memory = domain.memory ?? DomainMemory()
      memory.guest =
        resources.requests["memory"] ?? resources.limits["memory"]
        ?? memory.rest["hugepages"]?["pageSize"]?.string ?? ""
      domain.memory = memory
    }
    applyCPU(to: &domain, architecture, configuration)
    var firmware = domain.rest["firmware"]?.object ?? JSONObject()
    if firmware["uuid"] == nil { firmware["uuid"] = .string(identifiers.uid()) }
    domain.rest["firmware"] = .object(firmware)
    var features = domain.features.object ?? JSONObject()
    var acpi = features["acpi"]?.object ?? JSONObject()
    if acpi["enabled"] == nil { acpi["enabled"] = true }
    features["acpi"] = .object(acpi)
    domain.features = .object(features)
    spec.domain = domain
  }

  private static func applyCPU(
    to domain: inout DomainSpec, _ architecture: String, _ configuration: KubeVirtConfiguration
  ) {
    var cpu = domain.cpu ?? DomainCPU()
    if cpu.cores ?? 0 == 0, cpu.sockets ?? 0 == 0, cpu.threads ?? 0 == 0 {
      let resources = domain.resources ?? ResourceRequirements()
      let wanted = resources.limits["cpu"] ?? resources.requests["cpu"]
      let count = wanted.flatMap { Quantity(parsing: $0) }.map { Int($0.units) }
      cpu.cores = 1
      cpu.sockets = count ?? 1
      cpu.threads = 1
    }
    if cpu.model.isEmpty {
      // pkg/defaults/defaults.go:310-325.
      cpu.model =
        configuration.cpuModel ?? (architecture == "arm64" ? "host-passthrough" : "host-model")
    }
    domain.cpu = cpu
  }

  /// Interfaces, disks for volumes without one, buses, pull policies.
  private static func applyDevices(
    to spec: inout VirtualMachineInstanceSpec, _ architecture: String,
    _ configuration: KubeVirtConfiguration
  ) {
    var devices = spec.domain.devices.object ?? JSONObject()
    let interfaces = devices["interfaces"]?.array ?? []
    if devices["autoattachPodInterface"] != false, spec.networks.isEmpty, interfaces.isEmpty {
      let binding = configuration.defaultNetworkInterface
      devices["interfaces"] = [["name": "default", .init(binding): [:]]]
      spec.networks = [["name": "default", "pod": [:]]]
    }
    var disks = devices["disks"]?.array ?? []
    let names = disks.map { $0["name"] } + (devices["filesystems"]?.array ?? []).map { $0["name"] }
    for volume in spec.volumes where !names.contains(volume["name"]) {
      disks.append(["name": volume["name"] ?? ""])
    }
    if !disks.isEmpty {
      devices["disks"] = .array(disks.map { disk($0, architecture) })
    }
    spec.domain.devices = .object(devices)
    spec.volumes = spec.volumes.map(volume)
  }

  private static func disk(_ json: JSONValue, _ architecture: String) -> JSONValue {
    guard var disk = json.object else { return json }
    let bus: JSONValue = architecture == "amd64" ? "sata" : "virtio"
    if disk["disk"] == nil, disk["cdrom"] == nil, disk["lun"] == nil { disk["disk"] = [:] }
    for kind in ["disk", "cdrom", "lun"] {
      guard var device = disk[kind]?.object else { continue }
      if device["bus"] == nil { device["bus"] = bus }
      if kind == "cdrom" {
        if device["readonly"] == nil { device["readonly"] = true }
        if device["tray"] == nil { device["tray"] = "closed" }
      }
      disk[kind] = .object(device)
    }
    return .object(disk)
  }

  private static func volume(_ json: JSONValue) -> JSONValue {
    guard var volume = json.object, var image = volume["containerDisk"]?.object,
      image["imagePullPolicy"] == nil, let name = image["image"]?.string
    else { return json }
    let hasVersion = name.utf8.contains(UInt8(ascii: ":")) || name.utf8.contains(UInt8(ascii: "@"))
    let isLatest = name.hasSuffix(":latest") || !hasVersion
    image["imagePullPolicy"] = isLatest ? "Always" : "IfNotPresent"
    volume["containerDisk"] = .object(image)
    return .object(volume)
  }

  private static func applyStatus(to instance: inout VirtualMachineInstance, at now: Instant) {
    let domain = instance.spec.domain
    if let guest = domain.memory?.guest, !guest.isEmpty {
      instance.status.memory = [
        "guestAtBoot": .string(guest), "guestCurrent": .string(guest),
        "guestRequested": .string(guest),
      ]
    }
    if let cpu = domain.cpu, instance.status.currentCPUTopology.isNull {
      var topology = JSONObject()
      for (name, count) in [
        ("cores", cpu.cores), ("sockets", cpu.sockets), ("threads", cpu.threads),
      ] {
        if let count, count > 0 { topology.append(name, .int(count)) }
      }
      instance.status.currentCPUTopology = .object(topology)
    }
    instance.status.guestOSInfo = [:]
    instance.status.runtimeUser = 107
    instance.status.phase = .pending
    instance.status.phaseTransitionTimestamps.append(
      PhaseTransition(phase: "Pending", at: Timestamp(now)))
  }

  /// How far CPUs and memory may grow while the guest runs.
  private static func applyHotplug(
    to spec: inout VirtualMachineInstanceSpec, _ architecture: String,
    _ configuration: KubeVirtConfiguration
  ) {
    if var cpu = spec.domain.cpu, cpu.maxSockets ?? 0 == 0 {
      let sockets = cpu.sockets ?? 0
      var most = configuration.maxCPUSockets
      if most != 0 { most = max(most, sockets) }
      if most == 0 {
        most = sockets * configuration.maxHotplugRatio
        let perSocket = max((cpu.cores ?? 0) * (cpu.threads ?? 0), 1)
        if most * perSocket > 512 { most = max(512 / perSocket, sockets) }
      }
      cpu.maxSockets = most == 0 ? nil : most
      spec.domain.cpu = cpu
    }
    guard var memory = spec.domain.memory, memory.maxGuest.isEmpty,
      let guest = Quantity(parsing: memory.guest), spec.domain.launchSecurity.isNull,
      architecture == "amd64", guest.units >= 1 << 30
    else { return }
    let most =
      configuration.maxGuest.flatMap { Quantity(parsing: $0) }
      ?? Quantity(guest.units * Int64(configuration.maxHotplugRatio))
    let block: Int64 = 2 << 20
    guard guest <= most, guest.units % block == 0, most.units % block == 0 else { return }
    memory.maxGuest = configuration.maxGuest ?? most.description
    spec.domain.memory = memory
  }
}
