import GodwitModel

/// Decodes `given.cluster`, with the defaults of its product.
struct ClusterDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }

  /// The cluster; without a node, the defaults.
  func cluster(_ node: Node?) -> ClusterLayout {
    var layout = ClusterLayout()
    platform(node?["platform"], &layout)
    kubevirt(node?["kubevirt"], &layout)
    if let version = node?["console"]?["version"], let text = version.text {
      if let known = Versions.console(text) {
        layout.consoleVersion = known
      } else {
        unknownVersion("console", text, Versions.consoleNames, at: version.range)
      }
    }
    layout.nodes = NodeDecoder(scope: scope).nodes(node?["nodes"])
    timing(node?["timing"], &layout.timing)
    for entry in node?["bind"]?.entries ?? [] {
      if let name = NameResolver(scope: scope).node(entry.key, at: entry.keyRange) {
        layout.bindings[name] = entry.value.text
      }
    }
    return layout
  }

  private func platform(_ node: Node?, _ layout: inout ClusterLayout) {
    guard let node, let text = node.text else { return }
    guard let platform = Versions.platform(text) else {
      let names = Versions.platformNames
      problems.error(
        "unknown platform \(text.quotedForMessage)", at: node.range,
        hint: "known are \(names[0]) to \(names[names.count - 1])")
      return
    }
    layout.platform = text
    layout.kubevirtVersion = platform.kubevirt
    layout.namesKubevirtVersion = true
    layout.consoleVersion = platform.console
    layout.kubevirtConfiguration["evictionStrategy"] = "LiveMigrate"
  }

  private func kubevirt(_ node: Node?, _ layout: inout ClusterLayout) {
    let decoder = KubernetesValueDecoder(problems: problems)
    for entry in node?.entries ?? [] {
      if entry.key == "version" {
        guard let text = entry.value.text else { continue }
        if let version = Versions.kubevirt(text) {
          layout.kubevirtVersion = version
          layout.namesKubevirtVersion = true
        } else {
          unknownVersion("KubeVirt", text, Versions.kubevirtNames, at: entry.value.range)
        }
        continue
      }
      guard let shape = KindSchema.field(entry.key, ofType: "kubevirt.KubeVirtSpec"),
        let value = decoder.value(entry.value, shape, name: entry.key)
      else { continue }
      if entry.key == "configuration" {
        for member in value.object?.members ?? [] {
          layout.kubevirtConfiguration[member.key] = member.value
        }
      } else {
        layout.kubevirtSpec[entry.key] = value
      }
    }
  }

  private func unknownVersion(
    _ what: String, _ text: String, _ known: [String], at range: SourceRange
  ) {
    problems.error(
      "unknown version \(text.quotedForMessage) of \(what)", at: range,
      hint: "known are \(known[0]) to \(known[known.count - 1])")
  }

  private func timing(_ node: Node?, _ timing: inout Timing) {
    func span(_ key: String) -> Span? { node?[key]?.text.flatMap { Span(parsing: $0) } }
    if node?["profile"]?.text == "stand-in" { timing = .standIn }
    timing.podStart = span("podStart") ?? timing.podStart
    timing.copy = span("copy") ?? timing.copy
    timing.handlerSync = span("handlerSync") ?? timing.handlerSync
    timing.switchover = span("switchover") ?? timing.switchover
    if let bandwidth = node?["bandwidth"], let text = bandwidth.text,
      let quantity = Quantity(parsing: text)
    {
      if quantity == Quantity(0) { problems.error("bandwidth is 0", at: bandwidth.range) }
      timing.bandwidth = quantity
    }
  }
}
