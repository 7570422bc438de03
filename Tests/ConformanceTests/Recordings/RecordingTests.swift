import GodwitModel
import Simulator
import Testing

/// The simulator against recordings of a real control plane (DESIGN §7, truth).
@Suite struct RecordingTests {
  static let names = [
    "automatic-node", "specific-node", "specific-node-unknown", "single-node",
    "cancel-while-running", "cancel-while-pending", "cancel-while-scheduling", "cancel-at-once",
    "cancel-after-success", "second-migration-in-flight", "admission-errors", "rbac-roles",
    "host-model-no-node", "host-model-one-node", "host-model-missing-feature",
    "virtctl-migrate-and-cancel", "vmi-not-running-yet",
  ]

  /// Recordings in which the scheduler chose freely so often that no seed makes the same choices:
  /// the nodes lose their names in both.
  static let manyFreeChoices = ["rbac-roles"]

  @Test("The same objects go through the same states, with the same events", arguments: names)
  func history(name: String) throws {
    let recording = try Recording(named: name)
    let rows = AllowedDifference.table.filter {
      $0.recordings.isEmpty || $0.recordings.contains(name)
    }
    let recorded = recording.renamings(anonymous: Self.manyFreeChoices.contains(name))
      .map(recording.history(renaming:))
    // Where the first pod of a VM runs was the scheduler's free choice, so it is the seed's here.
    var best: [String]?
    for seed in 1...8 as ClosedRange<UInt64> where best?.isEmpty != true {
      let replay = try Replay(recording, seed: seed)
      let names = recording.anonymousNodes(if: Self.manyFreeChoices.contains(name))
      let simulated = replay.history(renaming: names)
      for history in recorded {
        let differences = HistoryComparison(
          recorded: history, simulated: simulated, allowing: rows
        ).differences
        if differences.count < best?.count ?? .max { best = differences }
      }
    }
    let differences = try #require(best)
    let text = differences.joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences:\n\(text)")
  }

  @Test("Every request is answered word for word", arguments: names)
  func answers(name: String) throws {
    let recording = try Recording(named: name)
    var best: [String]?
    for seed in 1...8 as ClosedRange<UInt64> where best?.isEmpty != true {
      let answers = try Replay(recording, seed: seed).answers
      #expect(answers.count == recording.actions.count)
      let differences = answers.compactMap {
        AnswerComparison.difference($0.action, $0.code, $0.body)
      }
      if differences.count < best?.count ?? .max { best = differences }
    }
    let differences = try #require(best)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("The same seed makes the same bytes", arguments: names)
  func seeds(name: String) throws {
    let recording = try Recording(named: name)
    let first = try Replay(recording, seed: 7)
    let again = try Replay(recording, seed: 7)
    #expect(first.changes.map(\.object.json) == again.changes.map(\.object.json))
  }
}

extension Recording {
  /// Every node under one name, or nothing.
  func anonymousNodes(if condition: Bool) -> [(from: String, to: String)] {
    condition ? nodeNames.map { ($0, "(node)") } : []
  }

  /// The ways in which the nodes can be renamed so that the scheduler's free choices agree: every
  /// permutation of nodes that are alike but for their names.
  func renamings(anonymous: Bool) -> [[(from: String, to: String)]] {
    if anonymous { return [anonymousNodes(if: true)] }
    let names = nodeNames
    func alike(_ left: Int, _ right: Int) -> Bool {
      func labels(_ index: Int) -> JSONValue? {
        guard case .object(var labels)? = nodes[index]["metadata"]?["labels"] else { return nil }
        labels["kubernetes.io/hostname"] = nil
        return .object(labels)
      }
      return labels(left) == labels(right)
    }
    var result: [[Int]] = [[]]
    for index in names.indices {
      result = result.flatMap { chosen in
        names.indices
          .filter { !chosen.contains($0) && alike(index, $0) }
          .map { chosen + [$0] }
      }
    }
    return result.map { order in
      order.enumerated().map { (from: names[$0.offset], to: names[$0.element]) }
    }
  }

  private var nodeNames: [String] { nodes.map { $0["metadata"]?["name"]?.string ?? "" } }
}
