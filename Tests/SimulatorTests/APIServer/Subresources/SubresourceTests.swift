import GodwitModel
import Simulator
import Testing

@Suite struct SubresourceTests {
  private func clusterWithMachine() -> Cluster {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    return cluster
  }

  @Test func `migrate creates a migration with a generated name`() {
    var cluster = clusterWithMachine()
    let answer = cluster.act(
      "migrate", "virtualmachines", "vm-a", ["addedNodeSelector": ["zone": "b"]])
    #expect(answer == APIResponse(code: 202))
    let migration = cluster.store.migrations.all.first?.object
    #expect(migration?.metadata.name.hasPrefix("kubevirt-migrate-vm-") == true)
    #expect(migration?.metadata.name.count == 25)
    #expect(migration?.metadata.generateName == "kubevirt-migrate-vm-")
    #expect(migration?.spec.vmiName == "vm-a")
    #expect(migration?.spec.addedNodeSelector == ["zone": "b"])
  }

  @Test func `a dry run leaves nothing behind`() {
    var cluster = clusterWithMachine()
    _ = cluster.store.takeLog()
    let version = cluster.store.resourceVersion
    let answer = cluster.act("migrate", "virtualmachines", "vm-a", ["dryRun": ["All"]])
    #expect(answer.code == 202)
    #expect(cluster.store.takeLog().isEmpty)
    #expect(cluster.store.resourceVersion == version)
  }

  @Test func `what the webhook says becomes an internal error`() {
    var cluster = clusterWithMachine()
    cluster.act("migrate", "virtualmachines", "vm-a")
    let uid = cluster.store.migrations.all.first?.object.metadata.uid ?? ""
    let answer = cluster.act("migrate", "virtualmachines", "vm-a")
    let text =
      "admission webhook \"migration-create-validator.kubevirt.io\" denied the request: in-flight "
      + "migration detected. Active migration job (\(uid)) is currently already in progress for VMI "
      + "vm-a."
    #expect(answer.code == 500)
    #expect(answer.reason == "InternalError")
    #expect(answer.message == "Internal error occurred: " + text)
    #expect(answer.body?["details"] == ["causes": [["message": .string(text)]]])
  }

  @Test func `a VM that does not run is not migrated`() {
    var cluster = clusterWithMachine()
    let missing = cluster.act("migrate", "virtualmachines", "ghost")
    #expect(missing.message == "virtualmachine.kubevirt.io \"ghost\" not found")
    cluster.create(.virtualMachine, Cluster.machine("idle"))
    let idle = cluster.act("migrate", "virtualmachines", "idle")
    #expect(idle.code == 404)
    #expect(idle.message == "virtualmachineinstance.kubevirt.io \"idle\" not found")
    guard var instance = cluster.store.virtualMachineInstances["demo", "vm-a"]?.object else {
      return
    }
    instance.status.phase = .scheduling
    cluster.store.update(instance.erased, at: cluster.now)
    let answer = cluster.act("migrate", "virtualmachines", "vm-a")
    #expect(answer.code == 409)
    #expect(
      answer.message
        == "Operation cannot be fulfilled on virtualmachine.kubevirt.io \"vm-a\": VM is not running"
    )
  }

  @Test func `stop and start of a VM that runs always change its strategy`() {
    var cluster = clusterWithMachine()
    #expect(cluster.act("stop", "virtualmachines", "vm-a").code == 202)
    #expect(cluster.get(.virtualMachine, "vm-a")?.value(at: ["spec", "runStrategy"]) == "Halted")
    let early = cluster.act("start", "virtualmachines", "vm-a")
    #expect(early.message.hasSuffix("VM is already running"))
    cluster.store.remove(
      ObjectKey(.virtualMachineInstance, namespace: "demo", name: "vm-a"), at: cluster.now)
    #expect(cluster.act("start", "virtualmachines", "vm-a").code == 202)
    #expect(cluster.get(.virtualMachine, "vm-a")?.value(at: ["spec", "runStrategy"]) == "Always")
    #expect(cluster.get(.virtualMachine, "vm-a")?.metadata.generation == 3)
  }

  @Test func `restart asks the controller to stop this VMI and start another`() {
    var cluster = clusterWithMachine()
    let uid = cluster.get(.virtualMachineInstance, "vm-a")?.metadata.uid ?? ""
    #expect(cluster.act("restart", "virtualmachines", "vm-a").code == 202)
    #expect(
      cluster.get(.virtualMachine, "vm-a")?.value(at: ["status", "stateChangeRequests"])
        == [["action": "Stop", "uid": .string(uid)], ["action": "Start"]])
    let again = cluster.act("restart", "virtualmachines", "vm-a")
    #expect(again.code == 500)
    #expect(
      again.message
        == "Internal error occurred: unable to complete request: stop/start already underway")
  }

  @Test func `pause is a command to the node, not a change of an object`() {
    var cluster = clusterWithMachine()
    _ = cluster.store.takeLog()
    #expect(cluster.act("pause", "virtualmachineinstances", "vm-a") == APIResponse(code: 200))
    #expect(cluster.store.takeLog().isEmpty)
    #expect(
      cluster.server.takeSideEffects() == [.pauseGuest(namespace: "demo", name: "vm-a")])
    #expect(cluster.server.takeSideEffects() == [])
    let unpause = cluster.act("unpause", "virtualmachineinstances", "vm-a")
    #expect(unpause.code == 409)
    #expect(unpause.message.hasSuffix("VMI is not paused"))
  }

  @Test func `an evacuation is cancelled only by its node's name (MIG-445)`() {
    var cluster = clusterWithMachine()
    #expect(cluster.act("evacuate/cancel", "virtualmachineinstances", "vm-a").code == 200)
    guard var instance = cluster.store.virtualMachineInstances["demo", "vm-a"]?.object else {
      return
    }
    instance.status.evacuationNodeName = "node1"
    cluster.store.update(instance.erased, at: cluster.now)
    let unnamed = cluster.act("evacuate/cancel", "virtualmachineinstances", "vm-a")
    #expect(unnamed.code == 500)
    #expect(
      unnamed.message
        == "Internal error occurred: the server rejected our request due to an error in our request"
    )
    let named = cluster.act(
      "evacuate/cancel", "virtualmachineinstances", "vm-a", ["evacuationNodeName": "node1"])
    #expect(named.code == 200)
    #expect(
      cluster.get(.virtualMachineInstance, "vm-a")?.value(at: ["status", "evacuationNodeName"])
        == nil)
  }

  @Test func `an evacuation of what is not there is not found (MIG-447)`() {
    var cluster = clusterWithMachine()
    let missing = cluster.act("evacuate/cancel", "virtualmachineinstances", "nobody")
    #expect(missing.code == 404)
    let malformed = cluster.act("evacuate/cancel", "virtualmachineinstances", "vm-a", "{ no JSON")
    #expect(malformed.code == 400)
  }

  @Test func `kube-apiserver authorises only the first part of a subresource`() {
    var cluster = clusterWithMachine()
    var given = Given()
    given.namespaces = [NamespaceLayout(name: "demo")]
    var user = UserLayout(name: "anna")
    user.rights.roles = ["kubevirt.io:admin"]
    given.users = [user]
    RightsBinding.add(given, to: &cluster.store, at: cluster.now)
    let answer = cluster.act(
      "evacuate/cancel", "virtualmachineinstances", "vm-a", as: UserInfo(name: "anna"))
    #expect(answer.code == 403)
    #expect(
      answer.message
        == "virtualmachineinstances.subresources.kubevirt.io \"vm-a\" is forbidden: User \"anna\" "
        + "cannot update resource \"virtualmachineinstances/evacuate\" in API group "
        + "\"subresources.kubevirt.io\" in the namespace \"demo\"")
  }
}
