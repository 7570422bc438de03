import GodwitModel

/// The table of events at the end of `kubectl describe`.
enum EventTable {
  static func text(_ events: [Event], now: Instant) -> String {
    var rows = [
      ["  Type", "Reason", "Age", "From", "Message"],
      ["  ----", "------", "----", "----", "-------"],
    ]
    for event in events {
      rows.append([
        "  " + event.type, event.reason, age(of: event, now: now), source(of: event),
        event.message.trimmingBlanks,
      ])
    }
    return ColumnText.text(rows, padding: 2)
  }

  private static func age(of event: Event, now: Instant) -> String {
    let first = firstSeen(event).map { HumanDuration.text(now - $0) } ?? "<unknown>"
    guard event.count > 1 else { return first }
    let last = event.lastTimestamp.map { HumanDuration.text(now - $0.instant) } ?? "<unknown>"
    return "\(last) (x\(event.count) over \(first))"
  }

  /// `eventTime` where a recorder of the newer kind wrote the event.
  private static func firstSeen(_ event: Event) -> Instant? {
    let time = event.rest["eventTime"]?.string.flatMap { Instant(parsing: $0) }
    return time ?? event.firstTimestamp?.instant
  }

  private static func source(of event: Event) -> String {
    event.source.component.isEmpty ? event.reportingComponent : event.source.component
  }
}

extension String {
  /// The text without blanks and line breaks at its ends.
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

/// Rows of cells, each column as wide as its widest cell; the last cell of a row is not padded.
enum ColumnText {
  /// With at least `padding` blanks between, and columns at least `minimum` wide in all.
  static func text(_ rows: [[String]], padding: Int, minimum: Int = 0) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.dropLast().enumerated() {
        if index >= widths.count { widths.append(minimum) }
        widths[index] = max(widths[index], cell.count + padding)
      }
    }
    var text = ""
    for row in rows {
      for (index, cell) in row.enumerated() {
        text += cell
        if index < row.count - 1 {
          text += String(repeating: " ", count: widths[index] - cell.count)
        }
      }
      text += "\n"
    }
    return text
  }
}

/// Ages as kubectl prints them: `5s`, `2m30s`, `4h10m`, `3d`.
enum HumanDuration {
  /// Source: k8s.io/apimachinery/pkg/util/duration `HumanDuration`.
  static func text(_ span: Span) -> String {
    let seconds = span.wholeSeconds
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return seconds % 60 == 0 ? "\(minutes)m" : "\(minutes)m\(seconds % 60)s" }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 { return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m" }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if hours < 192 { return hours % 24 == 0 ? "\(days)d" : "\(days)d\(hours % 24)h" }
    if days < 365 * 2 { return "\(days)d" }
    let years = days / 365
    if days < 365 * 8 { return days % 365 == 0 ? "\(years)y" : "\(years)y\(days % 365)d" }
    return "\(years)y"
  }
}
