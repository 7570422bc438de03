/// Where two histories differ, as lines for a reader.
struct HistoryComparison {
  private(set) var differences: [String] = []

  /// Compares what was recorded with what was simulated.
  ///
  /// The simulation may go on where the recording was cut, so its values may continue.
  init(recorded: ObservedHistory, simulated: ObservedHistory, allowing rows: [AllowedDifference]) {
    func isAllowed(_ id: String, _ path: String) -> Bool {
      rows.contains { $0.covers(object: id, path: path) }
    }
    for (id, fields) in recorded.objects {
      guard let other = simulated.objects.first(where: { $0.id == id }) else {
        if !isAllowed(id, "") { differences.append("\(id): not there in the simulation") }
        continue
      }
      for (path, values) in fields where !isAllowed(id, path) {
        let simulatedValues = other.fields.first { $0.path == path }?.values ?? []
        if Array(simulatedValues.prefix(values.count)) != values {
          differences.append(
            "\(id) \(path):\n    recorded  \(values.joined(separator: " → "))"
              + "\n    simulated \(simulatedValues.joined(separator: " → "))")
        }
      }
      for (path, values) in other.fields
      where !isAllowed(id, path) && !fields.contains(where: { $0.path == path }) {
        differences.append("\(id) \(path): only simulated: \(values.joined(separator: " → "))")
      }
    }
    for (id, _) in simulated.objects
    where !isAllowed(id, "") && !recorded.objects.contains(where: { $0.id == id }) {
      differences.append("\(id): only in the simulation")
    }
    for event in recorded.events
    where !simulated.events.contains(event) && !isAllowed("event", event) {
      differences.append("event recorded, not simulated: \(event)")
    }
    for event in simulated.events
    where !recorded.events.contains(event) && !isAllowed("event", event) {
      differences.append("event simulated, not recorded: \(event)")
    }
  }
}

/// A difference that has a reason.
struct AllowedDifference {
  /// Recordings in which it is allowed; empty means all.
  var recordings: [String] = []
  /// `vmi`, `pod`, `vmim` or `event`.
  let kind: String
  /// A field's path, or the start of one; of an event its text or the start of it.
  let path: String
  let reason: String

  func covers(object: String, path: String) -> Bool {
    object.hasPrefix(kind) && path.hasPrefix(self.path)
  }
}
