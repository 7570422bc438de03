import GodwitModel
import Testing

@testable import Simulator

/// Frequencies of the time stamp counter (KubeVirt pkg/virt-controller/watch/topology).
@Suite struct TopologyTests {
  private func node(_ frequency: Int64?, isScalable: Bool = false) -> Node {
    var node = Node()
    node.metadata.labels[Topology.frequencyLabel] = frequency.map { String($0) }
    if isScalable { node.metadata.labels[Topology.scalableLabel] = "true" }
    return node
  }

  @Test func `a node offers its own frequency and what is close to it`() {
    let inUse: [Int64] = [2_400_000_000, 2_400_600_000, 2_400_600_001, 2_600_000_000]
    #expect(
      Topology.offered(by: node(2_400_000_000), inUse: inUse) == [2_400_000_000, 2_400_600_000],
      "within 250 parts in a million")
    #expect(
      Topology.offered(by: node(2_500_000_000, isScalable: true), inUse: inUse)
        == [2_400_000_000, 2_400_600_000, 2_400_600_001, 2_500_000_000], "a scalable one slower too"
    )
    #expect(Topology.offered(by: node(nil), inUse: inUse) == [])
    #expect(Topology.offered(by: node(-5), inUse: inUse) == [])
  }

  @Test func `invtsc needs the frequency to boot and reenlightenment to migrate`() {
    var spec = VirtualMachineInstanceSpec()
    #expect(Topology.requirement(of: spec) == nil)
    spec.domain.features = ["hyperv": ["reenlightenment": ["enabled": true]]]
    #expect(Topology.requirement(of: spec) == .migration)
    var feature = DomainCPUFeature()
    feature.name = "invtsc"
    feature.policy = "require"
    spec.domain.cpu = DomainCPU()
    spec.domain.cpu?.features = [feature]
    #expect(Topology.requirement(of: spec) == .boot)
    spec.domain.cpu?.features[0].policy = "forbid"
    spec.domain.features = ["hyperv": ["reenlightenment": ["enabled": false]]]
    #expect(Topology.requirement(of: spec) == nil)
  }

  private func hint(_ configure: (inout Given) -> Void) throws -> JSONValue? {
    let cluster = try Rehearsal { given in
      given.virtualMachines[0].spec = [
        "domain": ["features": ["hyperv": ["reenlightenment": ["enabled": true]]]]
      ]
      configure(&given)
    }
    return cluster.instance()?.status.rest["topologyHints"]?["tscFrequency"]
  }

  @Test func `the lowest frequency of the nodes that take guests is noted`() throws {
    let found = try hint { given in
      given.cluster.nodes[0].labels[Topology.frequencyLabel] = "3000"
      given.cluster.nodes[1].labels[Topology.frequencyLabel] = "2000"
      given.cluster.nodes[1].labels["kubevirt.io/schedulable"] = "false"
    }
    #expect(found == 3000)
    #expect(try hint { _ in } == 0, "no node tells one")
  }

  @Test func `the cluster's own setting goes before`() throws {
    let found = try hint { given in
      for index in given.cluster.nodes.indices {
        given.cluster.nodes[index].labels[Topology.frequencyLabel] = "3000"
        given.cluster.nodes[index].labels[Topology.scalableLabel] = "true"
      }
      given.cluster.kubevirtConfiguration["developerConfiguration"] = [
        "minimumClusterTSCFrequency": 1234
      ]
    }
    #expect(found == 1234)
  }
}
