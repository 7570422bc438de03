/// Where two histories differ.
struct HistoryComparison {
  /// One difference, and where it is.
  struct Difference {
    /// `vmim/job`, or `event`.
    let object: String
    /// The path of a field, empty for the whole object; of an event its text.
    let path: String
    /// For a reader.
    let text: String
  }

  private(set) var differences: [Difference] = []

  /// Compares what was recorded with what was simulated.
  ///
  /// The simulation may go on where the recording was cut, so its values may continue.
  init(recorded: ObservedHistory, simulated: ObservedHistory) {
    for (id, fields) in recorded.objects {
      guard let other = simulated.objects.first(where: { $0.id == id }) else {
        add(id, "", "\(id): not there in the simulation")
        continue
      }
      for (path, values) in fields {
        let simulatedValues = other.fields.first { $0.path == path }?.values ?? []
        if Array(simulatedValues.prefix(values.count)) != values {
          add(
            id, path,
            "\(id) \(path):\n    recorded  \(values.joined(separator: " → "))"
              + "\n    simulated \(simulatedValues.joined(separator: " → "))")
        }
      }
      for (path, values) in other.fields where !fields.contains(where: { $0.path == path }) {
        add(id, path, "\(id) \(path): only simulated: \(values.joined(separator: " → "))")
      }
    }
    for (id, _) in simulated.objects where !recorded.objects.contains(where: { $0.id == id }) {
      add(id, "", "\(id): only in the simulation")
    }
    for event in recorded.events where !simulated.events.contains(event) {
      add("event", event, "event recorded, not simulated: \(event)")
    }
    for event in simulated.events where !recorded.events.contains(event) {
      add("event", event, "event simulated, not recorded: \(event)")
    }
  }

  private mutating func add(_ object: String, _ path: String, _ text: String) {
    differences.append(Difference(object: object, path: path, text: text))
  }
}

/// A difference that has a reason.
struct AllowedDifference {
  /// Recordings in which it is allowed; empty means all.
  var recordings: [String] = []
  /// `vmi`, `pod`, `vmim`, with or without the name of one; or `event`.
  let kind: String
  /// A field's path, or the start of one; of an event its text or the start of it.
  let path: String
  let reason: String

  func covers(_ difference: HistoryComparison.Difference, in recording: String) -> Bool {
    (recordings.isEmpty || recordings.contains(recording))
      && difference.object.hasPrefix(kind) && difference.path.hasPrefix(path)
  }
}
