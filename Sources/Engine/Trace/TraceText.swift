import BackendInterface
import GodwitModel

/// A trace for people: one line an entry, a change with the fields that changed.
package struct TraceText {
  private let start: Instant
  /// The latest version of each object that was shown, to tell what is new in the next.
  private var latest: [ObjectKey: APIObject] = [:]

  /// A trace whose times count from `start`.
  package init(since start: Instant) { self.start = start }

  /// The entry as a line, without the line break.
  package mutating func line(_ entry: TraceEntry) -> String {
    switch entry {
    case .request(let at, let surface, let request, let response):
      let head = "\(time(at))  \(request.user.name) via \(surface): "
      return head + "\(request.method.rawValue) \(TraceFormat.target(of: request)) → "
        + "\(response.code)" + refusal(response)
    case .fault(let at, let fault, let refusal):
      return "\(time(at))  fault: \(FaultText.action(fault))"
        + (refusal.map { " refused: \($0)" } ?? "")
    case .change(let change): return "\(time(change.at))  " + text(change)
    case .gap(let gap):
      return
        (["\(time(gap.at))  gap: \(gap.reason)"]
        + gap.changes.map { "\(time($0.at))  " + text($0) }).joined(separator: "\n")
    }
  }

  private mutating func text(_ change: ObjectChange) -> String {
    if case .event(let snapshot) = change.object {
      let event = snapshot.object
      let kind = ResourceKind.named(event.involvedObject.kind)?.shortName
      let object = (kind ?? event.involvedObject.kind) + "/" + event.involvedObject.name
      let count = event.count > 1 ? " (x\(event.count))" : ""
      return "event on \(object): \(event.type) \(event.reason): \(event.message)\(count)"
    }
    let key = change.object.key
    let head = "\(change.type.rawValue) \(key.kind.shortName)/\(key.name)"
    guard change.type != .deleted else {
      latest[key] = nil
      return head
    }
    let changes = latest[key].map { change.object.changes(since: $0) } ?? []
    latest[key] = change.object
    let fields = changes.compactMap(Self.text)
    return fields.isEmpty ? head : head + "  " + fields.joined(separator: ", ")
  }

  /// One changed field; nil for what changes with every write.
  private static func text(_ change: FieldChange) -> String? {
    let path = change.path.joined(separator: ".")
    if path == "metadata.resourceVersion" || path == "metadata.generation" { return nil }
    // Repeats what the field beside it says.
    if change.path.last == "phaseTransitionTimestamps" { return nil }
    let value = change.value.map(ValueText.short) ?? "unset"
    return path + ": " + (value.count > 60 ? value.prefix(60) + "…" : value)
  }

  private func time(_ at: Instant) -> String {
    let text = (at - start).secondsText
    return String(repeating: " ", count: max(0, 9 - text.count)) + text
  }

  private func refusal(_ response: APIResponse) -> String {
    guard !response.isSuccess, let message = response.body?["message"]?.string else { return "" }
    return " " + message
  }
}
