import GodwitModel
import Simulator
import Testing

/// What the API server lets through, and in which words it refuses (specification §2, §3, §7.2).
@Suite struct AdmissionFactTests {
  private static let prefix =
    "admission webhook \"migration-create-validator.kubevirt.io\" denied the request: "

  @Test("Fact 21: a VMI that is Scheduling, not yet known to be migratable, may have a migration")
  func schedulingInstance() throws {
    var cluster = try Rehearsal { given in
      given.cluster.timing.podStart = .seconds(20)
      given.virtualMachines[0].runStrategy = "Halted"
      given.virtualMachines[0].node = nil
    }
    #expect(cluster.act("start").isSuccess)
    try cluster.run(for: .seconds(5))
    #expect(cluster.instance()?.status.phase == .scheduling)
    #expect(cluster.instance()?.status.conditions["LiveMigratable"] == nil)
    #expect(cluster.migrate().code == 201)
    try cluster.run(for: .seconds(10))
    #expect(cluster.migration()?.status.phase == .pending)
    #expect(cluster.target() == nil)
    #expect(try cluster.run(until: "job", is: .succeeded))
    let running = try #require(
      cluster.instanceVersions().first { $0.object.status.phase == .running })
    let scheduling = try #require(
      cluster.migrationVersions().first { $0.object.status.phase == .scheduling })
    #expect(running.place < scheduling.place)
  }

  @Test("Fact 22: over the subresource a denial of the webhook is 500, a VM that is off is 409")
  func subresource() throws {
    var cluster = try Rehearsal { given in
      var off = given.virtualMachines[0]
      off.name = "starting"
      off.runStrategy = "Halted"
      off.node = nil
      given.virtualMachines.append(off)
    }
    cluster.migrate()
    let uid = try #require(
      cluster.send(
        APIRequest(
          .get,
          APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo", name: "job"))
      ).body?["metadata"]?["uid"]?.string)
    let denied = cluster.act("migrate")
    #expect(denied.code == 500)
    #expect(denied.body?["reason"] == "InternalError")
    #expect(
      denied.message
        == "Internal error occurred: " + Self.prefix
        + "in-flight migration detected. Active migration job (\(uid)) is currently already in "
        + "progress for VMI vm.")
    #expect(cluster.migrate(as: "second").code == 400, "as a plain object it is 400")
    cluster.act("start", on: "starting")
    try cluster.run(for: .seconds(1))
    let off = cluster.act("migrate", on: "starting")
    #expect(off.code == 409)
    #expect(
      off.message
        == "Operation cannot be fulfilled on virtualmachine.kubevirt.io \"starting\": VM is not "
        + "running")
  }

  /// The role has `virtualmachines/evacuate/cancel` (rbac/cluster.go:81), but of such a path
  /// kube-apiserver authorises the first part, `virtualmachines/evacuate` (requestinfo.go).
  @Test("Fact 23: a namespace's admin watches migrations and has evacuate/cancel, but not migrate")
  func admin() throws {
    var cluster = try Rehearsal { given in
      given.namespaces = [NamespaceLayout(name: "demo")]
      var user = UserLayout(name: "anna")
      user.rights.roles = ["admin"]
      given.users = [user]
    }
    let anna = UserInfo(name: "anna", groups: ["system:authenticated"])
    func send(_ method: RequestMethod, _ path: String, _ body: JSONValue? = nil) -> APIResponse {
      cluster.send(APIRequest(as: anna, method, path, body: body))
    }
    let path = APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo")
    let create = send(
      .post, path,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["name": "mine"], "spec": ["vmiName": "vm"],
      ])
    #expect(create.code == 403)
    #expect(
      create.message
        == "virtualmachineinstancemigrations.kubevirt.io is forbidden: User \"anna\" cannot create "
        + "resource \"virtualmachineinstancemigrations\" in API group \"kubevirt.io\" in the "
        + "namespace \"demo\"")
    #expect(send(.get, path).code == 200)
    #expect(send(.delete, path + "/job").code == 403)
    let machine = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/vm/"
    #expect(send(.put, machine + "migrate", [:]).code == 403)

    func may(_ verb: String, _ group: String, _ resource: String, _ subresource: String = "")
      -> Bool
    {
      let attributes: JSONValue = [
        "namespace": "demo", "verb": .string(verb), "group": .string(group),
        "resource": .string(resource), "subresource": .string(subresource),
      ]
      let answer = send(
        .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        [
          "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
          "spec": ["resourceAttributes": attributes],
        ])
      return answer.body?["status"]?["allowed"] == true
    }
    let migrations = "virtualmachineinstancemigrations"
    #expect(may("watch", "kubevirt.io", migrations))
    #expect(!may("create", "kubevirt.io", migrations))
    #expect(!may("delete", "kubevirt.io", migrations))
    let group = "subresources.kubevirt.io"
    #expect(!may("update", group, "virtualmachines", "migrate"))
    #expect(may("update", group, "virtualmachines", "evacuate/cancel"))
    #expect(
      send(.put, machine + "evacuate/cancel", [:]).message.contains("virtualmachines/evacuate"))
  }

  @Test("Fact 24: the cause of a forbidden priority names spec.migrationPriority")
  func priority() throws {
    var cluster = try Rehearsal()
    let answer = cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": ["name": "job"],
          "spec": ["vmiName": "vm", "priority": "system-critical"],
        ]))
    #expect(answer.code == 422)
    let cause = try #require(answer.body?["details"]?["causes"]?.array?.first)
    #expect(cause["field"] == "spec.migrationPriority")
    #expect(cause["reason"] == "FieldValueForbidden")
    #expect(
      cause["message"]
        == "Migration priority queue, only virt-controller is allowed to set priority field")
  }

  @Test("Fact 24: a changed spec and a changed label are refused with causes without a field")
  func emptyField() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    let patches: [(JSONValue, String)] = [
      (["spec": ["vmiName": "x"]], "update of Migration object's spec is restricted"),
      (
        ["metadata": ["labels": ["kubevirt.io/vmi-name": "x", "a": "b"]]],
        "selector label can't be modified on an in-flight migration"
      ),
    ]
    for (body, message) in patches {
      let answer = cluster.patch(.virtualMachineInstanceMigration, "job", body)
      #expect(answer.code == 422)
      let cause = try #require(answer.body?["details"]?["causes"]?.array?.first)
      #expect(cause["message"] == .string(message))
      #expect(cause["field"] == nil)
    }
  }

  @Test("Fact 25: the VM's own selector wins over an added one, which may make it unschedulable")
  func addedSelector() throws {
    var cluster = try Rehearsal(nodes: 3) { given in
      for position in 0...2 { given.cluster.nodes[position].labels["zone"] = "\(position)" }
      given.virtualMachines[0].spec = ["nodeSelector": ["pool": "a"]]
      for position in 0...1 { given.cluster.nodes[position].labels["pool"] = "a" }
      given.cluster.nodes[2].labels["pool"] = "b"
    }
    #expect(cluster.migrate(selector: ["pool": "b", "zone": "1"]).code == 201)
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.target()?.spec.nodeSelector["pool"] == "a")
    #expect(cluster.target()?.spec.nodeSelector["zone"] == "1")
    #expect(cluster.instance()?.status.nodeName == "node2")
    // A value that no label can match is no error either.
    #expect(cluster.migrate(as: "lost", selector: ["zone": "9"]).code == 201)
    try cluster.run(for: .seconds(60))
    #expect(cluster.migration("lost")?.status.phase == .scheduling)
    #expect(
      cluster.target(of: "lost")?.status.conditions["PodScheduled"]?.reason == "Unschedulable")
  }

  @Test("Fact 43: of two that were both admitted the second migrates the VM again after the first")
  func twoAdmitted() throws {
    var cluster = try Rehearsal()
    cluster.migrate(as: "first")
    // The race: while the second is admitted the first is not seen. A status says so for a moment.
    cluster.patchStatus(.virtualMachineInstanceMigration, "first", ["phase": "Failed"])
    #expect(cluster.migrate(as: "second").code == 201)
    cluster.patchStatus(.virtualMachineInstanceMigration, "first", ["phase": ""])
    try cluster.run(for: .minutes(10))
    #expect(cluster.phases("first").last == "Succeeded")
    #expect(cluster.phases("second").last == "Succeeded")
    let ended = try #require(cluster.time("first", .succeeded) ?? nil)
    let again = try #require(cluster.time("second", .scheduling))
    let both = [ended, try #require(cluster.time("second", .succeeded))].sorted()
    #expect(both[0] < both[1])
    #expect(again > ended || (cluster.time("first", .scheduling) ?? ended) > both[0])
    #expect(cluster.instance()?.status.nodeName == "node1", "there and back")
    #expect(
      !cluster.words(on: "VirtualMachineInstanceMigration").contains {
        $0.hasPrefix("FailedMigration")
      })
  }

  @Test("Fact 47: a VMI with a name of more than 63 characters cannot be migrated")
  func longName() throws {
    func migrate(_ length: Int) throws -> APIResponse {
      let name = String(repeating: "w", count: length)
      var cluster = try Rehearsal { $0.virtualMachines[0].name = name }
      #expect(cluster.instance(name)?.status.conditions["LiveMigratable"]?.status == "True")
      return cluster.migrate(name)
    }
    #expect(try migrate(63).code == 201)
    let answer = try migrate(64)
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "VirtualMachineInstanceMigration.kubevirt.io \"job\" is invalid: metadata.labels: "
        + "Invalid value: \"\(String(repeating: "w", count: 64))\": must be no more than 63 bytes")
  }

  @Test("Fact 48: a quota without room for both pods holds the migration in Pending, for ever")
  func quota() throws {
    var cluster = try Rehearsal()
    #expect(cluster.limitPods(to: 1).isSuccess)
    cluster.migrate()
    try cluster.run(for: .minutes(60))
    let migration = try #require(cluster.migration())
    #expect(migration.status.phase == .pending)
    #expect(migration.status.conditions.map(\.type) == ["migrationRejectedByResourceQuota"])
    let failure = try #require(
      cluster.events(on: "VirtualMachineInstance").first { $0.reason == "FailedCreate" })
    #expect(failure.message.hasPrefix("Error creating pod: pods \"virt-launcher-vm-"))
    #expect(failure.message.contains("is forbidden: exceeded quota: quota"))
    cluster.patch(.resourceQuota, "quota", ["spec": ["hard": ["pods": "2"]]])
    #expect(try cluster.run(within: .seconds(30), until: "job", is: .succeeded))
    #expect(cluster.migration()?.status.conditions.isEmpty == true)
  }
}
