import GodwitModel
import Simulator
import Testing

@Suite struct EvictionTests {
  private static let prefix =
    "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "

  private func evict(
    _ cluster: inout Cluster, _ pod: String = "virt-launcher-vm-a-xxxxx",
    annotations: JSONValue = [:], query: [QueryItem] = [], options: JSONValue? = nil
  ) -> APIResponse {
    var body: JSONObject = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(pod), "namespace": "demo", "annotations": annotations],
    ]
    if let options { body["deleteOptions"] = options }
    return cluster.send(
      APIRequest(
        .post, "/api/v1/namespaces/demo/pods/\(pod)/eviction", query: query, body: .object(body)))
  }

  private func marked(_ cluster: Cluster) -> JSONValue? {
    cluster.get(.virtualMachineInstance, "vm-a")?.value(at: ["status", "evacuationNodeName"])
  }

  @Test func `an eviction marks the VMI and is refused`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let first = evict(&cluster)
    #expect(first.code == 429)
    #expect(first.reason == "")
    #expect(first.message == Self.prefix + "Eviction triggered evacuation of VMI \"demo/vm-a\"")
    #expect(marked(cluster) == "node1")
    let second = evict(&cluster)
    #expect(
      second.message
        == Self.prefix
        + "Evacuation in progress: Eviction triggered evacuation of VMI \"demo/vm-a\"")
    #expect(cluster.get(.pod, "virt-launcher-vm-a-xxxxx") != nil)
  }

  @Test func `a target pod is not evicted`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    cluster.addPod("virt-launcher-vm-a-yyyyy", of: "vm-a", node: "node2")
    let answer = evict(&cluster, "virt-launcher-vm-a-yyyyy")
    #expect(answer.code == 429)
    #expect(answer.message == Self.prefix + "Eviction request for target Pod")
    #expect(marked(cluster) == nil)
  }

  @Test func `a VM that must move and cannot holds its pod`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a", isMigratable: false)
    let answer = evict(&cluster)
    #expect(answer.code == 429)
    #expect(
      answer.message
        == Self.prefix
        + "VMI vm-a is configured with an eviction strategy but is not live-migratable")
  }

  @Test(arguments: ["None", "LiveMigrateIfPossible"])
  func `a VM that need not move loses its pod`(strategy: String) {
    var cluster = Cluster()
    cluster.addRunning("vm-a", evictionStrategy: strategy, isMigratable: false)
    let answer = evict(&cluster)
    #expect(answer.code == 201)
    #expect(answer.body?["status"] == "Success")
    let pod = cluster.get(.pod, "virt-launcher-vm-a-xxxxx")
    #expect(pod?.metadata.deletionGracePeriodSeconds == 30)
    #expect(marked(cluster) == nil)
  }

  @Test func `a pod that has ended is evicted at once`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    guard var pod = cluster.store.pods["demo", "virt-launcher-vm-a-xxxxx"]?.object else { return }
    pod.status.phase = .succeeded
    cluster.store.update(pod.erased, at: cluster.now)
    #expect(evict(&cluster).code == 201)
    #expect(cluster.get(.pod, "virt-launcher-vm-a-xxxxx") == nil)
  }

  @Test("MIG-419: the descheduler leaves its name") func descheduler() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let answer = evict(&cluster, annotations: ["requested-by": "sigs.k8s.io/descheduler"])
    #expect(answer.code == 429)
    #expect(answer.message == Self.prefix + "Eviction triggered evacuation of VMI \"demo/vm-a\"")
    #expect(marked(cluster) == "node1")
    let annotations = cluster.get(.virtualMachineInstance, "vm-a")?.metadata.annotations
    #expect(annotations?["kubevirt.io/eviction-source"] == "descheduler")
  }

  @Test("MIG-423: a dry run is answered alike and marks nothing", arguments: [true, false])
  func dryRun(isInQuery: Bool) {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let answer =
      isInQuery
      ? evict(&cluster, query: [QueryItem("dryRun", "All")])
      : evict(&cluster, options: ["dryRun": ["All"]])
    #expect(answer.code == 429)
    #expect(answer.message == Self.prefix + "Eviction triggered evacuation of VMI \"demo/vm-a\"")
    #expect(marked(cluster) == nil)
  }

  @Test("MIG-424: a pod that attaches volumes stays with its running guest")
  func hotplugPod() throws {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    var pod = Pod()
    pod.metadata.name = "hp-volume-xyz"
    pod.metadata.namespace = "demo"
    pod.metadata.labels = ["kubevirt.io": "hotplug-disk"]
    var owner = OwnerReference()
    owner.kind = "Pod"
    owner.name = "virt-launcher-vm-a-xxxxx"
    pod.metadata.ownerReferences = [owner]
    pod.status.phase = .running
    cluster.store.create(pod.erased, at: cluster.now)
    let answer = evict(&cluster, "hp-volume-xyz")
    #expect(answer.code == 429)
    #expect(
      answer.message
        == "admission webhook \"hotplug-pod-eviction-interceptor.kubevirt.io\" denied the request: "
        + "cannot evict hotplug pod: hp-volume-xyz associated with running vmi: vm-a in namespace "
        + "demo")
    var launcher = try #require(cluster.store.pods["demo", "virt-launcher-vm-a-xxxxx"]?.object)
    launcher.status.phase = .failed
    cluster.store.update(launcher.erased, at: cluster.now)
    #expect(evict(&cluster, "hp-volume-xyz").code == 201, "its launcher has ended")
  }

  @Test func `a disruption budget is kept`() {
    var cluster = Cluster()
    cluster.addPod("web", of: "web")
    var budget = GenericObject()
    budget.metadata.name = "few"
    budget.metadata.namespace = "demo"
    budget.rest["spec"] = ["selector": ["matchLabels": ["app": "web"]]]
    budget.rest["status"] = ["currentHealthy": 1, "desiredHealthy": 1, "disruptionsAllowed": 0]
    cluster.store.create(.generic(.podDisruptionBudget, Snapshot(budget)), at: cluster.now)
    let answer = evict(&cluster, "web")
    #expect(answer.code == 429)
    #expect(
      answer.message == "Cannot evict pod as it would violate the pod's disruption budget.")
    #expect(
      answer.body?["details"]?["causes"]?[0]?["message"]
        == "The disruption budget few needs 1 healthy pods and has 1 currently")
  }
}
