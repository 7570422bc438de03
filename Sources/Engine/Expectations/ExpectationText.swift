import GodwitModel

/// Expectations in words, close to how a scenario writes them.
package enum ExpectationText {
  package static func text(_ expectation: Expectation) -> String {
    expectation.clauses.map(text).joined(separator: ", ")
  }

  /// `vm/fedora: migrated`
  package static func text(_ clause: Clause) -> String {
    let subject = text(clause.subject)
    switch clause.condition {
    case .word(let word): return "\(subject): \(word.rawValue)"
    case .pattern(let pattern): return "\(subject): \(text(pattern))"
    case .collection(let collection): return "\(subject): \(text(collection))"
    }
  }

  /// The subject of a clause, with its owner: `event of vmi/fedora`.
  static func subject(of clause: Clause) -> String {
    let subject = text(clause.subject)
    guard case .collection(let collection) = clause.condition, let owner = collection.owner
    else { return subject }
    return subject + " of " + owner.text
  }

  /// `vmi/fedora`, `vmim`, `console/fedora`, `run/maintenance`
  package static func text(_ subject: Subject) -> String {
    switch subject {
    case .object(let target): target.text
    case .collection(let kind): kind.shortName
    case .console(let name): "console/" + name
    case .clientRun(let name): "run/" + name
    }
  }

  /// `not before 295s, within 310s`; `now` where there is no time.
  package static func text(_ timing: ExpectTiming) -> String {
    var parts: [String] = []
    if let after = timing.after { parts.append("not before \(after)") }
    if let within = timing.within { parts.append("within \(within)") }
    if let span = timing.holdFor { parts.append("for \(span)") }
    return parts.isEmpty ? "now" : parts.joined(separator: ", ")
  }

  /// `for 10m`, `over the whole run`
  package static func text(_ window: Window) -> String {
    switch window {
    case .next(let span): "for \(span)"
    case .run: "over the whole run"
    case .sinceLastWhen: "since the last when"
    }
  }

  private static func text(_ collection: CollectionCondition) -> String {
    var parts: [String] = []
    if let owner = collection.owner { parts.append("$of: \(owner.text)") }
    if let filter = collection.filter { parts.append("$where: \(text(filter))") }
    switch collection.quantifier {
    case .any(let element): if let element { parts.append("$any: \(text(element))") }
    case .all(let element): parts.append("$all: \(text(element))")
    case .none(let element):
      parts.append(element.map { "$none: \(text($0))" } ?? "$none")
    case .count(let min, let max):
      switch (min, max) {
      case (let min?, let max?) where min == max: parts.append("$count: \(min)")
      default:
        let bounds = [min.map { "min: \($0)" }, max.map { "max: \($0)" }].compactMap { $0 }
        parts.append("$count: { \(bounds.joined(separator: ", ")) }")
      }
    }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  private static func text(_ element: CollectionCondition.Element) -> String {
    switch element {
    case .pattern(let pattern): text(pattern)
    case .owned(let owner, let pattern):
      "{ $of: \(owner.text)" + (pattern.map { ", " + text($0) } ?? "") + " }"
    case .word(let word): word.rawValue
    }
  }

  /// `{ status: { phase: Running } }`
  package static func text(_ pattern: Pattern) -> String {
    switch pattern {
    case .map(let members):
      return members.isEmpty
        ? "{}"
        : "{ " + members.map { "\($0.key): \(text($0.pattern))" }.joined(separator: ", ") + " }"
    case .list(let elements): return "[" + elements.map(text).joined(separator: ", ") + "]"
    case .equal(let value): return ValueText.short(value)
    case .exists(let expected): return "{ $exists: \(expected) }"
    case .not(let inner): return "{ $not: \(text(inner)) }"
    case .oneOf(let values):
      return "{ $oneOf: [" + values.map(ValueText.short).joined(separator: ", ") + "] }"
    case .contains(let value): return "{ $contains: \(ValueText.short(value)) }"
    case .matches(let source): return "{ $matches: \"\(source)\" }"
    case .lines(let lines): return "{ $lines: [" + lines.joined(separator: ", ") + "] }"
    case .compare(let comparison, let value):
      return "{ \(comparison.rawValue): \(ValueText.short(value)) }"
    case .compareReference(let comparison, let target, let path):
      return "{ \(comparison.rawValue): \(reference(target, path)) }"
    case .reference(let target, let path): return reference(target, path)
    case .all(let patterns): return patterns.map(text).joined(separator: " and ")
    }
  }

  private static func reference(_ target: Target, _ path: [String]) -> String {
    "{ $ref: { \(target.text): \(path.joined(separator: ".")) } }"
  }
}
