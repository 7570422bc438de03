import GodwitModel
import Testing

@testable import Simulator

@Suite struct ClusterBaseTests {
  @Test(arguments: KubeVirtProfile.minors)
  func `each version has its roles`(minor: Int) {
    let profile = KubeVirtProfile(minor: minor)
    let shared = ClusterBase.store(of: profile, since: .simulationEpoch)
    var store = ObjectStore(identifiers: SeededGenerator(seed: 0, purpose: "base"))
    BootstrapRoles.add(to: &store, profile, at: .simulationEpoch)
    #expect(shared.objects(.clusterRole).map(\.json) == store.objects(.clusterRole).map(\.json))
    #expect(!shared.objects(.clusterRole).isEmpty)
  }

  @Test func `a cluster that begins later has objects of that time`() {
    let epoch = Instant.simulationEpoch + .seconds(1_000_000)
    let store = ClusterBase.store(of: .newest, since: epoch)
    #expect(store.everything.allSatisfy { $0.metadata.creationTimestamp == Timestamp(epoch) })
    let names = store.objects(.namespace).map(\.metadata.name)
    #expect(names.contains("kube-public") && names.contains("kube-node-lease"))
  }
}
