import GodwitModel

/// Decodes a virtual machine of `given`.
struct VirtualMachineDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }

  /// The machine, with the defaults; nil if its name is missing or taken.
  func machine(_ node: Node) -> VirtualMachineLayout? {
    guard let written = node["name"], let name = written.text else { return nil }
    var layout = VirtualMachineLayout(name: name)
    let names = NameResolver(scope: scope)
    if let namespace = node["namespace"], let text = namespace.text,
      names.isNamespace(text, at: namespace.range), text != scope.ownNamespace
    {
      layout.namespace = text
    }
    let isNew = scope.add(.virtualMachine, layout.namespace, name)
    if !scope.add(.virtualMachineInstance, layout.namespace, name) || !isNew {
      problems.error(
        "there are two virtual machines \(name.quotedForMessage)", at: written.range)
      return nil
    }
    layout.node = node["node"].flatMap { node in
      node.text.flatMap { names.node($0, at: node.range) }
    }
    layout.labels = GivenDecoder.stringMap(node["labels"])
    layout.annotations = GivenDecoder.stringMap(node["annotations"])
    cpu(node["cpu"], &layout)
    layout.memory = node["memory"]?.text ?? layout.memory
    layout.evictionStrategy = node["evictionStrategy"]?.text
    layout.runStrategy = node["runStrategy"]?.text ?? layout.runStrategy
    layout.guest = guest(node["guest"])
    if let spec = node["spec"] {
      let value = KubernetesValueDecoder(problems: problems)
        .value(spec, .object("kubevirt.VirtualMachineInstanceSpec"), name: "spec")
      layout.spec = value?.object ?? JSONObject()
    }
    return layout
  }

  private func cpu(_ node: Node?, _ layout: inout VirtualMachineLayout) {
    layout.cpuModel = node?["model"]?.text
    layout.cores = node?["cores"]?.scalar?.integer ?? 1
    layout.cpuFeatures = (node?["features"]?.elements ?? []).compactMap { node in
      guard let name = node.text ?? node["name"]?.text else { return nil }
      var feature = DomainCPUFeature()
      feature.name = name
      feature.policy = node["policy"]?.text ?? ""
      return feature
    }
  }

  private func guest(_ node: Node?) -> Guest {
    var guest = Guest()
    if let rate = node?["dirtyRate"]?.text.flatMap({ Quantity(parsing: $0) }) {
      guest.dirtyRate = rate
    }
    guard let copy = node?["copy"], let text = copy.text else { return guest }
    if let rate = node?["dirtyRate"] {
      problems.error("dirtyRate has no effect beside copy", at: rate.range)
    }
    if text == "endless" {
      guest.copy = .endless
    } else if let span = Span(parsing: text) {
      guest.copy = .lasts(span)
    } else {
      problems.error(
        "copy must be a duration such as 30s or endless, not \(text.quotedForMessage)",
        at: copy.range, suggestion: Spelling.nearest(to: text, in: ["endless"]))
    }
    return guest
  }
}
