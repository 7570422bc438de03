import Engine
import GodwitModel
import Testing

@Suite struct TraceTextTests {
  private let start = Instant.simulationEpoch

  private func instance(_ change: (inout VirtualMachineInstance) -> Void) -> ObjectChange {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "fedora"
    change(&instance)
    return ObjectChange(at: start + .milliseconds(1500), type: .modified, object: instance.erased)
  }

  @Test("A change shows the fields that differ from the version before")
  func changedFields() {
    var trace = TraceText(since: start)
    let first = trace.line(.change(instance { $0.status.phase = .scheduled }))
    #expect(first == "    1.500  MODIFIED vmi/fedora")
    let second = trace.line(
      .change(
        instance {
          $0.status.phase = .running
          $0.status.nodeName = "node2"
          $0.metadata.resourceVersion = "7"
        }))
    #expect(
      second == "    1.500  MODIFIED vmi/fedora  status.nodeName: node2, status.phase: Running")
  }

  @Test("An event is told as what it says")
  func event() {
    var event = Event()
    event.involvedObject.kind = "VirtualMachineInstanceMigration"
    event.involvedObject.name = "job"
    event.type = "Normal"
    event.reason = "SuccessfulHandOver"
    event.message = "Migration target pod is ready for preparation by virt-handler."
    event.count = 2
    var trace = TraceText(since: start)
    let line = trace.line(
      .change(ObjectChange(at: start, type: .added, object: event.erased)))
    #expect(
      line == "    0.000  event on vmim/job: Normal SuccessfulHandOver: Migration target pod is "
        + "ready for preparation by virt-handler. (x2)")
  }

  @Test("A refused request shows the reason")
  func refusal() {
    var trace = TraceText(since: start)
    let line = trace.line(
      .request(
        at: start, surface: "cli", APIRequest(.delete, "/api/v1/nodes/a"),
        APIResponse(code: 404, body: ["message": "nodes \"a\" not found"])))
    #expect(
      line == "    0.000  kubernetes-admin via cli: DELETE /api/v1/nodes/a → 404 "
        + "nodes \"a\" not found")
  }
}
