import GodwitModel

/// Amounts of resources in whole units, CPU in thousandths, as the scheduler counts them.
package struct ResourceList: Hashable, Sendable {
  /// In thousandths of a core.
  package var cpu: Int64 = 0
  /// In bytes.
  package var memory: Int64 = 0
  package var pods: Int64 = 0
  /// Huge pages and extended resources such as `devices.kubevirt.io/kvm`, by name, few.
  package var devices: [Device] = []

  package struct Device: Hashable, Sendable {
    package var name: String
    package var count: Int64
  }

  package init() {}

  /// Reads a map of quantities, for example of a node's `allocatable`.
  ///
  /// `ephemeral-storage` is left out: no guest here runs out of it.
  package init(_ map: StringMap) {
    for entry in map.entries {
      guard let quantity = Quantity(parsing: entry.value) else { continue }
      switch entry.key {
      case "cpu": cpu = quantity.thousandths
      case "memory": memory = quantity.units
      case "pods": pods = quantity.units
      case "ephemeral-storage": break
      default: devices.append(Device(name: entry.key, count: quantity.units))
      }
    }
  }

  /// What a pod requests: the sum of its containers.
  package init(requestsOf pod: Pod) {
    for container in pod.spec.containers {
      if let resources = container.resources { add(ResourceList(resources.requests), times: 1) }
    }
    pods = 1
  }

  package func count(of device: String) -> Int64 {
    for entry in devices where entry.name == device { return entry.count }
    return 0
  }

  /// Adds `other` so many times; with -1 it is taken away.
  package mutating func add(_ other: ResourceList, times factor: Int64) {
    cpu += other.cpu * factor
    memory += other.memory * factor
    pods += other.pods * factor
    for device in other.devices {
      if let position = devices.firstIndex(where: { $0.name == device.name }) {
        devices[position].count += device.count * factor
      } else {
        devices.append(Device(name: device.name, count: device.count * factor))
      }
    }
  }
}

/// What a node has to give, and what the pods that have not ended ask of it.
package struct NodeRoom: Hashable, Sendable {
  package internal(set) var capacity = ResourceList() { didSet { version += 1 } }
  package internal(set) var used = ResourceList() { didSet { version += 1 } }
  /// Counts the changes.
  private(set) var version = 0
}
