import GodwitModel
import ResultStore
import Testing

@Suite struct StoredFormTests {
  @Test func secretsAreNeverStored() throws {
    var record = SampleRecords.scenario(0, verdict: .failed)
    record.attempts[0].observations[0].kind = "Secret"
    record.attempts[0].observations[0].changes = [
      FieldChange(path: ["data"], value: ["password": "aHVudGVyMg=="]),
      FieldChange(path: ["data", "token"], value: "dG9rZW4="),
      FieldChange(path: ["stringData", "gone"], value: nil),
      FieldChange(path: ["type"], value: "Opaque"),
    ]
    record.attempts[0].observations[0].object = ["data": ["password": "aHVudGVyMg=="]]
    record.attempts[0].requests[0].path = "/api/v1/namespaces/demo/secrets?dryRun=All"
    record.attempts[0].requests[0].body = ["kind": "Secret", "stringData": ["password": "hunter2"]]
    record.attempts[0].requests[1].path = "/api/v1/namespaces/demo/serviceaccounts/mia/token"
    record.attempts[0].requests[1].response = ["status": ["token": "hunter2", "ok": true]]

    let attempt = record.stored(keepObjects: true).attempts[0]
    #expect(
      attempt.observations[0].changes == [
        FieldChange(path: ["data"], value: ["password": "(secret)"]),
        FieldChange(path: ["data", "token"], value: "(secret)"),
        FieldChange(path: ["stringData", "gone"], value: nil),
        FieldChange(path: ["type"], value: "Opaque"),
      ])
    #expect(attempt.observations[0].object == ["data": ["password": "(secret)"]])
    #expect(
      attempt.requests[0].body == ["kind": "Secret", "stringData": ["password": "(secret)"]])
    #expect(attempt.requests[1].response == ["status": ["token": "(secret)", "ok": true]])
    // Nothing else is touched.
    #expect(attempt.observations[1] == record.attempts[0].observations[1])
  }

  @Test func aRetriedPassKeepsItsObjects() {
    var record = SampleRecords.scenario(0)
    record.isFlaky = true
    record.attempts.insert(SampleRecords.attempt(verdict: .failed, observations: 1), at: 0)
    #expect(record.stored(keepObjects: false) == record)
  }
}
