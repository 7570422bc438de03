import GodwitModel
import Simulator
import Testing

@Suite struct ResourceQuotaAdmissionTests {
  private func pod(_ name: String, memory: String) -> Pod {
    var pod = Pod()
    pod.metadata.name = name
    pod.metadata.namespace = "demo"
    var container = Container()
    container.name = "compute"
    var resources = ResourceRequirements()
    resources.requests = ["memory": memory]
    container.resources = resources
    pod.spec.containers = [container]
    return pod
  }

  private func clusterWithQuota(_ hard: JSONValue) -> Cluster {
    var cluster = Cluster()
    cluster.create(
      .resourceQuota,
      [
        "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "q"],
        "spec": ["hard": hard],
      ])
    return cluster
  }

  @Test func `the second pod of a VM does not fit, in the recording's words`() {
    var cluster = clusterWithQuota(["requests.memory": "1400Mi"])
    let source = pod("virt-launcher-vm-a-wxv4f", memory: "1410731712")
    #expect(ResourceQuotaAdmission.check(source, store: cluster.store) == nil)
    cluster.store.create(source.erased, at: cluster.now)
    let target = pod("virt-launcher-vm-a-2ss22", memory: "1410731712")
    let failure = ResourceQuotaAdmission.check(target, store: cluster.store)
    #expect(failure?.code == 403)
    #expect(
      failure?.message
        == "pods \"virt-launcher-vm-a-2ss22\" is forbidden: exceeded quota: q, requested: "
        + "requests.memory=1410731712, used: requests.memory=1410731712, limited: "
        + "requests.memory=1400Mi")
  }

  @Test func `pods that have ended count nothing`() {
    var cluster = clusterWithQuota(["pods": "1"])
    var ended = pod("a", memory: "1Gi")
    ended.status.phase = .succeeded
    cluster.store.create(ended.erased, at: cluster.now)
    #expect(ResourceQuotaAdmission.check(pod("b", memory: "1Gi"), store: cluster.store) == nil)
  }

  @Test func `a quota of CPU wants every container to ask for CPU`() {
    let cluster = clusterWithQuota(["requests.cpu": "4"])
    let failure = ResourceQuotaAdmission.check(pod("a", memory: "1Gi"), store: cluster.store)
    #expect(
      failure?.message
        == "pods \"a\" is forbidden: failed quota: q: must specify requests.cpu for: compute")
  }
}
