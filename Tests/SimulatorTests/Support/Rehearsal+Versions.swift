import GodwitModel
import Simulator

extension Rehearsal {
  /// A cluster of KubeVirt v1.`minor` with the VM `vm` on `node1`.
  init(
    kubeVirt minor: Int, nodes: Int = 2, seed: UInt64 = 1,
    _ configure: (inout Given) -> Void = { _ in }
  ) throws {
    try self.init(seed: seed, nodes: nodes) { given in
      given.cluster.kubevirtVersion = "v1.\(minor)"
      configure(&given)
    }
  }

  /// Every state that a VMI's migration went through, each once.
  func states(_ name: String = "vm") -> [MigrationState] {
    var states: [MigrationState] = []
    for change in changes {
      guard case .virtualMachineInstance(let found) = change.object,
        found.object.metadata.name == name, let state = found.object.status.migrationState,
        states.last != state
      else { continue }
      states.append(state)
    }
    return states
  }

  /// The disruption budgets that there are now.
  var budgets: [GenericObject] {
    var found: [GenericObject] = []
    func put(_ object: APIObject, isGone: Bool) {
      guard case .generic(.podDisruptionBudget, let budget) = object else { return }
      found.removeAll { $0.metadata.uid == budget.object.metadata.uid }
      if !isGone { found.append(budget.object) }
    }
    for object in simulation.initialObjects { put(object, isGone: false) }
    for change in changes { put(change.object, isGone: change.type == .deleted) }
    return found
  }
}
