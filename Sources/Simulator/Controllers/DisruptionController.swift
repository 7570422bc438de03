import GodwitModel

/// kube-controller-manager's controller of disruption budgets, for those that KubeVirt makes.
///
/// The status of other budgets is as the scenario gives it.
extension World {
  /// What kube-controller-manager says of a budget of KubeVirt.
  ///
  /// k8s.io/kubernetes pkg/controller/disruption/disruption.go, trySync and updatePdbStatus.
  mutating func reconcileDisruption(_ name: ObjectName) {
    guard let budget = store.table(.podDisruptionBudget)?[name]?.object,
      let owner = budget.metadata.controller, budgets[owner.uid] == name
    else { return }
    let pods = store.index.pods(ofOwner: owner.uid).compactMap { store.pods[$0]?.object }
    let healthy = pods.count {
      !$0.metadata.isBeingDeleted && $0.status.conditions["Ready"]?.status == "True"
    }
    let desired = budget.rest["spec"]?["minAvailable"]?.int ?? 0
    let allowed = pods.isEmpty ? 0 : max(0, healthy - desired)
    let condition: JSONValue = [
      "type": "DisruptionAllowed", "status": allowed > 0 ? "True" : "False",
      "reason": allowed > 0 ? "SufficientPods" : "InsufficientPods", "message": "",
      "observedGeneration": .int(budget.metadata.generation),
      "lastTransitionTime": lastTransition(of: budget, allowed > 0),
    ]
    var changed = budget
    changed.rest["status"] = [
      "conditions": [condition], "currentHealthy": .int(healthy), "desiredHealthy": .int(desired),
      "disruptionsAllowed": .int(allowed), "expectedPods": .int(pods.count),
      "observedGeneration": .int(budget.metadata.generation),
    ]
    if changed == budget { return }
    store.update(.generic(.podDisruptionBudget, Snapshot(changed)), at: now)
  }

  private func lastTransition(of budget: GenericObject, _ isAllowed: Bool) -> JSONValue {
    let present = budget.rest["status"]?["conditions"]?.array?.first
    if let present, present["status"]?.string == (isAllowed ? "True" : "False"),
      let time = present["lastTransitionTime"]
    {
      return time
    }
    return .string(Timestamp(now).instant.description)
  }
}
