import GodwitModel
import Testing

@testable import Engine

@Suite struct ConsoleSurfaceTests {
  private let reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
  private let base = "/apis/kubevirt.io/v1/namespaces/demo"

  private func migrate(
    to node: String? = nil, answers: [APIResponse],
    console: ConsoleVersion = ConsoleVersion()
  ) -> Scripted {
    let context = Make.surface(console: console)
    let procedure = WhenProcedure(context: context, surface: .console).make(
      .migrate(virtualMachine: "fedora", to: node.map { .node($0) }))
    return Scripted(procedure, answers: answers)
  }

  private func looks(
    _ machine: APIObject = Make.machine(), _ migrations: APIResponse = Scripted.list(),
    mayMigrate: Bool = true, mayCancel: Bool = true
  ) -> [APIResponse] {
    [
      Scripted.object(machine), migrations, Scripted.allowed(mayMigrate),
      Scripted.allowed(mayCancel),
    ]
  }

  @Test func automaticNodeSendsOnlyTheInstance() {
    let created = Scripted.object(Make.migration("fedora-mig-abcd"), code: 201)
    let script = migrate(answers: looks() + [created])
    #expect(script.lines[0] == "GET \(base)/virtualmachines/fedora")
    #expect(
      script.lines[2]
        == "POST \(reviews) "
        + #"{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":"#
        + #"{"resourceAttributes":{"group":"kubevirt.io","#
        + #""resource":"virtualmachineinstancemigrations","verb":"create","namespace":"demo"}}}"#)
    let last = script.requests.last
    #expect(last?.path == base + "/virtualmachineinstancemigrations")
    #expect(last?.query.isEmpty == true)
    #expect(last?.body?.object?.keys == ["apiVersion", "kind", "metadata", "spec"])
    #expect(last?.body?["spec"] == ["vmiName": "fedora"])
    let name = last?.body?.value(at: ["metadata", "name"])?.string ?? ""
    #expect(TextPattern("^fedora-mig-[a-z0-9]{4}$")?.occurs(in: name) == true)
    #expect(script.outcome?.isSuccess == true)
  }

  @Test func aSpecificNodeAddsOneSelector() {
    let nodes = Scripted.list(Make.node("node1"), Make.node("node2"))
    let answers = looks() + [Scripted.object(Make.instance()), nodes]
    let script = migrate(to: "node2", answers: answers + [APIResponse(code: 201)])
    #expect(
      script.requests.last?.body?["spec"] == [
        "vmiName": "fedora", "addedNodeSelector": ["kubernetes.io/hostname": "node2"],
      ])
    #expect(
      script.lines[5] == "GET /api/v1/nodes?labelSelector=node-role.kubernetes.io/worker=")
    let own = migrate(to: "node1", answers: answers)
    #expect(own.outcome?.consoleRefusal == "the dialog does not list node1")
  }

  @Test func namesStayWithin63Characters() {
    let long = String(repeating: "a", count: 63)
    let name = ConsoleSurface.name(for: long, NameGenerator(seed: 7))
    #expect(name.count == 63)
    #expect(TextPattern("^a{54}-mig-[a-z0-9]{4}$")?.occurs(in: name) == true)
  }

  @Test func refusalsHaveTheConsolesWords() {
    func refusal(_ answers: [APIResponse], _ minor: Int = 22) -> String? {
      migrate(answers: answers, console: ConsoleVersion(4, minor)).outcome?.consoleRefusal
    }
    let stopped = looks(Make.machine(status: "Stopped"))
    let fixed = looks(Make.machine(migratable: false))
    let denied = looks(mayMigrate: false)
    #expect(refusal(stopped) == "The VirtualMachine is not running")
    #expect(refusal(fixed) == "The VirtualMachine is not live migratable")
    #expect(refusal(denied) == "You don't have permission to perform this action")
    #expect(
      refusal(stopped, 20) == "The VirtualMachine is not running or is not live migratable")
    #expect(refusal(stopped, 21) == "")
    #expect(refusal(denied, 19) == "")
    let open = looks(
      Make.machine(), Scripted.list(Make.migration("job", phase: .pending)))
    #expect(refusal(open) == "the action is not in the menu")
  }

  @Test func whatTheReviewCannotTellTheServerDecides() {
    let answers = [
      Scripted.object(Make.machine()), Scripted.list(),
      Scripted.status(500, "InternalError", "no"), Scripted.status(500, "InternalError", "no"),
      APIResponse(code: 403),
    ]
    let script = migrate(answers: answers)
    #expect(script.requests.last?.method == .post)
    #expect(script.outcome?.json["code"] == 403)
  }

  @Test func cancelDeletesTheNewestWithoutABody() {
    func cancel(_ answers: [APIResponse]) -> Scripted {
      let context = Make.surface(objects: [Make.migration("new", phase: .running)])
      return Scripted(
        WhenProcedure(context: context, surface: .console).make(.cancel(.migration("new"))),
        answers: answers)
    }
    let list = Scripted.list(
      Make.migration("old", phase: .succeeded, createdAfter: 1),
      Make.migration("new", phase: .running, createdAfter: 9))
    let done = cancel(looks(Make.machine(), list) + [APIResponse(code: 200)])
    #expect(done.lines.last == "DELETE \(base)/virtualmachineinstancemigrations/new")
    let denied = cancel(looks(Make.machine(), list, mayCancel: false))
    #expect(denied.outcome?.consoleRefusal == "")
    #expect(denied.outcome?.json == ["refusedBy": "console", "message": ""])
    let deleting = Scripted.list(
      Make.migration("new", phase: .running, isBeingDeleted: true, createdAfter: 9))
    #expect(
      cancel(looks(Make.machine(), deleting)).outcome?.consoleRefusal
        == "Canceling ongoing migration")
  }

  @Test func labelsCannotBeChosenInTheConsole() {
    let context = Make.surface()
    let script = Scripted(
      WhenProcedure(context: context, surface: .console).make(
        .migrate(virtualMachine: "fedora", to: .labels(["a": "b"]))), answers: [])
    #expect(script.outcome?.notModelled == "the console can choose one node, not labels")
  }
}
