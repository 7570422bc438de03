import GodwitModel
import Simulator
import Testing

/// Namespaces that are deleted (k8s.io/kubernetes pkg/controller/namespace).
@Suite struct NamespaceControllerTests {
  private static let path = "/api/v1/namespaces/demo"

  private func conditions(_ cluster: Rehearsal) -> [String: JSONValue] {
    let namespace = cluster.simulation.store.object(ObjectKey(.namespace, name: "demo"))
    let list = namespace?.json["status"]?["conditions"]?.array ?? []
    return Dictionary(uniqueKeysWithValues: list.map { ($0["type"]?.string ?? "", $0) })
  }

  private func left(_ cluster: Rehearsal) -> [String] {
    cluster.simulation.store.everything.filter { $0.metadata.namespace == "demo" }
      .map { $0.key.description }
  }

  @Test func `everything in it goes, the pods first, and then the namespace`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    cluster.send(
      APIRequest(
        .post, Self.path + "/configmaps",
        body: ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]))
    let answer = cluster.send(APIRequest(.delete, Self.path))
    #expect(answer.code == 200)
    #expect(answer.body?["kind"] == "Namespace")
    #expect(answer.body?["status"]?["phase"] == "Terminating")
    #expect(answer.body?["metadata"]?["deletionGracePeriodSeconds"] == nil)
    try cluster.run(for: .milliseconds(4900))
    #expect(conditions(cluster).isEmpty, "the controller waits five seconds")
    try cluster.run(for: .milliseconds(200))
    let first = conditions(cluster)
    #expect(first.count == 5)
    #expect(first["NamespaceContentRemaining"]?["status"] == "True")
    #expect(first["NamespaceContentRemaining"]?["reason"] == "SomeResourcesRemain")
    #expect(
      first["NamespaceContentRemaining"]?["message"]
        == "Some resources are remaining: pods. has 1 resource instances",
      "of the two pods the ended one goes at once")
    #expect(first["NamespaceDeletionDiscoveryFailure"]?["reason"] == "ResourcesDiscovered")
    #expect(left(cluster).contains("ConfigMap/a"), "nothing goes before the pods")
    try cluster.run(for: .minutes(3))
    #expect(left(cluster).isEmpty)
    #expect(cluster.simulation.store.object(ObjectKey(.namespace, name: "demo")) == nil)
    let last = cluster.changes.last { $0.object.kind == .namespace }
    #expect(last?.type == .deleted)
    #expect(
      last?.object.json["spec"]?["finalizers"] == ["kubernetes"],
      "watches see it as it was before")
  }

  @Test func `a VM that is to run cannot start again in it`() throws {
    var cluster = try Rehearsal()
    let uid = cluster.instance()?.metadata.uid
    cluster.send(APIRequest(.delete, Self.path))
    let refused = try cluster.run { change in
      guard case .virtualMachine(let machine) = change.object else { return false }
      return machine.object.status.conditions["Failure"] != nil
    }
    let machine = try #require(refused)
    guard case .virtualMachine(let snapshot) = machine.object else { return }
    let condition = snapshot.object.status.conditions["Failure"]
    #expect(condition?.reason == "FailedCreate")
    #expect(
      condition?.message
        == "Failure while starting VMI: virtualmachineinstances.kubevirt.io \"vm\" is forbidden: "
        + "unable to create new content in namespace demo because it is being terminated")
    try cluster.run(for: .minutes(5))
    #expect(left(cluster).isEmpty)
    let uids = cluster.changes.filter { $0.object.kind == .virtualMachineInstance }
      .map { $0.object.metadata.uid }
    #expect(Set(uids) == [uid ?? ""])
  }

  @Test func `a finalizer of somebody else holds it, and it says so`() throws {
    var cluster = try Rehearsal { $0.virtualMachines = [] }
    cluster.send(
      APIRequest(
        .post, Self.path + "/configmaps",
        body: [
          "apiVersion": "v1", "kind": "ConfigMap",
          "metadata": ["name": "a", "finalizers": ["example.com/hold"]],
        ]))
    cluster.send(APIRequest(.delete, Self.path))
    try cluster.run(for: .minutes(2))
    let held = conditions(cluster)
    #expect(held["NamespaceFinalizersRemaining"]?["reason"] == "SomeFinalizersRemain")
    let holders: JSONValue = """
      Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances
      """
    #expect(held["NamespaceFinalizersRemaining"]?["message"] == holders)
    #expect(
      held["NamespaceContentRemaining"]?["message"]
        == "Some resources are remaining: configmaps. has 1 resource instances")
    cluster.patch(.configMap, "a", ["metadata": ["finalizers": .null]])
    try cluster.run(for: .seconds(10))
    #expect(cluster.simulation.store.object(ObjectKey(.namespace, name: "demo")) == nil)
    cluster.send(
      APIRequest(
        .post, "/api/v1/namespaces",
        body: ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "demo"]]))
    let answer = cluster.send(
      APIRequest(
        .post, Self.path + "/configmaps",
        body: ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]))
    #expect(answer.code == 201, "one of the same name is a new one")
  }
}
