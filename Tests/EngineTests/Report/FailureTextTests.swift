import GodwitModel
import Testing

@testable import Engine

@Suite struct FailureTextTests {
  @Test func aReaderIsToldWhatLedToIt() async {
    let instance = Make.instance()
    let session = FakeSession(objects: [Make.machine(), instance])
    session.schedule(
      .modified, Make.instance(phase: .failed), after: .milliseconds(12_300))
    session.schedule(
      .added, Make.event("e1", about: instance, reason: "Stopped", message: "The guest ended."),
      after: .seconds(13))
    let record = await run(
      [
        Make.when(.wait(.seconds(20))),
        Make.then(
          .always(
            Make.expectation(
              Make.clause(
                .virtualMachineInstance, "fedora",
                Make.at(
                  "status",
                  .map([
                    .init("phase", .equal("Running")), .init("nodeName", .equal("node1")),
                  ])))), .run)),
      ], on: session)
    #expect(record.verdict == .failed)
    let text = record.steps[1].expectations[0].explanation
    #expect(
      text == """
        At 12.300s, observation 0: MODIFIED VirtualMachineInstance/fedora: status.phase: Failed.

        Last changes of vmi/fedora:
          12.300s  status.phase: Failed
        Events about vmi/fedora:
          ?  Warning Stopped: The guest ended.
        vmi/fedora as `oc describe` prints its status:
          Status:
            Node Name:  node1
            Phase:      Failed
        """)
  }

  @Test func aVMIsExplainedByItsInstanceAndMigration() async {
    let session = FakeSession(objects: [
      Make.machine(), Make.instance(), Make.migration("job", phase: .pending),
    ])
    session.schedule(.modified, Make.migration("job", phase: .failed), after: .seconds(2))
    let record = await run(
      [
        Make.then(
          .expect(
            Make.expectation(Make.clause(.virtualMachine, "fedora", .migrated)),
            ExpectTiming(within: .seconds(5))))
      ], on: session)
    let expectation = record.steps[0].expectations[0]
    #expect(expectation.form == "expect")
    #expect(expectation.text == "vm/fedora: migrated, within 5s")
    #expect(
      expectation.mismatches.map(\.path) == ["migration.job.phase", "status.migrationState"])
    for part in [
      "At 5.000s.\nIt was not true at any observation within 5s.",
      "Last changes of vmim/job:\n  2.000s  status.phase: Failed",
      "vmi/fedora as `oc describe` prints its status:",
    ] {
      #expect(expectation.explanation.contains(part), "\(part) in \(expectation.explanation)")
    }
  }
}
