import GodwitModel

/// Decodes fields of objects: for `unchanged` and `changed`, and with their values for `order`.
struct SelectionDecoder {
  let names: NameResolver

  private var problems: DiagnosticCollector { names.scope.problems }

  /// `{ vmi/fedora: [metadata.uid] }`; nil if something is wrong with it.
  func selections(_ node: Node, name: String) -> [FieldSelection]? {
    guard let entries = objects(node, name: name) else { return nil }
    let selections = entries.compactMap { entry -> FieldSelection? in
      guard let target = names.target(entry.key, at: entry.keyRange) else { return nil }
      let nodes = entry.value.elements ?? [entry.value]
      if nodes.isEmpty { problems.error("\(entry.key) has no fields", at: entry.value.range) }
      let paths = nodes.compactMap { path($0, of: target.kind)?.keys }
      guard paths.count == nodes.count, !paths.isEmpty else { return nil }
      return FieldSelection(
        subject: .object(target), paths: paths,
        location: names.scope.location(entry.keyRange))
    }
    return selections.count == entries.count ? selections : nil
  }

  /// `{ vmim/job: { status.phase: [Pending, Running] } }`; nil if something is wrong with it.
  func orders(_ node: Node) -> [OrderExpectation]? {
    guard let entries = objects(node, name: "order") else { return nil }
    var orders: [OrderExpectation] = []
    var isWhole = true
    for entry in entries {
      guard let target = names.target(entry.key, at: entry.keyRange) else {
        isWhole = false
        continue
      }
      guard let fields = entry.value.entries, !fields.isEmpty else {
        if !entry.value.isInvalid {
          problems.error(
            "order of \(entry.key) must be a map of fields and their values, not "
              + entry.value.kindText, at: entry.value.range)
        }
        isWhole = false
        continue
      }
      for field in fields {
        if let order = order(field, target) { orders.append(order) } else { isWhole = false }
      }
    }
    return isWhole ? orders : nil
  }

  private func order(_ field: Node.Entry, _ target: Target) -> OrderExpectation? {
    guard
      let path = FieldPath(problems: problems).parse(
        field.key, of: target.kind, at: field.keyRange)
    else { return nil }
    guard let elements = field.value.elements, !elements.isEmpty else {
      if !field.value.isInvalid {
        let what = field.value.elements == nil ? field.value.kindText : "an empty one"
        problems.error(
          "\(field.key) must be a list of values, not \(what)", at: field.value.range)
      }
      return nil
    }
    let decoder = KubernetesValueDecoder(problems: problems)
    let values = elements.compactMap { decoder.value($0, path.shape, name: field.key) }
    guard values.count == elements.count else { return nil }
    for (index, value) in values.enumerated().dropFirst() where values[index - 1] == value {
      problems.error(
        "successive values are distinct, and \(elements[index].shortText.quotedForMessage) "
          + "follows itself", at: elements[index].range)
    }
    return .values(
      .object(target), path: path.keys, values, names.scope.location(field.keyRange))
  }

  private func path(_ node: Node, of kind: ResourceKind) -> (keys: [String], shape: FieldShape?)? {
    if node.isInvalid { return nil }
    guard let text = node.text else {
      problems.error("a field must be a path, not \(node.kindText)", at: node.range)
      return nil
    }
    return FieldPath(problems: problems).parse(text, of: kind, at: node.range)
  }

  private func objects(_ node: Node, name: String) -> [Node.Entry]? {
    if node.isInvalid { return nil }
    guard let entries = node.entries, !entries.isEmpty else {
      let what = node.entries == nil ? node.kindText : "an empty one"
      problems.error("\(name) must be a map of objects, not \(what)", at: node.range)
      return nil
    }
    return entries
  }
}
