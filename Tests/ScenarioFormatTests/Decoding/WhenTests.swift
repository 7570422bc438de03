import GodwitModel
import ScenarioFormat
import Testing

@Suite("When")
struct WhenTests {
  @Test func migrateWithEverything() throws {
    let when = try onlyWhen(
      """
      { migrate: fedora, as: mia, to: { zone: a }, name: job, labels: { a: b },
          annotations: { c: 8 }, while: { vmi/fedora: { status: { phase: Running } } } }
      """)
    #expect(when.verb == .migrate(virtualMachine: "fedora", to: .labels(["zone": "a"])))
    #expect(when.user == "mia")
    #expect(when.surface == .cli)
    #expect(when.name == "job")
    #expect(when.namespace.isEmpty)
    #expect(when.labels == ["a": "b"])
    #expect(when.annotations == ["c": "8"])
    #expect(when.condition?.clauses.count == 1)
    #expect(when.answer == nil)
    let other = try onlyWhen("{ migrate: vm/fedora, via: console, to: node2 }")
    #expect(other.verb == .migrate(virtualMachine: "fedora", to: .node("node2")))
    #expect(other.surface == .console)
  }

  @Test(
    arguments: [
      ("cancel: vm/fedora", Verb.cancel(.virtualMachine("fedora"))),
      ("delete: pod/fedora", .delete(.activePod(virtualMachine: "fedora"), force: false)),
      (
        "delete: vmi/fedora, force: true",
        .delete(.object(.virtualMachineInstance, "fedora"), force: true)
      ),
      (
        "delete: \"clusterrole/kubevirt.io:migrate\"",
        .delete(.object(.clusterRole, "kubevirt.io:migrate"), force: false)
      ),
      ("drain: node1, name: out", .drain(node: "node1")),
      ("evict: fedora", .evict(.activePod(virtualMachine: "fedora"))),
      ("evict: vmi/fedora", .evict(.activePod(virtualMachine: "fedora"))),
      ("cordon: node1", .cordon(node: "node1")),
      ("uncordon: node/node1", .uncordon(node: "node1")),
      ("start: fedora", .start(virtualMachine: "fedora")),
      ("stop: fedora, via: virtctl", .stop(virtualMachine: "fedora")),
      ("restart: fedora", .restart(virtualMachine: "fedora")),
      ("pause: fedora", .pause(virtualMachine: "fedora")),
      ("unpause: fedora", .unpause(virtualMachine: "fedora")),
      ("kill: node/node1", .kill(.node("node1"))),
      ("kill: virt-handler/node1", .kill(.virtHandler(node: "node1"))),
      ("heal: pod/fedora", .heal(.pod(.activePod(virtualMachine: "fedora")))),
      ("oc: [describe, vmi, fedora]", .oc(["describe", "vmi", "fedora"])),
      ("virtctl: [migrate, fedora, --dry-run]", .virtctl(["migrate", "fedora", "--dry-run"])),
      ("wait: 5m", .wait(.minutes(5))),
    ] as [(String, Verb)])
  func verbs(text: String, verb: Verb) throws {
    #expect(try onlyWhen("{ \(text) }").verb == verb)
  }

  @Test(
    arguments: [
      ("cancel: job", Verb.cancel(.migration("job"))),
      ("cancel: vmim/job", .cancel(.migration("job"))),
      ("delete: pod/job.target", .delete(.targetPod(migration: "job"), force: false)),
      ("kill: pod/job.source", .kill(.pod(.sourcePod(migration: "job")))),
      ("fail: copy/job, message: broken", .failCopy(migration: "job", message: "broken")),
      ("stall: copy/job", .stallCopy(migration: "job")),
      ("resume: job", .resumeCopy(migration: "job")),
    ] as [(String, Verb)])
  func verbsOfAMigration(text: String, verb: Verb) throws {
    let steps = try loadSteps(
      "    - when: { migrate: fedora, name: job }\n    - when: { \(text) }")
    guard case .when(let whens)? = steps.last?.action else { throw Missing(what: "a when") }
    #expect(whens.first?.verb == verb)
  }

  @Test func edits() throws {
    let label = try onlyWhen(
      "{ label: { node/node1: { a: b, gone: null }, vmi/fedora: { c: 1 } } }")
    #expect(
      label.verb
        == .label([
          ObjectEdit(.object(.node, "node1"), ["a": "b", "gone": .null]),
          ObjectEdit(.object(.virtualMachineInstance, "fedora"), ["c": "1"]),
        ]))
    let patch = try onlyWhen(
      "{ patch: { vm/fedora: { spec: { runStrategy: Halted, running: ~ } } } }")
    #expect(
      patch.verb
        == .patch([
          ObjectEdit(
            .object(.virtualMachine, "fedora"),
            ["spec": ["runStrategy": "Halted", "running": .null]])
        ]))
    let taint = try onlyWhen("{ taint: { node1: \"key=value:NoSchedule\" } }")
    #expect(taint.verb == .taint([ObjectEdit(.object(.node, "node1"), "key=value:NoSchedule")]))
    let untaint = try onlyWhen("{ untaint: { node1: [key, \"other:NoExecute\"] } }")
    #expect(
      untaint.verb
        == .untaint([
          ObjectEdit(.object(.node, "node1"), "key"),
          ObjectEdit(.object(.node, "node1"), "other:NoExecute"),
        ]))
  }

  @Test func createdNamesAreKnown() throws {
    let steps = try loadSteps(
      """
          - when:
              create:
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachineInstanceMigration
                  metadata: { name: made, namespace: blue, annotations: { a: 1 } }
                  spec: { vmiName: fedora, addedNodeSelector: { disk: 1 } }
              namespace: blue
          - then: { namespace: blue, expect: { vmim/made: absent } }
      """)
    guard case .when(let whens) = steps[0].action else { throw Missing(what: "a when") }
    #expect(whens[0].namespace == "blue")
    #expect(
      whens[0].verb
        == .create([
          [
            "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
            "metadata": ["name": "made", "namespace": "blue", "annotations": ["a": "1"]],
            "spec": ["vmiName": "fedora", "addedNodeSelector": ["disk": "1"]],
          ]
        ]))
  }

  @Test func answers() throws {
    let when = try onlyWhen(
      """
      { migrate: fedora, via: console,
          answer: { refusedBy: console, message: { $contains: not } } }
      """
    )
    #expect(
      when.answer?.pattern
        == .map([
          .init("refusedBy", .equal("console")), .init("message", .contains("not")),
        ]))
    let client = try onlyWhen(
      "{ oc: [get, vmi], answer: { exitCode: 0, stdout: { $lines: [a, b] }, stderr: \"\" } }")
    #expect(
      client.answer?.pattern
        == .map([
          .init("exitCode", .equal(0)), .init("stdout", .lines(["a", "b"])),
          .init("stderr", .equal("")),
        ]))
  }

  @Test func ownNamespaceIsTheDefault() throws {
    #expect(try onlyWhen("{ stop: fedora, namespace: sample }").namespace.isEmpty)
    #expect(try onlyWhen("{ stop: fedora, namespace: \"${namespace}\" }").namespace.isEmpty)
  }

  @Test func clientsMayMakeWhatIsUnknown() throws {
    let steps = try loadSteps(
      """
          - when: { oc: [apply, -f, vm.yaml] }
          - then: { within: 1m, expect: { vmi/other: { status: { phase: Running } } } }
      """)
    #expect(steps.count == 2)
  }

  @Test func handlesMayBeBoundAgainWhenTheObjectMayBeGone() throws {
    let steps = try loadSteps(
      """
          - when: { migrate: fedora, name: job }
          - when: { cancel: job }
          - when: { migrate: fedora, name: job }
          - when: { migrate: debian, name: job, answer: { code: 409 } }
      """)
    #expect(steps.count == 4)
  }
}
