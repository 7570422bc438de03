import GodwitModel
import Testing

@testable import Engine

/// What kubectl prints, as recorded against a real API server.
@Suite struct KubernetesClientTests {
  private func run(
    _ arguments: [String], objects: [APIObject] = [], now: Int64 = 2, _ answers: APIResponse...
  ) -> Scripted {
    let context = Make.surface(objects: objects, now: .seconds(now))
    return Scripted(KubernetesClient(context: context).run(arguments), answers: answers)
  }

  private func aged(_ object: APIObject) -> APIObject {
    var metadata = object.metadata
    metadata.creationTimestamp = Timestamp(.simulationEpoch)
    return object.with(metadata)
  }

  private func ready(_ object: APIObject) -> APIObject {
    guard case .virtualMachineInstance(let snapshot) = aged(object) else { return object }
    var instance = snapshot.object
    instance.status.conditions = [Condition(type: "Ready", status: "True")]
    return instance.erased
  }

  @Test func getPrintsTables() {
    let solo = ready(Make.instance("solo", node: "node1"))
    let fedora = ready(Make.instance("fedora", node: "node2"))
    let one = run(["get", "vmi", "fedora"], Scripted.object(fedora))
    #expect(
      one.lines == [
        "GET /apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstances/fedora"
      ])
    #expect(
      one.client?.standardOutput == """
        NAME     AGE   PHASE     IP    NODENAME   READY
        fedora   2s    Running         node2      True

        """)
    let job = Make.migration("migration-job", phase: .succeeded)
    let both = run(
      ["get", "vmim,vmi", "-n", "demo"], Scripted.list(job), Scripted.list(fedora, solo))
    #expect(
      both.client?.standardOutput == """
        NAME                                                        PHASE       VMI
        virtualmachineinstancemigration.kubevirt.io/migration-job   Succeeded   fedora

        NAME                                        AGE   PHASE     IP    NODENAME   READY
        virtualmachineinstance.kubevirt.io/fedora   2s    Running         node2      True
        virtualmachineinstance.kubevirt.io/solo     2s    Running         node1      True

        """)
  }

  @Test func getPrintsNodesAndNames() {
    guard case .node(let snapshot) = aged(Make.node("node3", unschedulable: true)) else { return }
    var node = snapshot.object
    node.metadata.labels = StringMap()
    node.status.conditions = [["type": "Ready", "status": "True"]]
    let nodes = run(["get", "nodes"], now: 3, Scripted.list(node.erased))
    #expect(
      nodes.client?.standardOutput
        == "NAME    STATUS                     ROLES    AGE   VERSION\n"
        + "node3   Ready,SchedulingDisabled   <none>   3s    \n")
    let names = run(["get", "vmi", "-o", "name"], Scripted.list(Make.instance()))
    #expect(names.client?.standardOutput == "virtualmachineinstance.kubevirt.io/fedora\n")
    let path = run(
      ["get", "vm", "fedora", "-o", "jsonpath={.status.printableStatus}"],
      Scripted.object(Make.machine()))
    #expect(path.client?.standardOutput == "Running")
    let columns = run(
      ["get", "vmi", "--no-headers", "-o", "custom-columns=N:.metadata.name,P:.status.phase"],
      Scripted.list(Make.instance(), Make.instance("solo")))
    #expect(columns.client?.standardOutput == "fedora   Running\nsolo     Running\n")
  }

  @Test func nothingAndErrorsGoToStandardError() {
    let nothing = run(["get", "vmim", "-n", "demo"], Scripted.list())
    #expect(
      nothing.client
        == ClientRun(exitCode: 0, standardError: "No resources found in demo namespace.\n"))
    let missing = run(
      ["get", "vmi", "ghost"],
      Scripted.status(
        404, "NotFound", "virtualmachineinstances.kubevirt.io \"ghost\" not found"))
    #expect(
      missing.client
        == ClientRun(
          exitCode: 1,
          standardError:
            "Error from server (NotFound): virtualmachineinstances.kubevirt.io \"ghost\" not "
            + "found\n"))
    let unknown = run(["get", "migrations"])
    #expect(
      unknown.client?.standardError
        == "error: the server doesn't have a resource type \"migrations\"\n")
    #expect(unknown.requests.isEmpty)
  }

  @Test func getWritesYAML() {
    let job = Make.migration("migration-job", phase: .running, resourceVersion: "46568")
    let text = run(["get", "vmim", "migration-job", "-o", "yaml"], Scripted.object(job)).client?
      .standardOutput
    #expect(
      text == """
        apiVersion: kubevirt.io/v1
        kind: VirtualMachineInstanceMigration
        metadata:
          creationTimestamp: "2026-01-01T00:00:01Z"
          labels:
            kubevirt.io/vmi-name: fedora
          name: migration-job
          namespace: demo
          resourceVersion: "46568"
          uid: uid-migration-job
        spec:
          vmiName: fedora
        status:
          phase: Running

        """)
  }

  static let documents: [(JSONValue, String)] = [
    (["a": []], "a: []\n"), (["a": [["b": 1, "c": [2]]]], "a:\n- b: 1\n  c:\n  - 2\n"),
    (["a": "true"], "a: \"true\"\n"), (["a": "* x"], "a: '* x'\n"),
    (["a": ""], "a: \"\"\n"), (["a": "x: y"], "a: 'x: y'\n"),
    (["a": "l1\nl2\n"], "a: |\n  l1\n  l2\n"), (["a": .null], "a: null\n"),
    (["a": "1Gi"], "a: 1Gi\n"), (["a": "5"], "a: \"5\"\n"),
  ]

  @Test(arguments: documents)
  func yamlReadsBackAsTheSame(value: JSONValue, text: String) {
    #expect(YAMLText.text(value) == text)
  }

  @Test func deleteReturnsWhenTheObjectIsGone() async {
    let job = Make.migration("migration-job", phase: .running)
    let session = FakeSession(objects: [Make.machine(), Make.instance(), job]) { _, session in
      session.deliver(.deleted, job, in: .seconds(3))
      return Scripted.object(job)
    }
    let record = await EngineTests.run(
      [
        Make.when(.oc(["delete", "vmim", "migration-job"])) {
          $0.answer = Answer(
            pattern: .map([
              .init("exitCode", .equal(0)),
              .init(
                "stdout",
                .equal(
                  "virtualmachineinstancemigration.kubevirt.io \"migration-job\" deleted\n")),
            ]), location: Make.location)
        }
      ], on: session)
    #expect(record.verdict == .passed, "\(record.steps)")
    #expect(record.endedAt - record.startedAt == .seconds(3))
  }

  @Test func editsTellWhatTheyDid() {
    let job = Make.migration("migration-job")
    let labelled = run(
      ["label", "vmim", "migration-job", "team=a", "-n", "demo"], Scripted.object(job),
      Scripted.object(job))
    #expect(
      labelled.client?.standardOutput
        == "virtualmachineinstancemigration.kubevirt.io/migration-job labeled\n")
    #expect(labelled.requests[1].body == ["metadata": ["labels": ["team": "a"]]])
    let taken = run(
      ["label", "vmim", "migration-job", "kubevirt.io/vmi-name=b"], Scripted.object(job))
    #expect(
      taken.client?.standardError
        == "error: 'kubevirt.io/vmi-name' already has a value (fedora), and --overwrite is "
        + "false\n")
    let refused = run(
      ["patch", "vmim", "migration-job", "--type", "merge", "-p", #"{"spec":{"vmiName":"x"}}"#],
      Scripted.object(job),
      Scripted.status(
        422, "Invalid", "update of Migration object's spec is restricted",
        details: ["causes": [["message": "update of Migration object's spec is restricted"]]]))
    #expect(
      refused.client?.standardError
        == "The request is invalid: : update of Migration object's spec is restricted\n")
  }

  @Test func canIAsksTheServer() {
    let yes = run(["auth", "can-i", "create", "vmim"], Scripted.allowed(true))
    #expect(yes.client == ClientRun(exitCode: 0, standardOutput: "yes\n"))
    #expect(
      yes.requests[0].body?.value(at: ["spec", "resourceAttributes"]) == [
        "namespace": "demo", "verb": "create", "group": "kubevirt.io",
        "resource": "virtualmachineinstancemigrations",
      ])
    let no = run(["auth", "can-i", "list", "nodes"], Scripted.allowed(false))
    #expect(no.client == ClientRun(exitCode: 1, standardOutput: "no\n"))
  }

  @Test func describeAddsEvents() {
    let job = Make.migration("migration-job", phase: .running)
    guard
      case .event(let snapshot) = Make.event(
        "e", about: job, type: "Normal", reason: "SuccessfulCreate",
        message: "Created migration target pod virt-launcher-fedora-bvbq9")
    else { return }
    var event = snapshot.object
    event.source.component = "virtualmachine-controller"
    event.firstTimestamp = Timestamp(.simulationEpoch)
    event.lastTimestamp = Timestamp(.simulationEpoch)
    let described = run(
      ["describe", "vmim", "migration-job"], Scripted.object(job), Scripted.list(event.erased))
    #expect(
      described.lines[1]
        == "GET /api/v1/namespaces/demo/events?fieldSelector=involvedObject.name=migration-job,"
        + "involvedObject.namespace=demo,involvedObject.kind=VirtualMachineInstanceMigration,"
        + "involvedObject.uid=uid-migration-job&limit=500")
    #expect(
      described.client?.standardOutput.hasSuffix(
        """
        Events:
          Type    Reason            Age   From                       Message
          ----    ------            ----  ----                       -------
          Normal  SuccessfulCreate  2s    virtualmachine-controller  \
        Created migration target pod virt-launcher-fedora-bvbq9

        """) == true)
  }

  @Test(arguments: [
    ["create", "-f", "x.yaml"], ["get", "vmi", "-w"], ["describe", "pod", "x"],
    ["explain", "vmim"],
    ["get", "vmi", "-o", "go-template={{.}}"],
  ])
  func whatIsNotModelledIsRefused(arguments: [String]) {
    let run = run(arguments, Scripted.list(Make.instance()))
    #expect(run.outcome?.notModelled?.contains("is not modelled") == true)
  }
}
