import GivenObjects
import GodwitModel
import Testing

/// The labels of nodes (specification §1.7, §6.1).
@Suite struct NodeManifestTests {
  private func labels(
    machineType: String? = nil, _ change: (inout NodeLayout) -> Void = { _ in }
  ) -> StringMap {
    var layout = NodeLayout(name: "node1")
    change(&layout)
    return NodeManifest.node(layout, machineType: machineType).metadata.labels
  }

  private func values(_ labels: StringMap, _ prefix: String) -> [String] {
    labels.entries.filter { $0.key.hasPrefix(prefix) }
      .map { String($0.key.dropFirst(prefix.count)) }.sorted()
  }

  @Test func `a node of which nothing is said is as in the recordings`() {
    let expected: StringMap = [
      "kubernetes.io/hostname": "node1", "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64", "kubevirt.io/schedulable": "true",
      "cpu-model.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "cpu-model-migration.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "cpu-model.node.kubevirt.io/Haswell-noTSX": "true",
      "cpu-model-migration.node.kubevirt.io/Haswell-noTSX": "true",
      "host-model-cpu.node.kubevirt.io/Skylake-Client-IBRS": "true",
      "cpu-feature.node.kubevirt.io/vmx": "true",
      "host-model-required-features.node.kubevirt.io/vmx": "true",
      "machine-type.node.kubevirt.io/q35": "true", "cpu-vendor.node.kubevirt.io/Intel": "true",
    ]
    let found = labels()
    #expect(found.entries.map(\.key).sorted() == expected.entries.map(\.key).sorted())
    #expect(found.contains(expected))
  }

  @Test func `a label that is taken away is not there`() {
    let found = labels {
      $0.removedLabels = ["cpu-vendor.node.kubevirt.io/Intel", "kubernetes.io/os"]
    }
    #expect(values(found, "cpu-vendor.node.kubevirt.io/") == [])
    #expect(found["kubernetes.io/os"] == nil)
    #expect(found["kubernetes.io/hostname"] == "node1")
  }

  @Test func `huge pages are taken from the memory that can be given away`() {
    var layout = NodeLayout(name: "node1")
    layout.capacity["hugepages-2Mi"] = "4Gi"
    let status = NodeManifest.node(layout, machineType: nil).status
    #expect(status.capacity["memory"] == "64Gi")
    #expect(status.allocatable["memory"] == "60Gi")
    #expect(status.allocatable["hugepages-2Mi"] == "4Gi")
  }

  @Test func `models are usable or only known`() {
    let found = labels {
      $0.hostModel = "EPYC"
      $0.cpuModels = ["Opteron_G3"]
      $0.requiredFeatures = ["svm"]
      $0.cpuFeatures = ["aes"]
    }
    #expect(values(found, "cpu-model.node.kubevirt.io/") == ["Opteron_G3"])
    #expect(values(found, "cpu-model-migration.node.kubevirt.io/") == ["EPYC", "Opteron_G3"])
    #expect(values(found, "host-model-cpu.node.kubevirt.io/") == ["EPYC"])
    #expect(values(found, "cpu-feature.node.kubevirt.io/") == ["aes", "svm"])
    #expect(values(found, "host-model-required-features.node.kubevirt.io/") == ["svm"])
    #expect(values(found, "cpu-vendor.node.kubevirt.io/") == ["AMD"])
  }

  @Test func `what the layout says is taken as it is`() {
    let found = labels(machineType: "pc-q35-rhel9.6.0") {
      $0.hostModel = "Skylake-Client"
      $0.knownModels = ["Penryn"]
      $0.cpuVendor = "Zhaoxin"
      $0.labels = ["zone": "a", "kubevirt.io/schedulable": "false"]
    }
    #expect(values(found, "cpu-vendor.node.kubevirt.io/") == ["Zhaoxin"])
    #expect(values(found, "machine-type.node.kubevirt.io/") == ["pc-q35-rhel9.6.0", "q35"])
    #expect(values(found, "cpu-model-migration.node.kubevirt.io/") == ["Penryn"])
    #expect(found["zone"] == "a")
    #expect(found["kubevirt.io/schedulable"] == "false")
  }

  @Test func `other architectures have other labels`() {
    let arm = labels { $0.architecture = "arm64" }
    #expect(values(arm, "host-model-cpu.node.kubevirt.io/") == [])
    #expect(values(arm, "cpu-vendor.node.kubevirt.io/") == [])
    #expect(values(arm, "machine-type.node.kubevirt.io/") == ["virt"])
    #expect(arm["kubernetes.io/arch"] == "arm64")
    let mainframe = labels { $0.architecture = "s390x" }
    #expect(values(mainframe, "cpu-vendor.node.kubevirt.io/") == ["IBM"])
    #expect(values(mainframe, "machine-type.node.kubevirt.io/") == ["s390-ccw-virtio"])
  }

  @Test func `a cordoned node has the taint of its cordon`() {
    var layout = NodeLayout(name: "node1")
    layout.isCordoned = true
    let node = NodeManifest.node(layout, machineType: nil)
    #expect(node.spec.unschedulable)
    #expect(node.spec.taints.map(\.key) == ["node.kubernetes.io/unschedulable"])
    #expect(node.spec.taints.map(\.effect) == ["NoSchedule"])
  }

  @Test func `capacity is what the layout says over what every node has`() {
    var layout = NodeLayout(name: "node1")
    layout.capacity = ["memory": "8Gi"]
    let status = NodeManifest.node(layout, machineType: nil).status
    #expect(status.capacity["memory"] == "8Gi")
    #expect(status.capacity["cpu"] == "16")
    #expect(status.capacity["pods"] == "110")
    #expect(status.allocatable == status.capacity)
  }
}
