import GodwitModel

/// The hand-over of a migration to the nodes, with the settings that hold for it.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:1199-1293, 2601-2645.
extension World {
  mutating func handOver(_ snapshot: MigrationSnapshot, to pod: Pod) {
    if snapshot.ownState != nil { return }
    let instance = snapshot.instance
    var state = MigrationState()
    state.migrationUID = snapshot.uid
    state.targetNode = pod.spec.nodeName
    state.sourceNode = instance.status.nodeName
    state.targetPod = pod.metadata.name
    state.sourcePod = snapshot.migration.status.migrationState?.sourcePod ?? ""
    if settings.reportsMemoryOverhead,
      let bytes = pod.metadata.annotations["kubevirt.io/memory-overhead-bytes"]
        .flatMap({ Int64($0) })
    {
      state.targetMemoryOverhead = Quantity(bytes).description
    }
    var updated = instance
    updated.metadata.labels["kubevirt.io/migrationTargetNodeName"] = pod.spec.nodeName
    // Policies are matched with that label on, so that a VMI always has one
    // (migration.go:1240-1262).
    let (configuration, policy) = resolvedConfiguration(for: updated)
    state.migrationConfiguration = configuration
    state.migrationPolicyName = policy
    updated.status.migrationState = state
    HotplugLabels.add(to: &updated, of: pod)
    write(updated, replacing: instance)
    handedOver.insert(snapshot.uid)
    report(
      .normal, "SuccessfulHandOver",
      "Migration target pod is ready for preparation by virt-handler.",
      on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
  }

  /// The cluster's settings with those of the policy that fits best (migrationpolicy.go:41-146).
  private func resolvedConfiguration(
    for instance: VirtualMachineInstance
  ) -> (JSONValue, String?) {
    guard let policies = store.table(.migrationPolicy), policies.count > 0 else {
      return (settings.migrationsJSON, nil)
    }
    let namespace =
      store.table(.namespace)?["", instance.metadata.namespace]?.object.metadata.labels
      ?? StringMap()
    var best: (policy: GenericObject, total: Int, ofInstance: Int)?
    for policy in policies.all.map(\.object) {
      guard
        let score = Self.score(policy, instance.metadata.labels, namespace)
      else { continue }
      let total = score.ofInstance + score.ofNamespace
      if let best {
        if total < best.total { continue }
        if total == best.total, score.ofInstance < best.ofInstance { continue }
        if total == best.total, score.ofInstance == best.ofInstance,
          policy.metadata.name >= best.policy.metadata.name
        {
          continue
        }
      }
      best = (policy, total, score.ofInstance)
    }
    guard let policy = best?.policy else { return (settings.migrationsJSON, nil) }
    var configuration = settings.migrations
    configuration.overlay(policy.rest["spec"] ?? .null)
    return (configuration.json, policy.metadata.name)
  }

  /// How many labels of a policy fit; nil when one does not, or it selects nothing.
  private static func score(
    _ policy: GenericObject, _ instance: StringMap, _ namespace: StringMap
  ) -> (ofInstance: Int, ofNamespace: Int)? {
    guard let selectors = policy.rest["spec"]?["selectors"], !selectors.isNull else { return nil }
    func count(_ key: String, _ labels: StringMap) -> Int? {
      let wanted = selectors[key]?.object?.members ?? []
      return wanted.allSatisfy { labels[$0.key] == $0.value.string } ? wanted.count : nil
    }
    guard let first = count("virtualMachineInstanceSelector", instance),
      let second = count("namespaceSelector", namespace)
    else { return nil }
    return (first, second)
  }
}
