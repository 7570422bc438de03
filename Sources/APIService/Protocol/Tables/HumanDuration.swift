import GodwitModel

/// A span as people say it: `6s`, `111m`, `2d3h`.
///
/// k8s.io/apimachinery/pkg/util/duration/duration.go, HumanDuration.
enum HumanDuration {
  static func text(_ span: Span) -> String {
    let seconds = span.nanoseconds / 1_000_000_000
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 60 * 2 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 {
      let rest = seconds % 60
      return rest == 0 ? "\(minutes)m" : "\(minutes)m\(rest)s"
    }
    if minutes < 60 * 3 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 {
      let rest = minutes % 60
      return rest == 0 ? "\(hours)h" : "\(hours)h\(rest)m"
    }
    if hours < 48 { return "\(hours)h" }
    if hours < 24 * 8 {
      let rest = hours % 24
      return rest == 0 ? "\(hours / 24)d" : "\(hours / 24)d\(rest)h"
    }
    if hours < 24 * 365 * 2 { return "\(hours / 24)d" }
    if hours < 24 * 365 * 8 {
      let days = hours / 24 % 365
      return days == 0 ? "\(hours / 24 / 365)y" : "\(hours / 24 / 365)y\(days)d"
    }
    return "\(hours / 24 / 365)y"
  }

  /// The time since `timestamp`; `<unknown>` when there is none.
  static func age(of timestamp: String?, at now: Instant) -> String {
    guard let timestamp, let time = Timestamp(json: .string(timestamp))?.instant else {
      return "<unknown>"
    }
    return text(now - time)
  }
}
