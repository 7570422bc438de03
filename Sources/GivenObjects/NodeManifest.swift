import GodwitModel

/// Makes the nodes of a cluster, with the labels that KubeVirt's node-labeller gives them.
///
/// KubeVirt pkg/virt-handler/node-labeller/node_labeller.go:243-328; what a scenario does not say
/// is as in the recordings.
package enum NodeManifest {
  private static let defaultHostModel = "Skylake-Client-IBRS"
  private static let defaultModels = ["Skylake-Client-IBRS", "Haswell-noTSX"]

  /// The models that do not count when the KubeVirt object names none.
  ///
  /// KubeVirt pkg/virt-handler/node-labeller/util/util.go:29-62.
  private static let defaultObsoleteModels = [
    "486", "pentium", "pentium2", "pentium3", "pentiumpro", "coreduo", "n270", "core2duo",
    "Conroe", "athlon", "phenom", "qemu64", "qemu32", "kvm64", "kvm32", "Opteron_G1", "Opteron_G2",
  ].flatMap { [$0, $0 + "-v1"] }

  /// A ready node.
  ///
  /// - Parameters:
  ///   - machineType: The one that the KubeVirt object names besides.
  ///   - rules: What the version's node-labeller writes.
  ///   - obsoleteModels: What the KubeVirt object says of models that do not count; nil for its
  ///     default.
  package static func node(
    _ layout: NodeLayout, machineType: String?, rules: NodeLabelRules = .newest,
    obsoleteModels: StringMap? = nil
  ) -> Node {
    var node = Node()
    node.metadata.name = layout.name
    node.metadata.labels = labels(of: layout, machineType: machineType, rules, obsoleteModels)
    node.metadata.annotations = layout.annotations
    node.spec.taints = layout.taints
    node.spec.unschedulable = layout.isCordoned
    if layout.isCordoned {
      var taint = Taint()
      taint.key = NodeLabel.cordonTaint
      taint.effect = "NoSchedule"
      node.spec.taints.append(taint)
    }
    var capacity = standardCapacity
    capacity.merge(layout.capacity)
    node.status.capacity = capacity
    node.status.allocatable = allocatable(of: capacity)
    node.status.conditions = [readyCondition]
    node.status.nodeInfo = [
      "architecture": .string(layout.architecture), "kubeletVersion": "v1.36.2",
      "operatingSystem": "linux", "osImage": "godwit",
    ]
    return node
  }

  /// Memory that is set aside for huge pages is none for anything else (Kubernetes
  /// pkg/kubelet/nodestatus/setters.go, MachineInfo).
  private static func allocatable(of capacity: StringMap) -> StringMap {
    var allocatable = capacity
    for entry in capacity.entries where entry.key.hasPrefix("hugepages-") {
      guard let pages = Quantity(parsing: entry.value)?.units,
        let memory = allocatable["memory"].flatMap({ Quantity(parsing: $0)?.units })
      else { continue }
      allocatable["memory"] = Quantity(max(memory - pages, 0)).description
    }
    return allocatable
  }

  private static let standardCapacity: StringMap = [
    "cpu": "16", "memory": "64Gi", "pods": "110", "ephemeral-storage": "100Gi",
    "devices.kubevirt.io/kvm": "1000", "devices.kubevirt.io/tun": "1000",
    "devices.kubevirt.io/vhost-net": "1000",
  ]

  /// The condition by which a node takes pods.
  package static let readyCondition: JSONValue = [
    "type": "Ready", "status": "True", "reason": "KubeletReady",
    "message": "kubelet is posting ready status",
  ]

  private static func labels(
    of layout: NodeLayout, machineType: String?, _ rules: NodeLabelRules,
    _ obsoleteModels: StringMap?
  ) -> StringMap {
    var labels = StringMap()
    labels["kubernetes.io/hostname"] = layout.name
    labels["kubernetes.io/os"] = "linux"
    labels["kubernetes.io/arch"] = layout.architecture
    labels[NodeLabel.schedulable] = "true"
    let machines =
      switch layout.architecture {
      case "arm64": ["virt"]
      case "s390x": ["s390-ccw-virtio"]
      default: ["q35"]
      }
    if rules.labelsMachineTypes {
      for machine in machines + (machineType.map { [$0] } ?? []) {
        labels["machine-type.node.kubevirt.io/" + machine] = "true"
      }
    }
    if layout.architecture != "arm64" {
      addCPU(of: layout, rules, obsoleteModels, to: &labels)
    }
    for label in layout.removedLabels { labels[label] = nil }
    labels.merge(layout.labels)
    return labels
  }

  private static func addCPU(
    of layout: NodeLayout, _ rules: NodeLabelRules, _ obsoleteModels: StringMap?,
    to labels: inout StringMap
  ) {
    let isStandard = layout.hostModel == nil && layout.cpuModels == nil
    let host = layout.hostModel ?? layout.cpuModels?.first ?? defaultHostModel
    let models = layout.cpuModels ?? (isStandard ? defaultModels : [host])
    func isObsolete(_ model: String) -> Bool {
      obsoleteModels.map { $0[model] != nil } ?? defaultObsoleteModels.contains(model)
    }
    for model in models where !isObsolete(model) {
      labels[NodeLabel.model + model] = "true"
    }
    let known = rules.labelsKnownModels ? layout.knownModels : nil
    for model in known ?? models + [host] where !isObsolete(model) {
      labels[NodeLabel.migrationModel + model] = "true"
    }
    labels[NodeLabel.hostModel + host] = "true"
    // Only a list of the cluster's own makes the host's model obsolete.
    if obsoleteModels?[host] != nil { labels[NodeLabel.obsoleteHostModel] = "true" }
    let usesStandardFeatures =
      isStandard && layout.cpuFeatures.isEmpty && layout.requiredFeatures.isEmpty
    let required = usesStandardFeatures ? ["vmx"] : layout.requiredFeatures
    for feature in layout.cpuFeatures + required {
      labels[NodeLabel.feature + feature] = "true"
    }
    for feature in required { labels[NodeLabel.requiredFeature + feature] = "true" }
    labels[NodeLabel.vendor + (layout.cpuVendor ?? vendor(layout, host))] = "true"
  }

  private static func vendor(_ layout: NodeLayout, _ host: String) -> String {
    if layout.architecture == "s390x" { return "IBM" }
    return host.hasPrefix("EPYC") || host.hasPrefix("Opteron") ? "AMD" : "Intel"
  }
}
