import GodwitModel

/// kube-controller-manager's controller of resource quotas: it tells what is used of each.
///
/// k8s.io/kubernetes pkg/controller/resourcequota/resource_quota_controller.go, syncResourceQuota.
/// The admission plugin counts a new pod there before it is stored; here that comes with the
/// controller's next look. KubeVirt tries migrations again that a quota had no room for when its
/// status changes (pkg/virt-controller/watch/migration/migration.go:2124-2140).
extension World {
  /// Has the quotas of a namespace counted again.
  mutating func enqueueQuotas(inNamespace namespace: String) {
    guard let quotas = store.table(.resourceQuota), quotas.count > 0 else { return }
    for quota in quotas.all where quota.object.metadata.namespace == namespace {
      enqueueQuota(ObjectName(quota.object.metadata))
    }
  }

  mutating func enqueueQuota(_ name: ObjectName) {
    enqueue(WorkKey(.resourceQuota, name), after: Self.controllerLatency)
  }

  mutating func reconcileQuota(_ name: ObjectName) {
    guard let quota = store.table(.resourceQuota)?[name]?.object,
      let hard = quota.rest["spec"]?["hard"]?.object?.sortedByKey
    else { return }
    var used = JSONObject()
    for key in hard.keys {
      let total =
        ResourceQuotaAdmission.used(key, in: name.namespace, store)
        ?? count(of: key, in: name.namespace)
      if let total { used.append(key, .string(total.description)) }
    }
    var counted = quota
    counted.rest["status"] = ["hard": .object(hard), "used": .object(used)]
    if counted == quota { return }
    store.update(.generic(.resourceQuota, Snapshot(counted)), at: now)
  }

  /// How many objects of another kind there are, as `secrets` or `count/leases.coordination.k8s.io`
  /// ask for it; nil for what is no kind.
  private func count(of key: String, in namespace: String) -> Quantity? {
    let counted = ["configmaps", "persistentvolumeclaims", "resourcequotas", "secrets"]
    let name: String
    if key.hasPrefix("count/") {
      name = String(key.dropFirst("count/".count))
    } else if counted.contains(key) {
      name = key
    } else {
      return nil
    }
    guard let kind = ResourceKind.all.first(where: { $0.qualifiedPlural == name }) else {
      return nil
    }
    return Quantity(
      Int64(store.objects(kind).count { $0.metadata.namespace == namespace }))
  }
}
