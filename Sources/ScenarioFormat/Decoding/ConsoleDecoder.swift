import GodwitModel

/// Decodes what is expected of a virtual machine's page in the web console.
struct ConsoleDecoder {
  let patterns: PatternDecoder

  private var problems: DiagnosticCollector { patterns.names.scope.problems }

  private var minor: Int { patterns.names.scope.consoleMinor }

  /// A pattern of `from`, `actions` and `dialog`; nil if something is wrong with it.
  func pattern(_ node: Node) -> Pattern? {
    if node.isInvalid { return nil }
    guard let entries = node.entries, !entries.isEmpty else {
      let what = node.entries == nil ? node.kindText : "an empty one"
      problems.error("console must be a map, not \(what)", at: node.range)
      return nil
    }
    if entries.count == 1, node["from"] != nil {
      problems.error(
        "an expectation of the console needs actions or dialog", at: node.range)
    }
    let members = entries.compactMap { entry -> Pattern.Member? in
      let pattern: Pattern?
      switch entry.key {
      case "from":
        pattern = patterns.pattern(entry.value, .own(.words(["list", "details"])), name: "from")
      case "actions":
        let names = minor < 18 ? Format.oldActions : Format.actions
        pattern = map(entry, names: names, "action", action)
      case "dialog":
        if minor < 20 {
          problems.error("the console 4.\(minor) has no dialog", at: entry.keyRange)
        }
        pattern = map(entry, names: Format.dialogOptions, "option", option)
      default:
        problems.unknownKey(
          entry, in: "console", candidates: Format.consolePage.keys.map(\.name))
        pattern = nil
      }
      return pattern.map { Pattern.Member(entry.key, $0) }
    }
    return members.count == entries.count ? .map(members) : nil
  }

  private func map(
    _ entry: Node.Entry, names: [String], _ what: String, _ value: (Node.Entry) -> Pattern?
  ) -> Pattern? {
    if entry.value.isInvalid { return nil }
    guard let entries = entry.value.entries, !entries.isEmpty else {
      let found = entry.value.entries == nil ? entry.value.kindText : "an empty one"
      problems.error("\(entry.key) must be a map, not \(found)", at: entry.value.range)
      return nil
    }
    let members = entries.compactMap { entry -> Pattern.Member? in
      if !names.contains(entry.key) {
        let suggestion = Spelling.nearest(to: entry.key, in: names)
        problems.error(
          "unknown \(what) \(entry.key.quotedForMessage) of the console 4.\(minor)",
          at: entry.keyRange,
          suggestion: suggestion,
          hint: suggestion == nil
            ? "there are \(names.map(\.quotedForMessage).joined(separator: ", "))" : nil)
        return nil
      }
      return value(entry).map { Pattern.Member(entry.key, $0) }
    }
    return members.count == entries.count ? .map(members) : nil
  }

  /// `enabled`, `disabled`, `hidden`, or one of them with the text that stands by it.
  private func action(_ entry: Node.Entry) -> Pattern? {
    guard let entries = entry.value.entries else {
      return patterns.pattern(entry.value, .own(.words(Format.actionStates)), name: entry.key)
    }
    if entries.count == 1, entries[0].key.hasPrefix("$") {
      return patterns.pattern(entry.value, .own(.words(Format.actionStates)), name: entry.key)
    }
    guard entries.count == 1, Format.actionStates.contains(entries[0].key) else {
      problems.error(
        "\(entry.key) must be \(Format.actionStates.joinedWithOr), or { disabled: reason }",
        at: entry.value.range)
      return nil
    }
    return patterns.pattern(entries[0].value, .field(.string), name: entries[0].key)
      .map { .map([Pattern.Member(entries[0].key, $0)]) }
  }

  private func option(_ entry: Node.Entry) -> Pattern? {
    patterns.pattern(entry.value, .own(.object(Format.dialogOption)), name: entry.key)
  }
}
