import GodwitModel

/// Decodes changes of objects: `{ target: what }`.
struct EditDecoder {
  let names: NameResolver

  private var problems: DiagnosticCollector { names.scope.problems }

  /// The changes in order; nil if something is wrong with one.
  func edits(_ node: Node, verb: String) -> [ObjectEdit]? {
    guard let entries = node.entries, !entries.isEmpty else {
      let what = node.entries == nil ? node.kindText : "an empty one"
      problems.error(
        "\(verb) must be a map of objects and changes, not \(what)", at: node.range)
      return nil
    }
    let before = problems.errorCount
    let edits = entries.flatMap { edit($0, verb: verb) }
    return problems.errorCount == before ? edits : nil
  }

  private func edit(_ entry: Node.Entry, verb: String) -> [ObjectEdit] {
    if verb == "taint" || verb == "untaint" {
      guard let node = names.node(entry.key, at: entry.keyRange) else { return [] }
      return taints(entry, verb: verb).map { ObjectEdit(.object(.node, node), .string($0)) }
    }
    guard let target = names.target(entry.key, at: entry.keyRange), !entry.value.isInvalid else {
      return []
    }
    guard let entries = entry.value.entries, !entries.isEmpty else {
      let what = entry.value.entries == nil ? entry.value.kindText : "an empty one"
      problems.error("\(entry.key) must be a map, not \(what)", at: entry.value.range)
      return []
    }
    let decoder = KubernetesValueDecoder(problems: problems, allowsNull: true)
    let shape: FieldShape?
    switch verb {
    case "label", "annotate":
      LabelChecker(
        problems: problems, rule: verb == "label" ? .labelChanges : .annotationChanges
      ).check(entry.value, name: entry.key)
      shape = .map(of: .string)
    default: shape = KindSchema.shape(ofKind: target.kind.kind)
    }
    let object = decoder.object(entries, shape, name: entry.key, at: entry.value.range)
    return object.map { [ObjectEdit(target, .object($0))] } ?? []
  }

  /// One taint or a list of them.
  private func taints(_ entry: Node.Entry, verb: String) -> [String] {
    if entry.value.isInvalid { return [] }
    let nodes = entry.value.elements ?? [entry.value]
    return nodes.compactMap { node in
      guard let text = node.text else {
        problems.error(
          "a taint must be text such as key=value:NoSchedule, not \(node.kindText)",
          at: node.range)
        return nil
      }
      guard TaintText(text, isEffectRequired: verb == "taint") != nil else {
        TaintText.report(text, to: problems, at: node.range)
        return nil
      }
      return text
    }
  }
}

/// A taint as kubectl writes it: `key=value:Effect` or `key:Effect`.
struct TaintText {
  let key: String
  let value: String
  /// Empty only where it is not required.
  let effect: String

  static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  init?(_ text: String, isEffectRequired: Bool = true) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let head = parts.first, parts.count <= 2 else { return nil }
    effect = parts.count == 2 ? String(parts[1]) : ""
    guard Self.effects.contains(effect) || (parts.count == 1 && !isEffectRequired) else {
      return nil
    }
    let pair = head.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    key = pair.first.map(String.init) ?? ""
    value = pair.count == 2 ? String(pair[1]) : ""
    guard LabelChecker.keyFault(key) == nil, value.isEmpty || TextRule.isLabelName(value[...])
    else { return nil }
  }

  /// Says what is wrong with a text that is no taint.
  static func report(_ text: String, to problems: DiagnosticCollector, at range: SourceRange) {
    let effect = text.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first
    let near = effect.flatMap { Spelling.nearest(to: String($0), in: effects) }
    problems.error(
      "\(text.quotedForMessage) is no taint such as key=value:NoSchedule", at: range,
      hint: near.map { "the effect may be meant to be \($0)" }
        ?? "effects are \(effects.joined(separator: ", "))")
  }
}
