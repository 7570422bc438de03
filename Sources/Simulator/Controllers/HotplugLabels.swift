import GodwitModel

/// What the target's virt-handler may give a guest that gets more CPUs or memory on its way.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:1263-1277.
enum HotplugLabels {
  static func add(to instance: inout VirtualMachineInstance, of pod: Pod) {
    guard
      let resources = pod.spec.containers.first(where: { $0.name == "compute" })?.resources
    else { return }
    let conditions = instance.status.conditions
    if conditions["HotVCPUChange"] != nil,
      instance.spec.domain.cpu?.dedicatedCPUPlacement == true,
      let limit = resources.limits["cpu"].flatMap({ Quantity(parsing: $0) })
    {
      instance.metadata.labels["kubevirt.io/vmi-pod-cpu-resource-limits"] = String(limit.units)
    }
    if conditions["HotMemoryChange"] != nil {
      let keys = ["memory", "hugepages-2Mi", "hugepages-1Gi"]
      let requests = keys.compactMap { resources.requests[$0].flatMap { Quantity(parsing: $0) } }
      let total = requests.map(\.units).reduce(0, +)
      instance.metadata.labels["kubevirt.io/vmi-pod-memory-resource-requests"] =
        Quantity(total).description
    }
  }
}
