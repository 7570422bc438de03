import GodwitModel
import Simulator
import Testing

/// CPU models that a cluster calls obsolete (specification §6.1).
@Suite struct NodeLabellerTests {
  private static let obsolete = "node-labeller.kubevirt.io/obsolete-host-model"

  private func node(_ cluster: Rehearsal) -> Node? {
    guard case .node(let found) = cluster.object(.node, "node2") else { return nil }
    return found.object
  }

  private func cluster(_ models: JSONValue?) throws -> Rehearsal {
    try Rehearsal { given in
      given.cluster.kubevirtConfiguration["obsoleteCPUModels"] = models
      given.cluster.nodes[1].hostModel = "Haswell"
      given.cluster.nodes[1].cpuModels = ["Haswell", "Conroe", "Penryn"]
    }
  }

  @Test func `KubeVirt's own list takes models away and marks no host`() throws {
    let labels = try #require(node(try cluster(nil))?.metadata.labels)
    #expect(labels["cpu-model.node.kubevirt.io/Penryn"] == "true")
    #expect(labels["cpu-model.node.kubevirt.io/Conroe"] == nil)
    #expect(labels["cpu-model-migration.node.kubevirt.io/Conroe"] == nil)
    #expect(labels[Self.obsolete] == nil)
  }

  @Test func `the cluster's list replaces it, warns of hosts, and keeps guests away`() throws {
    var cluster = try cluster(["Haswell": true, "Penryn": false])
    let labels = try #require(node(cluster)?.metadata.labels)
    #expect(labels["cpu-model.node.kubevirt.io/Conroe"] == "true")
    #expect(labels["cpu-model.node.kubevirt.io/Penryn"] == nil, "it is on the list")
    #expect(labels["cpu-model.node.kubevirt.io/Haswell"] == nil)
    #expect(labels["host-model-cpu.node.kubevirt.io/Haswell"] == "true")
    #expect(labels[Self.obsolete] == "true")
    let warnings = cluster.simulation.initialObjects.compactMap { object -> String? in
      guard case .event(let event) = object else { return nil }
      return event.object.reason == "HostModelIsObsolete" ? event.object.message : nil
    }
    #expect(
      warnings == [
        "This node has Haswell host-model cpu that is included in ObsoleteCPUModels: "
          + "map[Haswell:true Penryn:false]"
      ])
    cluster.migrate()
    try cluster.run(for: .minutes(1))
    #expect(cluster.migration()?.status.phase == .scheduling)
  }

  @Test func `the list does not change while the cluster runs`() throws {
    var cluster = try cluster(nil)
    let answer = cluster.send(
      APIRequest(
        .patch, APIRequest.path(of: .kubeVirt, namespace: "kubevirt", name: "kubevirt"),
        patchType: .merge,
        body: ["spec": ["configuration": ["obsoleteCPUModels": ["Haswell": true]]]]))
    #expect(answer.code == 422)
    #expect(answer.message.hasPrefix("godwit: "))
  }
}
