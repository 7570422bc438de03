import GodwitModel
import Testing

@testable import APIService

@Suite struct TableTests {
  @Test(
    arguments: [
      (0, "0s"), (119, "119s"), (120, "2m"), (125, "2m5s"), (599, "9m59s"), (600, "10m"),
      (10800, "3h"), (10860, "3h1m"), (169200, "47h"), (172800, "2d"), (176400, "2d1h"),
      (777600, "9d"), (69_120_000, "2y70d"),
    ] as [(Int64, String)])
  func spansAreSaidAsPeopleSayThem(_ seconds: Int64, _ text: String) {
    #expect(HumanDuration.text(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    ("1000", "1k"), ("16", "16"), ("64Gi", "64Gi"), ("65536Mi", "64Gi"), ("0.5", "500m"),
    ("1500m", "1500m"), ("2000m", "2"), ("100Gi", "100Gi"), ("0", "0"), ("1.50", "1500m"),
  ])
  func quantitiesAreWrittenCanonically(_ text: String, _ canonical: String) {
    #expect(CanonicalQuantity.text(text) == canonical)
  }

  @Test func pathsFindMembersIndicesAndConditions() {
    let object: JSONValue = [
      "status": ["list": [["a": "1"]], "conditions": [["type": "Ready", "status": "True"]]]
    ]
    #expect(JSONPath(".status.list[0].a")?.first(in: object) == "1")
    #expect(
      JSONPath(".status.conditions[?(@.type=='Ready')].status")?.first(in: object) == "True")
    #expect(JSONPath(".status.none")?.first(in: object) == nil)
    #expect(JSONPath("nonsense") == nil)
  }

  @Test func aPodThatIsGoingTerminates() {
    let pod: JSONValue = [
      "kind": "Pod", "metadata": ["name": "a", "deletionTimestamp": "2026-01-01T00:00:00Z"],
      "spec": ["containers": [["name": "c"]]],
      "status": [
        "phase": "Running",
        "containerStatuses": [
          ["name": "c", "ready": true, "restartCount": 0, "state": ["running": [:]]]
        ],
      ],
    ]
    let cells = TableColumns.of(.pod).map { $0.cell(pod, .simulationEpoch) }
    #expect(cells.prefix(4) == ["a", "1/1", "Terminating", "0"])
  }
}
