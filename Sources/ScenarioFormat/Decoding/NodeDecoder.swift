import GodwitModel

/// Decodes the nodes of a cluster: a number, names, or the nodes themselves.
struct NodeDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }

  /// The nodes, in order and with their defaults; three if nothing is said.
  func nodes(_ node: Node?) -> [NodeLayout] {
    if let elements = node?.elements { return elements.compactMap { layout($0) } }
    let written = node?.scalar?.integer ?? 3
    let count = (1...10_000).contains(written) ? written : 3
    return (1...count).map { index in
      scope.nodes.insert("node\(index)")
      return Self.standard("node\(index)")
    }
  }

  private static func standard(_ name: String) -> NodeLayout {
    var layout = NodeLayout(name: name)
    layout.labels["node-role.kubernetes.io/worker"] = ""
    return layout
  }

  private func layout(_ node: Node) -> NodeLayout? {
    let written = node.entries == nil ? node : node["name"]
    guard let written, let name = written.text else { return nil }
    if !scope.nodes.insert(name) {
      problems.error("there are two nodes \(name.quotedForMessage)", at: written.range)
      return nil
    }
    var layout = Self.standard(name)
    guard let entries = node.entries else { return layout }
    for entry in entries { set(entry, of: &layout) }
    return layout
  }

  private func set(_ entry: Node.Entry, of layout: inout NodeLayout) {
    let value = entry.value
    switch entry.key {
    case "labels": for label in value.entries ?? [] { set(label: label, of: &layout) }
    case "annotations": layout.annotations = GivenDecoder.stringMap(value)
    case "architecture": layout.architecture = value.text ?? layout.architecture
    case "cpu": cpu(value, &layout)
    case "capacity":
      for resource in value.entries ?? [] { layout.capacity[resource.key] = resource.value.text }
    case "taints": layout.taints = (value.elements ?? []).compactMap { taint($0) }
    case "cordoned": layout.isCordoned = value.scalar?.boolean ?? false
    default: break
    }
  }

  private func set(label: Node.Entry, of layout: inout NodeLayout) {
    let text = label.value.text
    layout.labels[label.key] = text
    if text == nil { layout.removedLabels.append(label.key) }
  }

  private func cpu(_ node: Node, _ layout: inout NodeLayout) {
    layout.hostModel = node["hostModel"]?.text
    layout.cpuModels = node["models"].map { GivenDecoder.texts($0) }
    layout.knownModels = node["knownModels"].map { GivenDecoder.texts($0) }
    layout.cpuFeatures = GivenDecoder.texts(node["features"])
    layout.requiredFeatures = GivenDecoder.texts(node["requiredFeatures"])
    layout.cpuVendor = node["vendor"]?.text
  }

  private func taint(_ node: Node) -> Taint? {
    guard let text = node.text, !text.isEmpty else { return nil }
    guard let parsed = TaintText(text) else {
      TaintText.report(text, to: problems, at: node.range)
      return nil
    }
    var taint = Taint()
    taint.key = parsed.key
    taint.value = parsed.value
    taint.effect = parsed.effect
    return taint
  }
}
