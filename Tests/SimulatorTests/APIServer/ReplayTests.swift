import GodwitModel
import Simulator
import Testing

/// Requests that were sent to a real control plane get the same answers here.
@Suite struct ReplayTests {
  /// Compares code, reason, message and details of a refusal, and what is fixed of a success.
  private func compare(
    _ answer: APIResponse, _ call: RecordedCall, uid: String = ""
  ) {
    #expect(answer.code == call.code, "\(call): \(answer.message)")
    if let message = call.response["message"]?.string {
      #expect(answer.message == message, "\(call)")
      if let reason = call.response["reason"]?.string {
        #expect(answer.reason == reason, "\(call)")
      }
    }
    if call.code >= 400, call.response["kind"] != nil {
      #expect(answer.body == call.response, "\(call)")
    }
    if call.response["status"] == "Success" {
      var details = call.response["details"]?.object ?? JSONObject()
      details["uid"] = answer.body?["details"]?["uid"]
      #expect(answer.body?["status"] == "Success", "\(call)")
      #expect(answer.body?["details"] == .object(details), "\(call)")
    }
  }

  @Test func `every call of admission-errors is answered as recorded`() throws {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    cluster.addRunning("vm-no", isMigratable: false)
    for call in try RecordedCall.read("admission-errors.jsonl") {
      let answer = cluster.send(call.request)
      compare(answer, call)
      if call.code == 201 {
        let metadata = answer.body?["metadata"]
        #expect(metadata?["labels"] == call.response["labels"], "\(call)")
        #expect(metadata?["finalizers"] == call.response["finalizers"], "\(call)")
      }
      // In the recording every migration had ended before the next call.
      cluster.endMigrations()
    }
    let names = cluster.store.migrations.all.map(\.object.metadata.name)
    #expect(names.count == 2)
    #expect(names.first?.hasPrefix("vm-a-migration-") == true)
    #expect(names.last == "job")
  }

  @Test func `every call of rbac-roles is answered as recorded`() throws {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    var given = Given()
    given.namespaces = [NamespaceLayout(name: "demo")]
    for line in try RecordedCall.lines("rbac-bindings.jsonl") {
      let binding = try JSONValue(parsing: line)
      var user = UserLayout(name: binding["user"]?.string ?? "")
      let role = binding["role"]?.string ?? ""
      if binding["scope"] == "cluster" {
        user.rights.clusterRoles = [role]
      } else {
        user.rights.roles = [role]
      }
      given.users.append(user)
    }
    RightsBinding.add(given, to: &cluster.store, at: cluster.now)
    let calls = try RecordedCall.read("rbac-roles.jsonl")
    #expect(calls.count == 77)
    for call in calls {
      compare(cluster.send(call.request), call)
      cluster.endMigrations()
    }
  }

  @Test func `calls of the protocol are answered as recorded`() throws {
    var cluster = Cluster()
    for line in try RecordedCall.lines("protocol-objects.jsonl") {
      let json = try JSONValue(parsing: line)
      let kind = try #require(ResourceKind.named(json["kind"]?.string ?? ""))
      let object = try #require(APIObject(kind, json: json))
      cluster.store.create(object, at: cluster.now)
    }
    cluster.addPod("virt-launcher-solo-xxxxx", of: "solo")
    var given = Given()
    given.namespaces = [NamespaceLayout(name: "demo")]
    for (name, role) in [("viewer", "view"), ("mover", "migrate"), ("nsadmin", "admin")] {
      var user = UserLayout(name: name)
      user.rights.roles = ["kubevirt.io:" + role]
      given.users.append(user)
    }
    RightsBinding.add(given, to: &cluster.store, at: cluster.now)
    let lines = try RecordedCall.lines("protocol.jsonl")
    #expect(lines.count == 74)
    for (index, line) in lines.enumerated() {
      let job = cluster.get(.virtualMachineInstanceMigration, "migration-job")?.metadata
      let values = [("$UID", job?.uid ?? ""), ("$RV", job?.resourceVersion ?? "")]
      let call = try RecordedCall(index + 1, line, values)
      let answer = cluster.send(call.request)
      compare(answer, call)
      if let warning = call.warning {
        let texts = answer.warnings.map { "299 - " + quoted($0) }
        #expect(texts == [warning], "\(call)")
      }
      compareObject(answer, call)
    }
  }

  private func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONValue.writeString(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Specification, type and what the server makes of metadata; ids and times differ.
  private func compareObject(_ answer: APIResponse, _ call: RecordedCall) {
    guard call.code < 300, call.response["spec"] != nil else { return }
    for field in ["apiVersion", "kind", "spec", "status"] where call.response["metadata"] != nil {
      #expect(answer.body?[field] == call.response[field], "\(call) \(field)")
    }
    for field in ["finalizers", "generation", "name", "namespace"] {
      #expect(
        answer.body?["metadata"]?[field] == call.response["metadata"]?[field], "\(call) \(field)")
    }
  }
}
