import GivenObjects
import GodwitModel
import Testing

@Suite struct VersionedNodeLabelTests {
  private func labels(_ minor: Int) -> StringMap {
    var layout = NodeLayout(name: "node1")
    layout.hostModel = "Skylake"
    layout.cpuModels = ["Haswell"]
    layout.knownModels = ["Haswell", "Skylake", "Penryn"]
    return NodeManifest.node(layout, machineType: nil, rules: NodeLabelRules(minor: minor))
      .metadata.labels
  }

  @Test(arguments: [(6, nil), (7, "true")])
  func `models that are only known are labelled since v1.7`(minor: Int, value: String?) {
    let labels = labels(minor)
    #expect(labels[NodeLabel.migrationModel + "Penryn"] == value)
    #expect(labels[NodeLabel.migrationModel + "Haswell"] == "true")
    #expect(labels[NodeLabel.migrationModel + "Skylake"] == "true", "the host's is usable")
  }

  @Test(arguments: [(5, nil), (6, "true")])
  func `machine types are labelled since v1.6`(minor: Int, value: String?) {
    #expect(labels(minor)["machine-type.node.kubevirt.io/q35"] == value)
  }
}
