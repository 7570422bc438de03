import GodwitModel

/// Removes disruption budgets that older versions of KubeVirt made for VMIs; none is made any
/// more, the webhook on evictions is the protection.
///
/// KubeVirt pkg/virt-controller/watch/drain/disruptionbudget/disruptionbudget.go:353-430.
extension World {
  /// Notes the VMI that a budget names as its controller, whether there is one or not.
  mutating func enqueueOwner(ofBudget budget: GenericObject) {
    guard let owner = Self.instanceOwning(budget) else { return }
    enqueue(
      WorkKey(.disruptionBudget, ObjectName(budget.metadata.namespace, owner.name)),
      after: Self.controllerLatency)
  }

  /// Deletes every budget of a VMI, known by the VMI's name alone.
  mutating func removeDisruptionBudgets(of instance: ObjectName) {
    let present = store.virtualMachineInstances[instance]?.object.metadata
    var metadata = present ?? ObjectMeta()
    metadata.name = instance.name
    metadata.namespace = instance.namespace
    for budget in (store.table(.podDisruptionBudget)?.all ?? []).map(\.object)
    where budget.metadata.namespace == instance.namespace && !budget.metadata.isBeingDeleted
      && Self.instanceOwning(budget)?.name == instance.name
    {
      let object = APIObject.generic(.podDisruptionBudget, Snapshot(budget))
      if budget.metadata.finalizers.isEmpty {
        store.remove(object.key, at: now)
      } else {
        var deleted = budget.metadata
        deleted.markDeleted(at: now)
        store.update(object.with(deleted), at: now)
      }
      report(
        .normal, "SuccessfulDelete", "Deleted PodDisruptionBudget \(budget.metadata.name)",
        on: .virtualMachineInstance, metadata, from: Component.disruptionBudget)
    }
  }

  private static func instanceOwning(_ budget: GenericObject) -> OwnerReference? {
    budget.metadata.controller.flatMap { $0.kind == "VirtualMachineInstance" ? $0 : nil }
  }
}
