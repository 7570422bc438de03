import GodwitModel
import Testing

/// The simulator against recordings of a real control plane (DESIGN §7, truth).
@Suite struct RecordingTests {
  static let names = told + further

  /// Those that `scenarios/observed` tells as scenarios too.
  static let told = [
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

  static let further = [
    "anti-affinity", "cancel-scheduled-by-label", "cancel-through-virtctl", "changed-migration",
    "cordoned-targets", "deletion-options", "drain-three", "evict-by-strategy", "evict-dry-run",
    "evict-twice", "garbage-collection", "host-model-mixed", "limit-one-queue-cancelled",
    "name-collision", "named-model-unavailable", "node-label-changed",
    "outbound-limit-one", "pending-pod-timeout", "policy-matches", "policy-refused", "post-copy",
    "queued-behind-running", "quota-then-cancel", "selector-conflicts-with-vm",
    "source-pod-deleted", "spread", "stopped-vm", "taint-tolerated",
    "target-deleted-while-scheduling", "target-pod-evicted", "two-vms-at-once",
    "vm-affinity-preferred", "vmi-deleted-while-pending",
  ]

  @Test(
    "The same objects go through the same states, with the same events and answers",
    arguments: names)
  func reproduction(name: String) throws {
    let differences = try MatchedReplay.first(of: Recording(named: name)).differences
    let text = differences.prefix(40).joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences:\n\(text)")
  }

  @Test("The same seed makes the same bytes", arguments: names)
  func seeds(name: String) throws {
    let recording = try Recording(named: name)
    let first = try Replay(recording, seed: 7)
    let again = try Replay(recording, seed: 7)
    #expect(first.changes.map(\.object.json) == again.changes.map(\.object.json))
  }
}
