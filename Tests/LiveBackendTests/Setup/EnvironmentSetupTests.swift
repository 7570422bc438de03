import BackendInterface
import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct EnvironmentSetupTests {
  private func scenario() -> Scenario {
    .given { given in
      given.namespaces = [NamespaceLayout(name: "demo"), NamespaceLayout(name: "blue")]
      given.namespaces[0].labels = ["team": "red"]
      given.cluster.nodes = ["node1", "node2"].map(NodeLayout.init)
      var machine = VirtualMachineLayout(name: "fedora")
      machine.node = "node2"
      machine.guest.copy = .lasts(.seconds(30))
      var other = VirtualMachineLayout(name: "other")
      other.namespace = "blue"
      var halted = VirtualMachineLayout(name: "halted")
      halted.runStrategy = "Halted"
      given.virtualMachines = [machine, other, halted]
      var user = UserLayout(name: "mia")
      user.rights.roles = ["kubevirt.io:view"]
      user.rights.clusterRules = [["apiGroups": [""], "resources": ["nodes"], "verbs": ["list"]]]
      given.users = [user]
    }
  }

  @Test func `what is given comes about on nodes of the run's own, and goes`() async throws {
    let api = try HostAPI(.cluster())
    let (control, _) = try #require(try await ControlClient.find(on: api))
    let before = try await api.marked()
    #expect(before == [])
    let established = try await EnvironmentSetup.establish(
      scenario(), on: api, options: .test { $0.provisionsNodes = true }, control: control)
    let own = established.names.namespace("demo")
    #expect(established.namespaces == [own, own + "-blue"])
    #expect(established.nodes == [own + "-node1", own + "-node2"])
    let instances = try await api.objects(.virtualMachineInstance)
    #expect(instances.map(\.metadata.name).sorted() == ["fedora", "other"])
    let fedora = try #require(instances.first { $0.metadata.name == "fedora" })
    let seen = established.names.incoming(fedora.json)
    #expect(seen.value(at: ["status", "nodeName"]) == "node2")
    #expect(seen.value(at: ["metadata", "namespace"]) == "demo")
    let nodes = try await api.objects(.node)
    #expect(nodes.allSatisfy { $0.value(at: ["spec", "unschedulable"]) == nil })
    let mia = established.identity(
      of: UserInfo(name: "mia", groups: ["system:authenticated"]))
    let request = established.names.outgoing(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": ["name": "job"], "spec": ["vmiName": "fedora"],
        ]))
    let refusal = established.names.incoming(try await api.send(request, as: mia))
    #expect(refusal.code == 403)
    #expect(
      refusal.body?["message"]?.string
        == "virtualmachineinstancemigrations.kubevirt.io is forbidden: User \"mia\" cannot create "
        + "resource \"virtualmachineinstancemigrations\" in API group \"kubevirt.io\" in the "
        + "namespace \"demo\"")
    #expect(try await api.send(APIRequest(.get, "/api/v1/nodes"), as: mia).code == 200)
    let problems = await established.takeDown(after: .passed)
    #expect(problems == [])
    #expect(try await api.marked() == [])
  }
}
