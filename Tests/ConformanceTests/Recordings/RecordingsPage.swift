import GodwitModel

/// The page of the documentation that says, recording by recording, what is compared and what
/// differs: made of the recordings and the table of allowed differences, so that it stays true.
enum RecordingsPage {
  static func text(of recordings: [Recording]) -> String {
    var lines = [introduction, "", "## The recordings", ""]
    lines.append("| recording | what was done | objects | events | requests | differences |")
    lines.append("|---|---|---|---|---|---|")
    for recording in recordings {
      let history = recording.history(MachineRenaming())
      let rows = numbered.filter { $0.row.recordings.contains(recording.name) }
      let differences = rows.map { String($0.number) }.joined(separator: ", ")
      lines.append(
        "| `\(recording.name)` | \(recording.about) | \(history.objects.count) "
          + "| \(history.events.count) | \(recording.actions.count) "
          + "| \(differences.isEmpty ? "none" : differences) |")
    }
    lines += ["", "## Differences left", "", "| | where | what | why |", "|---|---|---|---|"]
    for (number, row) in numbered {
      let place = row.recordings.isEmpty ? "all" : row.recordings.joined(separator: ", ")
      lines.append("| \(number) | \(place) | \(row.kind): \(row.path) | \(row.reason) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var numbered: [(number: Int, row: AllowedDifference)] {
    AllowedDifference.table.enumerated().map { ($0.offset + 1, $0.element) }
  }

  private static let introduction = """
    # Recordings

    What a real control plane did, and that the simulator does the same.

    ## Overview

    The situations below were played on a real control plane: Kubernetes 1.36 with KubeVirt of the
    v1.9 line. `Tests/ConformanceTests` plays the script of each on the simulator, at the recorded
    times, and compares the two with one comparer. `scenarios/observed` tells the first forty of them
    as scenarios. The tables are made of the recordings and of the comparer's own table; a test keeps
    them so.

    ## Compared

    - Of every VMI, migration and pod: each field of metadata (labels, annotations, finalizers,
      deletion) and status, of pods also selectors, affinity, owners, priority class and node, of
      migrations the specification: for each the distinct successive values, and that the object
      goes.
    - Events: the set for each object, by type, reason, message and reporting component.
    - Answers: code, message, reason and details of every refusal; kind, name, labels, annotations
      and finalizers of every object that comes back; of virtctl whether it succeeds. What virtctl
      prints is compared by `scenarios/observed/virtctl-migrate-and-cancel.yaml`.

    ## Normalised

    References are kept: the same object has the same words everywhere.

    - UIDs, the generated ends of names, times and resourceVersions.
    - Addresses and numbers of ports; how many ports there are is compared.
    - The version of the launcher's image.
    - `activePods`: the nodes of the pods that have one, because whether a new pod is seen before it
      is bound is a race.
    - Annotations that tell the stand-in or the simulator how a guest behaves.
    - Free choices. Where several nodes are equally good, the simulator's scheduler is told which
      one was recorded, and follows if it finds that node among the best. VMs that differ in their
      names alone may change places when they wait for their turn. Which of two components that
      race comes first is the seed's: one of a hundred seeds has to bring about what was recorded.

    Left out is nothing else. Not in the recordings, and so done by the replay without being
    compared: cordons that made VMs start on one node, and the quotas.
    """
}
