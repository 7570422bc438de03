import GodwitModel

/// Evictions: KubeVirt's interceptor first, then disruption budgets, then the deletion.
extension APIServer {
  static let interceptor = "virt-launcher-eviction-interceptor.kubevirt.io"

  /// Evicts a pod (POST pods/NAME/eviction).
  ///
  /// KubeVirt admitters/pod-eviction-admitter.go:82-175; k8s.io/kubernetes
  /// pkg/registry/core/pod/storage/eviction.go.
  mutating func evict(
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let body = context.request.body ?? .null
    let name = context.target.name
    if let sent = body["metadata"]?["name"]?.string, sent != name {
      throw .badRequest("name in URL does not match name in Eviction object: name mismatch")
    }
    try context.readDryRun("CreateOptions")
    let isDryRequest = context.isDryRun
    let values = (body["deleteOptions"]?["dryRun"]?.array ?? []).compactMap(\.string)
    try context.setDryRun(values, "DeleteOptions")
    let namespace = context.target.namespace
    guard let pod = store.pods[namespace, name]?.object else {
      throw .notFound(.pod, name: name)
    }
    if settings.profile.protectsHotplugPods { try interceptHotplug(pod, store: store) }
    try intercept(pod, body, context, isDryRequest: isDryRequest, store: &store)
    try checkBudgets(pod, store: store)
    var request = context.request
    request.body = body["deleteOptions"]
    _ = try delete(pod.erased, DeleteOptions(request), context, store: &store)
    return APIResponse(
      code: 201,
      body: [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201,
      ])
  }

  /// A pod that attaches volumes to a running guest stays as long as its launcher runs
  /// (pod-eviction-admitter.go:105-133).
  private func interceptHotplug(_ pod: Pod, store: ObjectStore) throws(APIFailure) {
    let namespace = pod.metadata.namespace
    guard pod.metadata.name.hasPrefix("hp-volume-"),
      pod.metadata.labels["kubevirt.io"] == "hotplug-disk", pod.metadata.ownerReferences.count == 1,
      let launcher = store.pods[namespace, pod.metadata.ownerReferences[0].name]?.object,
      launcher.metadata.labels["kubevirt.io"] == "virt-launcher", !launcher.status.phase.isFinal,
      let name = launcher.metadata.annotations["kubevirt.io/domain"],
      store.virtualMachineInstances[namespace, name] != nil
    else { return }
    throw Webhook.denial(
      "hotplug-pod-eviction-interceptor.kubevirt.io",
      "cannot evict hotplug pod: \(pod.metadata.name) associated with running vmi: \(name) in "
        + "namespace \(namespace)", code: 429)
  }

  private mutating func intercept(
    _ pod: Pod, _ eviction: JSONValue, _ context: RequestContext, isDryRequest: Bool,
    store: inout ObjectStore
  ) throws(APIFailure) {
    let namespace = pod.metadata.namespace
    let profile = settings.profile
    if pod.status.phase.isFinal, profile.letsCompletedPodsGo { return }
    // The webhook is only asked about pods whose names begin so.
    guard pod.metadata.name.hasPrefix("virt-launcher"),
      pod.metadata.labels["kubevirt.io"] == "virt-launcher",
      let name = pod.metadata.annotations["kubevirt.io/domain"]
    else { return }
    func denial(_ message: String) -> APIFailure {
      Webhook.denial(Self.interceptor, message, code: 429)
    }
    guard let instance = store.virtualMachineInstances[namespace, name]?.object else {
      throw denial(
        "kubevirt failed getting the vmi: virtualmachineinstances.kubevirt.io \(name.goQuoted) not "
          + "found")
    }
    let strategy =
      instance.spec.evictionStrategy
      ?? KubeVirtConfiguration(store, profile: profile).evictionStrategy
    switch EvictionRule(for: instance, strategy: strategy) {
    case .allow: return
    case .refuse(let text): throw denial(text)
    case .evacuate: break
    }
    let text = EvictionRule.evacuationText(instance)
    let isMarked = !instance.status.evacuationNodeName.isEmpty
    let isTarget = instance.status.nodeName != pod.spec.nodeName
    if profile.evictionAnswer == .refusesAll {
      if isMarked { throw denial("Evacuation in progress: " + text) }
      if isTarget { throw denial("Eviction request for target Pod") }
    } else if isMarked || isTarget {
      // The disruption budget of the VMI protects the pod.
      return
    }
    let isDryRun = profile.marksNothingForDryDeletion ? context.isDryRun : isDryRequest
    if !isDryRun { mark(instance, node: pod.spec.nodeName, eviction, context, &store) }
    if profile.evictionAnswer != .leavesItToTheBudget { throw denial(text) }
  }

  /// virt-api notes on the VMI which node it has to leave.
  private func mark(
    _ instance: VirtualMachineInstance, node: String, _ eviction: JSONValue,
    _ context: RequestContext, _ store: inout ObjectStore
  ) {
    var marked = instance
    marked.status.evacuationNodeName = node
    let source = eviction["metadata"]?["annotations"]?[
      "requested-by"]
    if source == "sigs.k8s.io/descheduler", settings.profile.notesDescheduler {
      marked.metadata.annotations["kubevirt.io/eviction-source"] = "descheduler"
    }
    write(marked.erased, old: instance.erased, context, &store)
  }

  private func checkBudgets(_ pod: Pod, store: ObjectStore) throws(APIFailure) {
    // eviction.go, canIgnorePDB.
    if pod.status.phase.isFinal || pod.status.phase == .pending || pod.metadata.isBeingDeleted {
      return
    }
    var budgets: [GenericObject] = []
    for snapshot in store.table(.podDisruptionBudget)?.all ?? [] {
      let budget = snapshot.object
      guard budget.metadata.namespace == pod.metadata.namespace,
        let selector = budget.rest["spec"]?["selector"].flatMap({ LabelSelector(json: $0) }),
        selector.matches(pod.metadata.labels)
      else { continue }
      budgets.append(budget)
    }
    guard let budget = budgets.first else { return }
    if budgets.count > 1 {
      throw .internalError(
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not "
          + "support.")
    }
    let status = budget.rest["status"] ?? .null
    if (status["disruptionsAllowed"]?.int ?? 0) > 0 { return }
    let healthy = status["currentHealthy"]?.int ?? 0
    let wanted = status["desiredHealthy"]?.int ?? 0
    throw APIFailure(
      code: 429, reason: "TooManyRequests",
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: APIFailure.details(
        causes: [
          FailureCause(
            reason: "DisruptionBudget",
            message: "The disruption budget \(budget.metadata.name) needs \(wanted) healthy pods "
              + "and has \(healthy) currently")
        ]))
  }

  /// Stores what a component of KubeVirt changed, counting the generation.
  func write(
    _ object: APIObject, old: APIObject, _ context: RequestContext, _ store: inout ObjectStore
  ) {
    var metadata = object.metadata
    metadata.generation = GenerationRule.next(object, since: old)
    store.update(object.with(metadata), at: context.now)
  }
}
