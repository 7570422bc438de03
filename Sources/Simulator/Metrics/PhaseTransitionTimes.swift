import GodwitModel

/// The histogram of how long migrations take from their creation to each of their phases.
///
/// KubeVirt pkg/monitoring/metrics/virt-controller/migration_metrics.go: each change of a phase is
/// counted, from the times as the object tells them, which have whole seconds.
package struct PhaseTransitionTimes: Sendable {
  private struct Entry: Sendable {
    let phase: String
    var counts: [Int64]
    var sum: Int64 = 0
    var count: Int64 = 0
  }

  /// Upper bounds in milliseconds (metrics.go, PhaseTransitionTimeBuckets).
  private static let bounds: [Int64] = [
    500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 90_000, 120_000,
    180_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000,
  ]

  /// By phase, in the order of the alphabet.
  private var entries: [Entry] = []

  package init() {}

  /// Counts a change of an object, if it is a migration that has entered a phase.
  package mutating func note(_ object: APIObject, replacing old: APIObject?) {
    guard case .migration(let new) = object, case .migration(let old)? = old else { return }
    let migration = new.object
    let phase = migration.status.phase
    guard phase != old.object.status.phase, let start = migration.metadata.creationTimestamp,
      let entry = migration.status.phaseTransitionTimestamps.first(where: {
        $0.phase == phase.rawValue
      })?.phaseTransitionTimestamp
    else { return }
    let seconds = (entry.instant - start.instant).wholeSeconds
    guard seconds >= 0 else { return }
    let place = place(of: phase.rawValue)
    for (position, bound) in Self.bounds.enumerated() where seconds * 1000 <= bound {
      entries[place].counts[position] += 1
    }
    entries[place].sum += seconds
    entries[place].count += 1
  }

  private mutating func place(of phase: String) -> Int {
    let place = entries.firstIndex { $0.phase >= phase } ?? entries.count
    if place == entries.count || entries[place].phase != phase {
      let counts = [Int64](repeating: 0, count: Self.bounds.count)
      entries.insert(Entry(phase: phase, counts: counts), at: place)
    }
    return place
  }

  /// The metric, by phase.
  package var family: MetricFamily {
    var samples: [MetricFamily.Sample] = []
    for entry in entries {
      let label = MetricFamily.Label("phase", entry.phase)
      for (bound, count) in zip(Self.bounds, entry.counts) {
        let text = bound % 1000 == 0 ? String(bound / 1000) : "0.5"
        samples.append(
          MetricFamily.Sample(count, [label, MetricFamily.Label("le", text)], suffix: "_bucket"))
      }
      samples.append(
        MetricFamily.Sample(
          entry.count, [label, MetricFamily.Label("le", "+Inf")], suffix: "_bucket"))
      samples.append(MetricFamily.Sample(entry.sum, [label], suffix: "_sum"))
      samples.append(MetricFamily.Sample(entry.count, [label], suffix: "_count"))
    }
    return MetricFamily(
      "kubevirt_vmi_migration_phase_transition_time_from_creation_seconds", .histogram,
      "Histogram of VM migration phase transitions duration from creation time in seconds.",
      samples)
  }
}
