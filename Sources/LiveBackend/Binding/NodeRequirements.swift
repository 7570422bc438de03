import GivenObjects
import GodwitModel

/// What the nodes of a scenario have to have, and what a real node lacks of it.
struct NodeRequirements {
  private let layouts: [NodeLayout]
  /// Models, features and label keys of which the scenario speaks: there a node must have what its
  /// layout says and nothing else. Of the others nothing is asked.
  private let models: [String]
  private let knownModels: [String]
  private let features: [String]
  private let labelKeys: [String]

  init(_ scenario: Scenario) {
    layouts = scenario.given.cluster.nodes
    let machines = scenario.given.virtualMachines
    let wanted = machines.compactMap(\.cpuModel).filter { !$0.hasPrefix("host-") }
    models = Self.unique(layouts.flatMap { $0.cpuModels ?? [] } + wanted)
    knownModels = Self.unique(layouts.flatMap { $0.knownModels ?? [] })
    let policies = machines.flatMap(\.cpuFeatures).map(\.name)
    features = Self.unique(layouts.flatMap { $0.cpuFeatures + $0.requiredFeatures } + policies)
    labelKeys = Self.unique(layouts.flatMap { $0.labels.entries.map(\.key) })
      .filter { !Self.isRole($0) }
  }

  private static func unique(_ names: [String]) -> [String] {
    names.enumerated().filter { names.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }

  /// What a node is for says its cluster, and no scenario depends on it.
  private static func isRole(_ key: String) -> Bool {
    key.hasPrefix("node-role.kubernetes.io/")
  }

  // MARK: What only the machine can give

  /// Why `node` can never be what `layout` says, in words that go on from "a node with"; empty
  /// when it can.
  func obstacles(_ layout: NodeLayout, on node: Node) -> [String] {
    let labels = node.metadata.labels
    var missing: [String] = []
    let architecture = labels[NodeLabel.architecture] ?? ""
    if architecture != layout.architecture {
      missing.append("the architecture \(layout.architecture)")
    }
    func require(_ what: String, _ label: String, _ isWanted: Bool = true) {
      if (labels[label] == "true") == isWanted { return }
      missing.append((isWanted ? "" : "anything but ") + "\(what) (label \(label))")
    }
    if let host = layout.hostModel { require("the host model \(host)", NodeLabel.hostModel + host) }
    if let usable = layout.cpuModels {
      for model in models {
        require("the CPU model \(model)", NodeLabel.model + model, usable.contains(model))
      }
    }
    if let known = layout.knownModels {
      for model in knownModels {
        require(
          "the known CPU model \(model)", NodeLabel.migrationModel + model, known.contains(model))
      }
    }
    let own = layout.cpuFeatures + layout.requiredFeatures
    if !own.isEmpty {
      for feature in features {
        require(
          "the CPU feature \(feature)", NodeLabel.feature + feature, own.contains(feature))
      }
    }
    for feature in layout.requiredFeatures {
      require("the host model's feature \(feature)", NodeLabel.requiredFeature + feature)
    }
    if let vendor = layout.cpuVendor {
      require("a CPU of \(vendor)", NodeLabel.vendor + vendor)
    }
    return missing + capacity(layout, on: node) + foreignTaints(layout, on: node)
  }

  private func capacity(_ layout: NodeLayout, on node: Node) -> [String] {
    let usual = NodeLayout(name: "").capacity
    return layout.capacity.entries.compactMap { entry in
      if usual[entry.key] == entry.value { return nil }
      let present = node.status.allocatable[entry.key].flatMap { Quantity(parsing: $0) }
      guard let wanted = Quantity(parsing: entry.value) else { return nil }
      // Of huge pages and devices more does no harm; of CPU and memory the scenario says how
      // much because it is to be scarce.
      let isScarce = ["cpu", "memory", "pods"].contains(entry.key)
      let fits = present.map { isScarce ? $0 == wanted : $0 >= wanted } ?? false
      return fits ? nil : "\(entry.value) of \(entry.key)"
    }
  }

  private func foreignTaints(_ layout: NodeLayout, on node: Node) -> [String] {
    node.spec.taints.filter { taint in
      // The taint of a cordon goes a moment after the cordon.
      taint.effect != "PreferNoSchedule" && taint.key != NodeLabel.cordonTaint
        && !layout.taints.contains { $0.key == taint.key && $0.effect == taint.effect }
    }.map { "no taint \($0.key):\($0.effect)" }
  }

  // MARK: What can be changed

  /// What would have to be changed on `node` for it to be what `layout` says.
  func changes(_ layout: NodeLayout, on node: Node) -> NodeChange {
    var change = NodeChange(node: node.metadata.name)
    for key in labelKeys where layout.labels[key] != node.metadata.labels[key] {
      change.labels.append(NodeChange.Label(key: key, value: layout.labels[key]))
    }
    for key in layout.removedLabels where node.metadata.labels[key] != nil && !Self.isRole(key) {
      change.labels.append(NodeChange.Label(key: key, value: nil))
    }
    for entry in layout.annotations.entries
    where node.metadata.annotations[entry.key] != entry.value {
      change.annotations.append(NodeChange.Label(key: entry.key, value: entry.value))
    }
    change.taints = layout.taints.filter { taint in
      !node.spec.taints.contains { $0.isSame(as: taint) && $0.value == taint.value }
    }
    change.isCordoned = layout.isCordoned
    return change
  }
}

/// What a scenario changes on a real node before it begins.
struct NodeChange: Hashable, Sendable {
  /// A label or an annotation, and what it becomes; nil takes it away.
  struct Label: Hashable, Sendable {
    var key: String
    var value: String?
  }

  /// The real node.
  var node: String
  var labels: [Label] = []
  var annotations: [Label] = []
  /// Those to add.
  var taints: [Taint] = []
  var isCordoned = false

  var isEmpty: Bool {
    labels.isEmpty && annotations.isEmpty && taints.isEmpty && !isCordoned
  }

  /// The first thing that is changed, in words.
  var text: String {
    if let label = labels.first {
      return label.value.map { "the label \(label.key)=\($0) on a node" }
        ?? "a node without the label \(label.key)"
    }
    if let annotation = annotations.first { return "the annotation \(annotation.key) on a node" }
    if let taint = taints.first { return "the taint \(taint.key):\(taint.effect) on a node" }
    return isCordoned ? "a cordoned node" : "nothing"
  }
}

extension Taint {
  /// Kubernetes tells taints apart by key and effect.
  func isSame(as other: Taint) -> Bool { key == other.key && effect == other.effect }
}
