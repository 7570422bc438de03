import GodwitModel

/// Matchers in words, as reports show them.
extension Matcher {
  /// What is expected: `Running`, `one of A, B`, `greater than 5`.
  func expectation(in context: MatchContext?) -> String {
    switch self {
    case .equal(let value, _): return ValueText.short(value)
    case .exists(let expected): return expected ? "to be set" : "not to be set"
    case .not(let inner): return "anything but " + inner.expectation(in: context)
    case .oneOf(let values, _):
      return "one of " + values.map(ValueText.short).joined(separator: ", ")
    case .contains(let part): return "something that contains " + ValueText.short(part)
    case .matches(let pattern): return "text that matches `\(pattern.source)`"
    case .lines(let lines): return "these lines: " + lines.joined(separator: " ⏎ ")
    case .compare(let comparison, let value, _):
      return Self.words(comparison) + " " + ValueText.short(value)
    case .compareReference(let comparison, let target, let path, _):
      return Self.words(comparison) + " " + reference(target, path, context)
    case .reference(let target, let path, _): return reference(target, path, context)
    case .all(let matchers):
      return matchers.map { $0.expectation(in: context) }.joined(separator: " and ")
    case .anyMap: return "a map"
    case .members(let members):
      return "{ "
        + members.map {
          $0.path.joined(separator: ".") + ": " + $0.matcher.expectation(in: context)
        }.joined(separator: ", ") + " }"
    case .list(let elements, let kind):
      let text = "[" + elements.map { $0.expectation(in: context) }.joined(separator: ", ") + "]"
      if case .exactly = kind { return "exactly " + text + " in any order" }
      return text
    }
  }

  /// What was there, as far as the matcher makes it interesting.
  func actual(_ value: JSONValue?) -> String {
    if case .lines(let lines) = self, let text = value?.string,
      let missing = TextLines.firstMissing(lines, in: text)
    {
      return "no line `\(missing)` where it was due, in:\n" + text
    }
    return value.map(ValueText.short) ?? "not set"
  }

  private func reference(_ target: Target, _ path: [String], _ context: MatchContext?) -> String {
    let name = "\(target.text) \(path.joined(separator: "."))"
    guard let context else { return "that of " + name }
    guard let value = context.value(target, path) else {
      return "that of \(name), which is not set"
    }
    return "\(ValueText.short(value)), that of \(name)"
  }

  private static func words(_ comparison: Pattern.Comparison) -> String {
    switch comparison {
    case .greater: "more than"
    case .greaterOrEqual: "at least"
    case .less: "less than"
    case .lessOrEqual: "at most"
    }
  }
}

/// Values as reports show them.
enum ValueText {
  /// Scalars bare, others as compact JSON, cut after 400 characters.
  static func short(_ value: JSONValue) -> String {
    let text: String
    switch value {
    case .string(let string): text = string.isEmpty ? "\"\"" : string
    default: text = value.scalarText ?? value.text
    }
    return text.utf8.count > 400 ? String(text.prefix(400)) + "…" : text
  }
}

extension Target {
  /// The target as a scenario writes it: `vmi/fedora`, `pod/job.target`.
  package var text: String {
    switch self {
    case .object(let kind, let name): kind.shortName + "/" + name
    case .activePod(let name): "pod/" + name
    case .sourcePod(let migration): "pod/" + migration + ".source"
    case .targetPod(let migration): "pod/" + migration + ".target"
    }
  }
}

extension ResourceKind {
  /// The name by which scenarios speak of a kind: `vmi`, `pod`, `node`.
  package var shortName: String {
    switch self {
    case .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration:
      shortNames.first ?? singular
    default: singular
    }
  }
}
