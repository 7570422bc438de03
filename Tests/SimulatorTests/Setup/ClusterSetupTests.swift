import GodwitModel
import Simulator
import Testing

@Suite struct ClusterSetupTests {
  private func refusal(_ configure: (inout Given) -> Void) -> String? {
    do {
      _ = try Rehearsal(configure)
      return nil
    } catch SimulationError.notModelled(let text) {
      return text
    } catch {
      return "\(error)"
    }
  }

  @Test func `what is given is there when the session begins`() throws {
    var cluster = try Rehearsal { given in
      given.namespaces = [NamespaceLayout(name: "demo"), NamespaceLayout(name: "other")]
      var other = VirtualMachineLayout(name: "second")
      other.namespace = "other"
      other.runStrategy = "Halted"
      given.virtualMachines.append(other)
    }
    let instance = try #require(cluster.instance())
    #expect(instance.status.phase == .running)
    #expect(instance.status.nodeName == "node1")
    #expect(instance.status.conditions["LiveMigratable"]?.status == "True")
    let machines = cluster.simulation.initialObjects.filter { $0.kind == .virtualMachine }
    #expect(machines.map(\.metadata.namespace) == ["demo", "other"])
    #expect(
      machines.map { $0.value(at: ["status", "printableStatus"]) } == ["Running", "Stopped"])
    let namespaces = cluster.simulation.initialObjects.filter { $0.kind == .namespace }
    #expect(Set(namespaces.map(\.metadata.name)).isSuperset(of: ["demo", "other", "kubevirt"]))
    #expect(cluster.migrate().code == 201)
  }

  @Test func `a VM runs where it is to run, and else where there is room`() throws {
    let cluster = try Rehearsal(nodes: 3) { given in
      for number in 1...6 {
        var machine = VirtualMachineLayout(name: "vm\(number)")
        machine.node = "node3"
        given.virtualMachines.append(machine)
      }
      given.virtualMachines.append(VirtualMachineLayout(name: "free"))
    }
    for number in 1...6 { #expect(cluster.instance("vm\(number)")?.status.nodeName == "node3") }
    #expect(cluster.instance("free")?.status.nodeName == "node2")
  }

  @Test func `a VM for a node that there is not is refused`() {
    #expect(
      refusal { $0.virtualMachines[0].node = "node9" }
        == "the virtual machine vm is to run on node9, which is no node")
  }

  @Test func `a VM that does not fit where it is to run is refused`() {
    #expect(
      refusal { $0.virtualMachines[0].memory = "100Gi" }
        == "the virtual machine vm does not come to run as given: the node node1, on which it is "
        + "to run, cannot take it")
    let text = refusal {
      $0.virtualMachines[0].memory = "100Gi"
      $0.virtualMachines[0].node = nil
    }
    #expect(
      text?.hasPrefix(
        "the virtual machine vm does not come to run as given: 0/2 nodes are available: "
          + "2 Insufficient memory.") == true)
  }

  @Test func `two VMs of one name and a VM in no namespace are refused`() {
    #expect(
      refusal { $0.virtualMachines.append($0.virtualMachines[0]) }
        == "two given virtual machines are called vm")
    #expect(
      refusal { $0.virtualMachines[0].namespace = "nowhere" }
        == "the virtual machine vm is in no given namespace")
  }

  @Test func `settings that KubeVirt does not know or that are not simulated are refused`() {
    #expect(
      refusal { $0.cluster.kubevirtConfiguration["migrations"] = ["parallelMigrations": 3] }
        == "KubeVirt v1.9 has no field spec.configuration.migrations.parallelMigrations; leave it "
        + "out, or take a version that has it")
    #expect(
      refusal { $0.cluster.kubevirtConfiguration["migrations"] = ["allowPostCopy": "yes"] }
        == "the given KubeVirt object is not valid: spec.configuration.migrations.allowPostCopy in "
        + "body must be of type boolean: \"string\"")
    let gate: JSONValue = ["featureGates": ["HypervStrictCheck"]]
    let text = refusal { $0.cluster.kubevirtConfiguration["developerConfiguration"] = gate }
    #expect(text?.hasPrefix("not simulated: the feature gate HypervStrictCheck") == true)
  }

  @Test func `VMs of decentralised migrations are refused`() {
    #expect(
      refusal { $0.virtualMachines[0].runStrategy = "WaitAsReceiver" }?.contains("WaitAsReceiver")
        == true)
    let key = "kubevirt.io/create-migration-target"
    #expect(refusal { $0.virtualMachines[0].annotations[key] = "true" }?.contains(key) == true)
  }

  @Test func `a manifest of a kind that is not known is refused`() {
    #expect(
      refusal { $0.manifests = [["kind": "Deployment", "metadata": ["name": "a"]]] }
        == "objects of kind Deployment are not simulated; leave the manifest out")
  }

  @Test func `a manifest that the API server refuses says why`() {
    let text = refusal {
      $0.migrationPolicies = [
        ["metadata": ["name": "p"], "spec": ["selectors": [:], "completionTimeoutPerGiB": -1]]
      ]
    }
    #expect(text?.hasPrefix("a given MigrationPolicy was refused: ") == true)
  }

  @Test func `the KubeVirt object says what the scenario does`() throws {
    let cluster = try Rehearsal { given in
      given.cluster.kubevirtConfiguration = ["migrations": ["parallelMigrationsPerCluster": 3]]
      given.cluster.kubevirtSpec = ["workloadUpdateStrategy": ["batchEvictionSize": 4]]
    }
    let object = cluster.simulation.initialObjects.first { $0.kind == .kubeVirt }
    let path = ["spec", "configuration", "migrations", "parallelMigrationsPerCluster"]
    #expect(object?.value(at: path) == 3)
    #expect(object?.value(at: ["spec", "workloadUpdateStrategy", "batchEvictionSize"]) == 4)
    #expect(object?.value(at: ["status", "phase"]) == "Deployed")
  }
}
