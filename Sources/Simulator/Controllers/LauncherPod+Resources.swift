import GodwitModel

extension LauncherPod {
  /// The containers with what they request: the guest and its console log.
  ///
  /// KubeVirt pkg/virt-controller/services/renderresources.go; the console log's share is that of
  /// the recording resource-quota.
  static func containers(
    of instance: VirtualMachineInstance, overhead: Int64, settings: KubeVirtSettings
  ) -> [Container] {
    var compute = Container()
    compute.name = "compute"
    compute.image = settings.launcherImage
    compute.resources = resources(of: instance, overhead: overhead, settings: settings)
    guard settings.profile.hasConsoleLog else { return [compute] }
    var consoleLog = isDedicated(instance) ? guaranteedConsoleLog : consoleLog
    consoleLog.image = settings.launcherImage
    return [compute, consoleLog]
  }

  private static func isDedicated(_ instance: VirtualMachineInstance) -> Bool {
    instance.spec.domain.cpu?.dedicatedCPUPlacement == true
  }

  private static let consoleLog = consoleLog(cpu: "15m", memory: "60M", request: ("5m", "35M"))
  private static let guaranteedConsoleLog = consoleLog(
    cpu: "15m", memory: "60M", request: ("15m", "60M"))

  private static func consoleLog(
    cpu: String, memory: String, request: (cpu: String, memory: String)
  ) -> Container {
    var container = Container()
    container.name = "guest-console-log"
    var resources = ResourceRequirements()
    resources.limits = ["cpu": cpu, "memory": memory]
    resources.requests = ["cpu": request.cpu, "memory": request.memory]
    container.resources = resources
    return container
  }

  private static func resources(
    of instance: VirtualMachineInstance, overhead: Int64, settings: KubeVirtSettings
  ) -> ResourceRequirements {
    let domain = instance.spec.domain
    let wanted = domain.resources ?? ResourceRequirements()
    var resources = ResourceRequirements()
    resources.requests = wanted.requests
    resources.limits = wanted.limits
    addMemory(of: instance, overhead: overhead, to: &resources)
    let cores = Int64(MemoryOverhead.virtualCPUs(of: instance))
    if isDedicated(instance) {
      resources.requests["cpu"] = String(cores)
      resources.limits["cpu"] = String(cores)
      resources.limits["memory"] = resources.requests["memory"]
    } else if wanted.requests["cpu"] == nil {
      let share = cores * 1000 / Int64(settings.cpuAllocationRatio)
      resources.requests["cpu"] =
        wanted.limits["cpu"] ?? Quantity(thousandths: share).description
    }
    for device in ["kvm", "tun", "vhost-net"] {
      resources.requests["devices.kubevirt.io/" + device] = "1"
      resources.limits["devices.kubevirt.io/" + device] = "1"
    }
    for device in devices(of: domain) {
      let count = (resources.requests[device].flatMap { Int($0) } ?? 0) + 1
      resources.requests[device] = String(count)
      resources.limits[device] = String(count)
    }
    resources.requests["ephemeral-storage"] = "50M"
    return resources
  }
}

extension LauncherPod {
  /// The guest's memory and what its pod needs besides. Memory from huge pages is asked for by
  /// their size; of usual memory only what is left is asked for then.
  ///
  /// KubeVirt pkg/virt-controller/services/renderresources.go, WithHugePages and
  /// WithMemoryOverhead.
  private static func addMemory(
    of instance: VirtualMachineInstance, overhead: Int64, to resources: inout ResourceRequirements
  ) {
    func units(_ text: String?) -> Int64? { text.flatMap { Quantity(parsing: $0)?.units } }
    let memory = instance.spec.domain.memory
    let guest = units(memory?.guest)
    let request = units(resources.requests["memory"]) ?? guest ?? 0
    let limit = units(resources.limits["memory"])
    guard let size = memory?.rest["hugepages"]?["pageSize"]?.string else {
      resources.requests["memory"] = Quantity(request + overhead).description
      if let limit { resources.limits["memory"] = Quantity(limit + overhead).description }
      return
    }
    let paged = min(request, guest ?? request)
    resources.requests["hugepages-" + size] = Quantity(paged).description
    resources.limits["hugepages-" + size] = Quantity(paged).description
    resources.requests["memory"] = Quantity(request - paged + overhead).description
    if let limit {
      resources.limits["memory"] = Quantity(max(limit - paged, 0) + overhead).description
    }
  }
}

/// What a guest's pod needs besides the guest's memory.
///
/// KubeVirt pkg/hypervisor/kvm/hypervisorbackend.go:69-190.
enum MemoryOverhead {
  private static let mebibyte: Int64 = 1 << 20

  static func bytes(of instance: VirtualMachineInstance) -> Int64 {
    let domain = instance.spec.domain
    // virt-launcher-monitor, virt-launcher, virtlogd, virtqemud and QEMU; an I/O thread.
    var total = (25 + 100 + 25 + 40 + 50 + 8) * mebibyte
    if let request = domain.resources?.requests["memory"].flatMap({ Quantity(parsing: $0) }) {
      total += request.units / 512
    }
    total += 8 * mebibyte * Int64(virtualCPUs(of: instance))
    if domain.devices["autoattachGraphicsDevice"]?.bool ?? true { total += 32 * mebibyte }
    if instance.spec.rest["architecture"]?.string == "arm64" { total += 128 * mebibyte }
    if Migratability.hasVFIO(domain.devices) { total += 1024 * mebibyte }
    if domain.launchSecurity["sev"] != nil || domain.launchSecurity["snp"] != nil {
      total += 256 * mebibyte
    }
    if domain.devices["tpm"] != nil { total += 53 * mebibyte }
    if domain.cpu?.dedicatedCPUPlacement == true { total += 100 * mebibyte }
    return total
  }

  /// Sockets × cores × threads, each at least one.
  static func virtualCPUs(of instance: VirtualMachineInstance) -> Int {
    guard let cpu = instance.spec.domain.cpu else { return 1 }
    return max(cpu.sockets ?? 1, 1) * max(cpu.cores ?? 1, 1) * max(cpu.threads ?? 1, 1)
  }
}
