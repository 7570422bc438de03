import GivenObjects
import GodwitModel

extension LauncherPod {
  static let modelLabel = NodeLabel.model
  static let migrationModelLabel = NodeLabel.migrationModel
  static let featureLabel = NodeLabel.feature
  static let hostModelLabel = NodeLabel.hostModel
  static let requiredFeatureLabel = NodeLabel.requiredFeature
  static let vendorLabel = NodeLabel.vendor
  static let obsoleteLabel = NodeLabel.obsoleteHostModel

  /// Labels that a node must have.
  ///
  /// KubeVirt pkg/virt-controller/services/nodeselectorrenderer.go:34-100.
  static func nodeSelector(
    of instance: VirtualMachineInstance, settings: KubeVirtSettings
  ) -> StringMap {
    let spec = instance.spec
    var selector = settings.nodeSelectors
    selector["kubevirt.io/schedulable"] = "true"
    if let architecture = spec.rest["architecture"]?.string, !architecture.isEmpty {
      selector["kubernetes.io/arch"] = architecture
    }
    let machine = instance.status.machine?.type ?? spec.domain.machine?.type ?? ""
    if settings.profile.selectsMachineType, !machine.isEmpty {
      selector["machine-type.node.kubevirt.io/" + machine] = "true"
    }
    if let cpu = spec.domain.cpu {
      if !isHostDefined(cpu.model) { selector[modelLabel + cpu.model] = "true" }
      for feature in cpu.features where feature.policy.isEmpty || feature.policy == "require" {
        selector[featureLabel + feature.name] = "true"
      }
      if cpu.dedicatedCPUPlacement == true { selector["kubevirt.io/cpumanager"] = "true" }
    }
    if Topology.requirement(of: spec) != nil, let frequency = Topology.frequency(of: instance) {
      selector[Topology.schedulingLabel + String(frequency)] = "true"
    }
    for label in securityLabels(of: spec.domain) { selector[label] = "true" }
    if isSecureExecution(spec) { selector["kubevirt.io/s390-pv"] = "true" }
    selector.merge(spec.nodeSelector)
    return selector
  }

  /// Whether the guest's memory is sealed by IBM Secure Execution (pkg/util/s390x.go:22).
  static func isSecureExecution(_ spec: VirtualMachineInstanceSpec) -> Bool {
    !spec.domain.launchSecurity.isNull && spec.rest["architecture"] == "s390x"
  }

  /// Whether the model is taken from the host.
  private static func isHostDefined(_ model: String) -> Bool {
    model.isEmpty || model == "host-model" || model == "host-passthrough"
  }

  /// The VM's affinity with the conditions on nodes that KubeVirt adds.
  static func affinity(of instance: VirtualMachineInstance) -> JSONValue {
    let cpu = instance.spec.domain.cpu
    let model = cpu?.model ?? ""
    let forbidden = (cpu?.features ?? []).filter { $0.policy == "forbid" }
    let rejectsObsolete = model.isEmpty || model == "host-model"
    if instance.spec.affinity.isNull, forbidden.isEmpty {
      return rejectsObsolete ? rejectingObsolete : .null
    }
    var affinity = instance.spec.affinity
    for feature in forbidden { affinity = rejecting(featureLabel + feature.name, in: affinity) }
    return rejectsObsolete ? rejecting(obsoleteLabel, in: affinity) : affinity
  }

  private static let rejectingObsolete = rejecting(obsoleteLabel, in: .null)

  /// The affinity with one more condition: nodes with the label `key` are out.
  private static func rejecting(_ key: String, in affinity: JSONValue) -> JSONValue {
    let expression: JSONValue = ["key": .string(key), "operator": "DoesNotExist"]
    let path = [
      "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms",
    ]
    var terms = affinity.value(at: path)?.array ?? []
    if terms.isEmpty { terms = [[:]] }
    terms = terms.map { term in
      var term = term.object ?? JSONObject()
      term["matchExpressions"] = .array((term["matchExpressions"]?.array ?? []) + [expression])
      return .object(term)
    }
    var result = affinity.object ?? JSONObject()
    result.set(.array(terms), at: path)
    return .object(result)
  }

  /// The affinity with one more condition: no node that holds a pod of this VMI.
  ///
  /// KubeVirt pkg/virt-controller/watch/migration/migration.go:889-911.
  static func apart(from uid: String, in affinity: JSONValue) -> JSONValue {
    let term: JSONValue = [
      "labelSelector": ["matchLabels": ["kubevirt.io/created-by": .string(uid)]],
      "topologyKey": "kubernetes.io/hostname",
    ]
    let path = ["podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    let terms = affinity.value(at: path)?.array ?? []
    var result = affinity.object ?? JSONObject()
    result.set(.array(terms + [term]), at: path)
    return .object(result)
  }
}
