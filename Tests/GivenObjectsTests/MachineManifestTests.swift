import GivenObjects
import GodwitModel
import Testing

@Suite struct MachineManifestTests {
  private func spec(
    _ change: (inout VirtualMachineLayout) -> Void = { _ in }
  ) throws -> VirtualMachineInstanceSpec {
    var layout = VirtualMachineLayout(name: "vm")
    change(&layout)
    return try MachineManifest.machine(layout, namespace: "demo").spec.template.spec
  }

  @Test func `a VM of which nothing is said is the usual one`() throws {
    let spec = try spec()
    #expect(spec.domain.memory?.guest == "1Gi")
    #expect(spec.domain.cpu?.cores == 1)
    #expect(spec.networks == [["name": "default", "pod": [:]]])
    #expect(spec.volumes.count == 1)
    #expect(spec.volumes.first?["containerDisk"] != nil)
    #expect(spec.evictionStrategy == nil)
  }

  @Test func `the layout goes into the template`() throws {
    var layout = VirtualMachineLayout(name: "vm")
    layout.namespace = "other"
    layout.labels = ["app": "db"]
    layout.annotations = ["note": "x"]
    layout.runStrategy = "Manual"
    layout.cpuModel = "Penryn"
    layout.evictionStrategy = "LiveMigrate"
    layout.memory = "4Gi"
    let machine = try MachineManifest.machine(layout, namespace: "demo")
    #expect(machine.metadata.namespace == "other")
    #expect(machine.metadata.labels.isEmpty, "labels are the instance's")
    #expect(machine.spec.template.metadata.labels == ["app": "db"])
    #expect(machine.spec.template.metadata.annotations == ["note": "x"])
    #expect(machine.spec.runStrategy == "Manual")
    #expect(machine.spec.template.spec.domain.cpu?.model == "Penryn")
    #expect(machine.spec.template.spec.domain.memory?.guest == "4Gi")
    #expect(machine.spec.template.spec.evictionStrategy == .liveMigrate)
  }

  @Test func `a spec is merged over it`() throws {
    let merged = try spec {
      $0.spec = ["nodeSelector": ["zone": "a"], "domain": ["machine": ["type": "q35"]]]
    }
    #expect(merged.nodeSelector == ["zone": "a"])
    #expect(merged.domain.machine?.type == "q35")
    #expect(merged.domain.memory?.guest == "1Gi", "what the spec does not say stays")
    #expect(merged.volumes.count == 1)
  }

  @Test func `a VM with volumes of its own has not the standard disk as well`() throws {
    let own = try spec {
      $0.spec = ["volumes": [["name": "data", "persistentVolumeClaim": ["claimName": "data"]]]]
    }
    #expect(own.volumes.map { $0["name"] } == ["data"])
    #expect(own.domain.devices["disks"] == nil)
    #expect(own.domain.devices["interfaces"]?.array?.count == 1)
  }

  @Test func `a field of a wrong type is refused`() {
    #expect(
      throws: InvalidLayout(
        text: "the spec of the virtual machine vm cannot be read: a field has a wrong type")
    ) { try spec { $0.spec = ["nodeSelector": "zone"] } }
  }
}
