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

  @Test("The same objects go through the same states, with the same events", arguments: names)
  func history(name: String) throws {
    let recording = try Recording(named: name)
    let simulated = try Replay(recording, seed: 1).history
    let rows = AllowedDifference.table.filter {
      $0.recordings.isEmpty || $0.recordings.contains(name)
    }
    let best = recording.nodeRenamings
      .map {
        HistoryComparison(
          recorded: recording.history(renaming: $0), simulated: simulated, allowing: rows
        ).differences
      }
      .min { $0.count < $1.count }
    let differences = try #require(best)
    let text = differences.joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences:\n\(text)")
  }

  @Test("Every request is answered word for word", arguments: names)
  func answers(name: String) throws {
    let recording = try Recording(named: name)
    let replay = try Replay(recording, seed: 1)
    #expect(replay.answers.count == recording.actions.count)
    for answer in replay.answers {
      let difference = AnswerComparison.difference(answer.action, answer.code, answer.body)
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  @Test("Another seed makes other names and the same history", arguments: names)
  func seeds(name: String) throws {
    let recording = try Recording(named: name)
    let first = try Replay(recording, seed: 7)
    let again = try Replay(recording, seed: 7)
    #expect(first.changes.map(\.object.json) == again.changes.map(\.object.json))
  }
}

extension Recording {
  /// The ways in which the nodes can be renamed so that the scheduler's free choices agree: every
  /// permutation of nodes that are alike but for their names.
  var nodeRenamings: [[(from: String, to: String)]] {
    let names = nodes.map { $0["metadata"]?["name"]?.string ?? "" }
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
}
