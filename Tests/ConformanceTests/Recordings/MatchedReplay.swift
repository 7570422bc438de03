import GodwitModel

/// A replay that chooses as the recording's scheduler did, and under which names its VMs go.
struct MatchedReplay {
  private let recording: Recording
  private let replay: Replay
  private let renaming: MachineRenaming

  init(_ recording: Recording, seed: UInt64) throws {
    var renaming = MachineRenaming()
    var replay = try Replay(recording, seed: seed, choices: recording.choices(renaming))
    // Another place of a VM may change whose turn it is, so the names are looked at again.
    for _ in 0..<4 {
      let next = MachineRenaming(recording, simulated: replay.orderOfMigration)
      if next == renaming { break }
      renaming = next
      replay = try Replay(recording, seed: seed, choices: recording.choices(renaming))
    }
    self.recording = recording
    self.replay = replay
    self.renaming = renaming
  }

  /// Which of the components that race comes first is the seed's to decide: what was recorded must
  /// be one of the orders that there can be.
  private static let seeds: ClosedRange<UInt64> = 1...100

  /// The first replay without a difference, or else the one with the fewest.
  static func first(of recording: Recording) throws -> MatchedReplay {
    var best = try MatchedReplay(recording, seed: seeds.lowerBound)
    var fewest = best.differences.count
    for seed in seeds.dropFirst() where fewest > 0 {
      let replay = try MatchedReplay(recording, seed: seed)
      let count = replay.differences.count
      if count < fewest { (best, fewest) = (replay, count) }
    }
    return best
  }

  /// Everything in which the histories differ.
  var historyDifferences: [HistoryComparison.Difference] {
    HistoryComparison(recorded: recording.history(renaming), simulated: replay.history).differences
  }

  /// Everything in which the two differ without a row in the table of allowed differences.
  var differences: [String] {
    let histories = historyDifferences.filter { difference in
      !AllowedDifference.table.contains { $0.covers(difference, in: recording.name) }
    }
    var answers = replay.answers.compactMap {
      AnswerComparison.difference($0.action, $0.code, $0.body)
    }
    if replay.answers.count != recording.actions.count {
      answers.append("\(replay.answers.count) answers to \(recording.actions.count) requests")
    }
    return histories.map(\.text) + answers
  }
}
