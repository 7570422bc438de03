import GodwitModel
import Testing

@testable import Engine

@Suite struct CommandLineSurfaceTests {
  private let migrations = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  private func script(
    _ verb: Verb, objects: [APIObject] = [], answers: [APIResponse],
    _ change: (inout SurfaceContext) -> Void = { _ in }
  ) -> Scripted {
    let context = Make.surface(objects: objects, change)
    return Scripted(
      WhenProcedure(context: context, surface: .cli).make(verb), answers: answers)
  }

  @Test func migratePostsTheManifest() {
    let created = Scripted.object(Make.migration("job"), code: 201)
    let script = script(
      .migrate(virtualMachine: "fedora", to: .node("node2")), answers: [created]
    ) {
      $0.name = "job"
      $0.annotations = ["a": "b"]
    }
    #expect(
      script.lines == [
        "POST \(migrations)?fieldManager=kubectl-create&fieldValidation=Strict "
          + #"{"apiVersion":"kubevirt.io/v1","kind":"VirtualMachineInstanceMigration","#
          + #""metadata":{"name":"job","namespace":"demo","annotations":{"a":"b"}},"#
          + #""spec":{"addedNodeSelector":{"kubernetes.io/hostname":"node2"},"vmiName":"fedora"}}"#
      ])
    #expect(script.requests[0].user.name == "mia")
    guard case .object(let key, let uid, let machine) = script.outcome?.created else {
      Issue.record("nothing was made")
      return
    }
    #expect(key.name == "job" && uid == "uid-job" && machine == "fedora")
  }

  @Test func withoutANameTheServerMakesOne() {
    let script = script(.migrate(virtualMachine: "fedora", to: nil), answers: [])
    let metadata = script.requests[0].body?["metadata"]
    #expect(metadata?["generateName"]?.string == "fedora-migration-")
    #expect(script.outcome?.isSuccess == false)
    #expect(script.outcome?.created == nil)
  }

  @Test func cancelDeletesTheObject() {
    let job = Make.migration("job", phase: .running)
    let script = script(
      .cancel(.migration("job")), objects: [job], answers: [Scripted.object(job)])
    #expect(script.lines == [#"DELETE \#(migrations)/job {"propagationPolicy":"Background"}"#])
    #expect(script.outcome?.isSuccess == true)
  }

  @Test func cancelOfAVMTakesItsNewestOpenMigration() {
    let answers = [
      Scripted.list(
        Make.migration("a", phase: .failed, createdAfter: 9),
        Make.migration("c", phase: .running, createdAfter: 8),
        Make.migration("b", phase: .pending, createdAfter: 7)),
      APIResponse(code: 200),
    ]
    let script = script(.cancel(.virtualMachine("fedora")), answers: answers)
    #expect(
      script.lines == [
        "GET \(migrations)?labelSelector=kubevirt.io/vmi-name=fedora",
        #"DELETE \#(migrations)/c {"propagationPolicy":"Background"}"#,
      ])
  }

  @Test func deleteByForceLeavesNoGrace() {
    let objects = [
      Make.instance(), Make.migration("job"), Make.pod("target", migration: "job"),
    ]
    let script = script(
      .delete(.targetPod(migration: "job"), force: true), objects: objects,
      answers: [APIResponse(code: 200)])
    #expect(
      script.lines == [
        "DELETE /api/v1/namespaces/demo/pods/target "
          + #"{"gracePeriodSeconds":0,"propagationPolicy":"Background"}"#
      ])
  }

  @Test func anEvictionThatStartsAnEvacuationWorked() {
    let refusal = Scripted.status(
      429, "",
      "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "
        + "Eviction triggered evacuation of VMI \"demo/fedora\"")
    let other = Scripted.status(
      429, "",
      "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "
        + "VMI fedora is configured with an eviction strategy but is not live-migratable")
    for (answer, works) in [(refusal, true), (other, false), (APIResponse(code: 201), true)] {
      let script = script(
        .evict(.activePod(virtualMachine: "fedora")),
        objects: [Make.instance(), Make.pod("source")], answers: [answer])
      #expect(
        script.lines == [
          "POST /api/v1/namespaces/demo/pods/source/eviction "
            + #"{"apiVersion":"policy/v1","kind":"Eviction","#
            + #""metadata":{"name":"source","namespace":"demo"}}"#
        ])
      #expect(script.outcome?.isSuccess == works)
    }
  }

  @Test func editsAreMergePatches() {
    let target = Target.object(.node, "node1")
    let label = script(
      .label([ObjectEdit(target, ["zone": "a"])]), answers: [APIResponse(code: 200)])
    #expect(
      label.lines == [
        #"PATCH /api/v1/nodes/node1?fieldManager=kubectl-label {"metadata":{"labels":{"zone":"a"}}}"#
      ])
    #expect(label.requests[0].patchType == .merge)
    let annotate = script(
      .annotate([ObjectEdit(target, ["x": .null])]), answers: [APIResponse(code: 200)])
    #expect(annotate.requests[0].body == ["metadata": ["annotations": ["x": .null]]])
  }

  @Test func nodesAreCordonedAfterALook() {
    let cordon = script(
      .cordon(node: "node1"),
      answers: [Scripted.object(Make.node("node1")), APIResponse(code: 200)])
    #expect(
      cordon.lines == [
        "GET /api/v1/nodes/node1", #"PATCH /api/v1/nodes/node1 {"spec":{"unschedulable":true}}"#,
      ])
    #expect(cordon.requests[1].patchType == .strategicMerge)
    let again = script(
      .cordon(node: "node1"),
      answers: [Scripted.object(Make.node("node1", unschedulable: true))])
    #expect(again.requests.count == 1)
    #expect(again.outcome?.isSuccess == true)
  }

  @Test func taintsAreToldApartByKeyAndEffect() {
    let node = APIResponse(
      code: 200, body: ["spec": ["taints": [["key": "a", "effect": "NoSchedule"]]]])
    let target = Target.object(.node, "node1")
    let added = script(
      .taint([ObjectEdit(target, "b=1:NoExecute")]), answers: [node, APIResponse(code: 200)])
    #expect(
      added.requests[1].body == [
        "spec": [
          "taints": [
            ["key": "a", "effect": "NoSchedule"],
            ["key": "b", "value": "1", "effect": "NoExecute"],
          ]
        ]
      ])
    let removed = script(
      .untaint([ObjectEdit(target, "a")]), answers: [node, APIResponse(code: 200)])
    #expect(removed.requests[1].body == ["spec": ["taints": .null]])
  }

  @Test func applyCreatesOrPatches() {
    let manifest: JSONValue = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c"], "data": ["a": "1"],
    ]
    let missing = Scripted.status(404, "NotFound", "configmaps \"c\" not found")
    let created = script(.apply([manifest]), answers: [missing, APIResponse(code: 201)])
    #expect(created.requests.map(\.method) == [.get, .post])
    let live = APIResponse(
      code: 200,
      body: [
        "metadata": [
          "annotations": [
            "kubectl.kubernetes.io/last-applied-configuration": #"{"data":{"a":"0","b":"2"}}"#
          ]
        ]
      ])
    let patched = script(.apply([manifest]), answers: [live, APIResponse(code: 200)])
    #expect(patched.requests.map(\.method) == [.get, .patch])
    #expect(patched.requests[1].body?["data"] == ["a": "1", "b": .null])
  }
}
