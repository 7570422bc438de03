import GodwitModel

/// Makes the VirtualMachines that a scenario takes as given.
package enum MachineManifest {
  /// The VM as it would be posted; throws when its specification does not fit.
  ///
  /// - Parameters:
  ///   - namespace: Where it is unless the layout says otherwise.
  ///   - image: The container disk with which it starts.
  package static func machine(
    _ layout: VirtualMachineLayout, namespace: String, image: String = standardImage
  ) throws(InvalidLayout) -> VirtualMachine {
    var machine = VirtualMachine()
    machine.metadata.name = layout.name
    machine.metadata.namespace = layout.namespace.isEmpty ? namespace : layout.namespace
    machine.metadata.generation = 1
    machine.spec.runStrategy = layout.runStrategy
    machine.spec.template.metadata.labels = layout.labels
    machine.spec.template.metadata.annotations = layout.annotations
    machine.spec.template.spec = try spec(layout, image: image)
    return machine
  }

  private static func spec(
    _ layout: VirtualMachineLayout, image: String
  ) throws(InvalidLayout) -> VirtualMachineInstanceSpec {
    var spec = VirtualMachineInstanceSpec()
    var cpu = DomainCPU()
    cpu.cores = layout.cores
    cpu.model = layout.cpuModel ?? ""
    cpu.features = layout.cpuFeatures
    spec.domain.cpu = cpu
    var memory = DomainMemory()
    memory.guest = layout.memory
    spec.domain.memory = memory
    spec.domain.devices = devices
    spec.networks = [["name": "default", "pod": [:]]]
    spec.volumes = [["name": .string(diskName), "containerDisk": ["image": .string(image)]]]
    spec.evictionStrategy = layout.evictionStrategy.map { EvictionStrategy(rawValue: $0) }
    if layout.spec.isEmpty { return spec }
    // A VM that brings volumes of its own has not the standard disk as well.
    let own = (layout.spec["volumes"]?.array ?? []).compactMap { $0["name"]?.string }
    if layout.spec["volumes"] != nil, !own.contains(diskName) {
      spec.domain.devices = ["interfaces": devices["interfaces"] ?? []]
    }
    let merged = MergePatch.applied(.object(layout.spec), to: spec.json ?? [:])
    guard let result = VirtualMachineInstanceSpec(json: merged) else {
      throw InvalidLayout(
        text:
          "the spec of the virtual machine \(layout.name) cannot be read: a field has a wrong type")
    }
    return result
  }

  /// Where no image is pulled, only its name is seen.
  package static let standardImage = "registry.example/fedora:latest"

  private static let diskName = "containerdisk"
  private static let devices: JSONValue = [
    "disks": [["name": .string(diskName), "disk": ["bus": "virtio"]]],
    "interfaces": [["name": "default", "masquerade": [:]]],
  ]
}

/// What a scenario takes as given and no object can be made of; the text says what is wrong.
package struct InvalidLayout: Error, Hashable, Sendable {
  package let text: String

  package init(text: String) { self.text = text }
}
