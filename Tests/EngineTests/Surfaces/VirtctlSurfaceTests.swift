import GodwitModel
import Testing

@testable import Engine

/// Requests and texts of virtctl, as recorded against a real virt-api.
@Suite struct VirtctlSurfaceTests {
  private let machines = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines"
  private let migrations = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  private func run(_ arguments: [String], _ answers: APIResponse...) -> Scripted {
    Scripted(VirtctlClient(context: Make.surface()).run(arguments), answers: answers)
  }

  @Test("virtctl migrate puts the subresource, with --dry-run as a dry run (MIG-449)")
  func migratePutsTheSubresource() {
    let plain = run(["migrate", "vm-a"], APIResponse(code: 202))
    #expect(plain.lines == ["PUT \(machines)/vm-a/migrate {}"])
    #expect(
      plain.client
        == ClientRun(exitCode: 0, standardOutput: "VM vm-a was scheduled to migrate\n"))
    let dry = run(["migrate", "vm-a", "--dry-run"], APIResponse(code: 202))
    #expect(dry.lines == [#"PUT \#(machines)/vm-a/migrate {"dryRun":["All"]}"#])
    #expect(
      dry.client?.standardOutput == "Dry Run execution\nVM vm-a was scheduled to migrate\n")
    #expect(dry.outcome?.created == nil)
    let selected = run(
      ["migrate", "vm-a", "--addedNodeSelector", "kubernetes.io/hostname=node3"],
      APIResponse(code: 202))
    #expect(
      selected.requests[0].body == ["addedNodeSelector": ["kubernetes.io/hostname": "node3"]])
    let twice = run(
      ["migrate", "vm-a", "--addedNodeSelector", "a=1", "--addedNodeSelector", "b=2,c=3"],
      APIResponse(code: 202))
    #expect(twice.requests[0].body == ["addedNodeSelector": ["a": "1", "b": "2", "c": "3"]])
  }

  @Test func refusalsArePrintedAsVirtctlDoes() {
    let inFlight = run(
      ["migrate", "vm-a"],
      Scripted.status(500, "InternalError", "Internal error occurred: in-flight migration"))
    #expect(inFlight.client?.exitCode == 1)
    #expect(
      inFlight.client?.standardError
        == "Error migrating VirtualMachine Internal error occurred: in-flight migration\n")
    let forbidden = run(
      ["migrate-cancel", "vm-a"], Scripted.status(403, "Forbidden", "no list"))
    #expect(
      forbidden.client?.standardError
        == "Error fetching virtual machine instance migration list  no list\n")
  }

  @Test func cancelDeletesTheFirstOpenMigration() {
    let list = Scripted.list(
      Make.migration("a", phase: .succeeded), Make.migration("b", phase: .running),
      Make.migration("c", phase: .pending))
    let cancelled = run(["migrate-cancel", "vm-a"], list, APIResponse(code: 200))
    #expect(
      cancelled.lines == [
        "GET \(migrations)?labelSelector=kubevirt.io/vmi-name==vm-a", "DELETE \(migrations)/b",
      ])
    #expect(cancelled.client?.standardOutput == "VM vm-a was scheduled to migrate-cancel\n")
    let nothing = run(["migrate-cancel", "vm-a"], Scripted.list())
    #expect(
      nothing.client
        == ClientRun(
          exitCode: 1, standardError: "Found no migration to cancel for vm-a\n"))
    let dry = run(["migrate-cancel", "vm-a", "--dry-run"], list, APIResponse(code: 200))
    #expect(dry.requests[1].body?["dryRun"] == ["All"])
  }

  @Test(
    "Wrong arguments are told without a request (MIG-451, MIG-452, MIG-455)",
    arguments: [
      (["migrate"], "accepts 1 arg(s), received 0\n"),
      (["migrate-cancel"], "accepts 1 arg(s), received 0\n"),
      (["evacuate-cancel"], "accepts 2 arg(s), received 0\n"),
      (["evacuate-cancel", "pod", "vm-a"], "unsupported resource type \"pod\"\n"),
      (
        ["migrate", "vm-a", "--addedNodeSelector", "bad"],
        "invalid argument \"bad\" for \"--addedNodeSelector\" flag: bad must be formatted as "
          + "key=value\n"
      ),
      (
        ["migrate", "vm-a", "--addedNodeSelector", "key1,key2"],
        "invalid argument \"key1,key2\" for \"--addedNodeSelector\" flag: key1 must be formatted "
          + "as key=value\n"
      ),
    ])
  func wrongArgumentsAreToldWithoutARequest(arguments: [String], error: String) {
    let run = run(arguments)
    #expect(run.requests.isEmpty)
    #expect(run.client == ClientRun(exitCode: 1, standardError: error))
  }

  @Test("virtctl evacuate-cancel names the node on which the VMI runs (MIG-456)")
  func evacuateCancelNamesTheNode() {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm-a"
    instance.status.nodeName = "node1"
    let found = APIResponse(code: 200, body: instance.erased.json)
    let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstances/vm-a"
    let node = #"{"evacuationNodeName":"node1"}"#
    let ofMachine = run(["evacuate-cancel", "vm", "vm-a"], found, APIResponse(code: 200))
    #expect(
      ofMachine.lines == ["GET \(path)", "PUT \(machines)/vm-a/evacuate/cancel \(node)"])
    #expect(
      ofMachine.client
        == ClientRun(exitCode: 0, standardOutput: "VM demo/vm-a was canceled evacuation\n"))
    let ofInstance = run(
      ["evacuate-cancel", "vmi", "vm-a", "--dry-run"], found, APIResponse(code: 200))
    #expect(
      ofInstance.requests[1].body == ["evacuationNodeName": "node1", "dryRun": ["All"]])
    #expect(
      ofInstance.client?.standardOutput
        == "Dry Run execution\nVMI demo/vm-a was canceled evacuation\n")
    let refused = run(
      ["evacuate-cancel", "vm", "vm-a"], found, Scripted.status(500, "InternalError", "failure"))
    #expect(
      refused.client
        == ClientRun(
          exitCode: 1,
          standardError: "error canceling evacuation for VM demo/vm-a: failure\n"))
  }

  @Test func stateChangesUseSubresources() {
    let stopped = run(["stop", "vm-a"], APIResponse(code: 202))
    #expect(stopped.lines == ["PUT \(machines)/vm-a/stop {}"])
    #expect(stopped.client?.standardOutput == "VM vm-a was scheduled to stop\n")
    let paused = run(["pause", "vm", "vm-a"], APIResponse(code: 200))
    #expect(
      paused.lines == [
        "PUT /apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachineinstances/vm-a/pause "
          + "{}"
      ])
  }

  @Test func helpIsThatOfTheRealOne() {
    let help = run(["migrate", "--help"]).client?.standardOutput ?? ""
    #expect(
      help.hasPrefix("Migrate a virtual machine.\n\nUsage:\n  virtctl migrate (VM) [flags]\n"))
    #expect(help.contains("\n  -h, --help                               help for migrate\n"))
    #expect(run(["fslist", "vm-a"]).outcome?.notModelled != nil)
  }

  @Test func theSurfaceNamesWhatTheServerMakes() {
    let procedure = WhenProcedure(context: Make.surface(), surface: .virtctl).make(
      .migrate(virtualMachine: "fedora", to: .labels(["gpu": "yes"])))
    let script = Scripted(procedure, answers: [APIResponse(code: 202)])
    #expect(script.requests[0].body == ["addedNodeSelector": ["gpu": "yes"]])
    guard case .migration(let machine, let namespace) = script.outcome?.created else {
      Issue.record("nothing was made")
      return
    }
    #expect(machine == "fedora" && namespace == "demo")
    #expect(script.outcome?.json["code"] == 202)
    #expect(script.outcome?.json["exitCode"] == 0)
  }
}
