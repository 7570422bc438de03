import GodwitModel

/// The labels by which is known what a run made, and for which of its scenarios.
package struct RunMark: Hashable, Sendable {
  package let runID: String
  /// Of the scenario's id, and the number of the attempt.
  package let scenario: String

  /// The label that all has that any run made.
  package static let runLabel = "godwit.dev/run"
  package static let scenarioLabel = "godwit.dev/scenario"

  /// - Parameter attempt: From 1: more than one where an earlier one's objects were kept.
  package init(runID: String, scenario id: String, attempt: Int = 1) {
    self.runID = runID
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash >> 24, radix: 16)
    let text = String(repeating: "0", count: 10 - digits.count) + digits
    scenario = attempt == 1 ? text : "\(text)-\(attempt)"
  }

  package var labels: StringMap {
    [Self.runLabel: runID, Self.scenarioLabel: scenario]
  }

  /// Selects what was made for this scenario.
  package var selector: String {
    "\(Self.runLabel)=\(runID),\(Self.scenarioLabel)=\(scenario)"
  }

  /// How the names of objects begin that the whole cluster shares.
  package var prefix: String { "godwit-\(runID)-\(scenario)" }

  /// Whether an object has the labels.
  package func isOn(_ metadata: ObjectMeta) -> Bool { metadata.labels.contains(labels) }
}
