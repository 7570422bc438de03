import GodwitModel
import Testing

@testable import Engine

/// What clients of KubeVirt do that surprises those who know its API only.
@Suite struct ClientFactTests {
  private let migrations = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  private func kubectl(_ arguments: [String], _ answers: APIResponse...) -> Scripted {
    Scripted(KubernetesClient(context: Make.surface()).run(arguments), answers: answers)
  }

  private func virtctl(_ arguments: [String], _ answers: APIResponse...) -> Scripted {
    Scripted(VirtctlClient(context: Make.surface()).run(arguments), answers: answers)
  }

  @Test("Fact 1: kubectl get vmim has no AGE column", arguments: [[], ["-o", "wide"]])
  func noAge(options: [String]) {
    let job = Make.migration("job", phase: .running)
    let table = kubectl(["get", "vmim"] + options, Scripted.list(job)).client?.standardOutput
    #expect(table == "NAME   PHASE     VMI\njob    Running   fedora\n")
    let machines = kubectl(["get", "vm"] + options, Scripted.list(Make.machine()))
    #expect(machines.client?.standardOutput.contains("AGE") == true, "others have one")
  }

  @Test("Fact 2: migrate-cancel lists migrations and deletes one, there is no subresource for it")
  func cancelIsDelete() {
    let cancel = virtctl(
      ["migrate-cancel", "fedora"], Scripted.list(Make.migration("job", phase: .running)),
      APIResponse(code: 200))
    #expect(
      cancel.lines == [
        "GET \(migrations)?labelSelector=kubevirt.io/vmi-name==fedora",
        "DELETE \(migrations)/job",
      ])
    let migrate = virtctl(["migrate", "fedora"], APIResponse(code: 202))
    #expect(
      migrate.lines == [
        "PUT /apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/fedora/migrate {}"
      ], "while migrate has one")
    let delete = kubectl(["delete", "vmim", "job", "--wait=false"], APIResponse(code: 200))
    #expect(delete.requests.map(\.method) == [.delete])
    #expect(delete.requests.first?.path == migrations + "/job", "the same deletion")
  }

  @Test("Fact 22: virtctl migrate prints a webhook's denial as an internal error")
  func internalError() {
    let text =
      "Internal error occurred: admission webhook \"migration-create-validator.kubevirt.io\" "
      + "denied the request: Cannot migrate VMI in finalized state."
    let denied = virtctl(["migrate", "fedora"], Scripted.status(500, "InternalError", text))
    #expect(
      denied.client
        == ClientRun(exitCode: 1, standardError: "Error migrating VirtualMachine \(text)\n"))
    let off =
      "Operation cannot be fulfilled on virtualmachine.kubevirt.io \"fedora\": VM is not running"
    let conflict = virtctl(["migrate", "fedora"], Scripted.status(409, "Conflict", off))
    #expect(
      conflict.client
        == ClientRun(exitCode: 1, standardError: "Error migrating VirtualMachine \(off)\n"))
  }

  @Test(
    "Fact 24: a cause without a field is printed with an empty one, as two colons",
    arguments: [
      "update of Migration object's spec is restricted",
      "selector label can't be modified on an in-flight migration",
    ])
  func emptyField(message: String) {
    let refused = kubectl(
      ["patch", "vmim", "job", "--type", "merge", "-p", "{}"],
      Scripted.object(Make.migration("job", phase: .running)),
      Scripted.status(422, "Invalid", message, details: ["causes": [["message": .string(message)]]])
    )
    #expect(refused.client?.standardError == "The request is invalid: : \(message)\n")
  }
}
