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

  /// Everything in which the two differ without a row in the table of allowed differences.
  var differences: [String] {
    let rows = AllowedDifference.table.filter {
      $0.recordings.isEmpty || $0.recordings.contains(recording.name)
    }
    let histories = HistoryComparison(
      recorded: recording.history(renaming), simulated: replay.history, allowing: rows
    ).differences
    var answers = replay.answers.compactMap {
      AnswerComparison.difference($0.action, $0.code, $0.body)
    }
    if replay.answers.count != recording.actions.count {
      answers.append("\(replay.answers.count) answers to \(recording.actions.count) requests")
    }
    return histories + answers
  }
}
