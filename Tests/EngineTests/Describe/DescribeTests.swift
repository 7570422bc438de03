import Foundation
import GodwitModel
import Testing

@testable import Engine

@Suite struct DescribeTests {
  @Test(arguments: [
    ("input-vmim.json", "golden-vmim-kubectl-1.32.4.txt"),
    ("input-vmi.json", "golden-vmi-kubectl-1.32.4.txt"),
  ])
  func printsAsKubectlDoes(input: String, golden: String) throws {
    let object = try JSONValue(parsing: Array(Self.fixture(input)))
    let expected = String(decoding: Self.fixture(golden), as: UTF8.self)
    var events: [Event] = []
    if input == "input-vmi.json" {
      var event = Event()
      event.type = "Normal"
      event.reason = "Migrated"
      event.source.component = "virt-handler"
      event.message = "The VirtualMachineInstance migrated to node node01."
      event.firstTimestamp = Timestamp(.simulationEpoch)
      event.lastTimestamp = Timestamp(.simulationEpoch)
      events = [event]
    }
    let text = DescribeRenderer.object(
      object, events: events, now: .simulationEpoch + .seconds(95 * 86400))
    #expect(text == expected)
  }

  @Test(arguments: [
    ("migrationUid", "Migration UID"), ("completionTimeoutPerGiB", "Completion Timeout Per Gi B"),
    ("targetCPUSet", "Target CPU Set"), ("currentCPUTopology", "Current CPU Topology"),
    ("guestOSInfo", "Guest OS Info"), ("vmiName", "Vmi Name"), ("k8sName", "k8sName"),
    ("VSOCKCID", "VSOCKCID"), ("dummy-dummy", "Dummy - Dummy"),
    ("matchSELinuxLevelOnMigration", "Match SE Linux Level On Migration"),
    ("sourcePersistentStatePVCName", "Source Persistent State PVC Name"),
  ])
  func labelsKeys(key: String, label: String) { #expect(DescribeLabel.text(key) == label) }

  static let ages: [(Int64, String)] = [
    (5, "5s"), (119, "119s"), (120, "2m"), (150, "2m30s"), (600, "10m"), (10800, "3h"),
    (15000, "4h10m"), (28800, "8h"), (172800, "2d"), (8_208_000, "95d"),
  ]

  @Test(arguments: ages)
  func agesArePrintedAsKubectlDoes(seconds: Int64, text: String) {
    #expect(HumanDuration.text(.seconds(seconds)) == text)
  }

  private static func fixture(_ name: String) -> Data {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/describe/" + name)
    return (try? Data(contentsOf: file)) ?? Data()
  }
}
