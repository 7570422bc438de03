import GodwitModel
import Testing

/// The simulator against recordings of a real control plane (DESIGN §7, truth).
@Suite struct RecordingTests {
  static let names = [
    "abort-too-late", "added-selector-unschedulable-timeout", "admission-errors",
    "automatic-node", "cancel-after-success", "cancel-at-once", "cancel-while-pending",
    "cancel-while-running", "cancel-while-scheduling", "cluster-limit", "copy-fails",
    "drain-node", "drain-taint", "drain-with-limits", "evacuation-fails-and-retries",
    "host-model-missing-feature", "host-model-no-node", "host-model-one-node", "host-passthrough",
    "limit-frees-on-cancel", "long-vm-name", "migrate-there-and-back", "no-room-on-target",
    "other-namespace", "preset-metadata", "rbac-roles", "resource-quota",
    "second-migration-in-flight", "single-node", "specific-node", "specific-node-unknown",
    "taint-blocks-target", "target-node-dies", "target-pod-deleted", "virtctl-migrate-and-cancel",
    "vm-affinity", "vm-stopped-mid-migration", "vmi-deleted-mid-migration", "vmi-not-running-yet",
    "vmi-stops-after-migration",
  ]

  @Test("The same objects go through the same states, with the same events", arguments: names)
  func history(name: String) throws {
    let recording = try Recording(named: name)
    let rows = AllowedDifference.table.filter {
      $0.recordings.isEmpty || $0.recordings.contains(name)
    }
    let run = try MatchedReplay(recording)
    let differences = HistoryComparison(
      recorded: recording.history(run.renaming), simulated: run.replay.history, allowing: rows
    ).differences
    let text = differences.prefix(40).joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences:\n\(text)")
  }

  @Test("Every request is answered word for word", arguments: names)
  func answers(name: String) throws {
    let recording = try Recording(named: name)
    let answers = try MatchedReplay(recording).replay.answers
    #expect(answers.count == recording.actions.count)
    let differences = answers.compactMap {
      AnswerComparison.difference($0.action, $0.code, $0.body)
    }
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

/// A replay that chooses as the recording's scheduler did, and under which names its VMs go.
struct MatchedReplay {
  let replay: Replay
  let renaming: MachineRenaming

  init(_ recording: Recording) throws {
    var renaming = MachineRenaming()
    var replay = try Replay(recording, choices: recording.choices(renaming))
    // Another place of a VM may change whose turn it is, so the names are looked at again.
    for _ in 0..<4 {
      let next = MachineRenaming(recording, simulated: replay.orderOfMigration)
      if next == renaming { break }
      renaming = next
      replay = try Replay(recording, choices: recording.choices(renaming))
    }
    self.replay = replay
    self.renaming = renaming
  }
}
