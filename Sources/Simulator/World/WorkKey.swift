import GodwitModel

/// Something that a controller has to look at.
package struct WorkKey: Hashable, Sendable {
  package var controller: Controller
  /// Namespace and name of the object; for virt-handler the VMI's, for evacuation the node's.
  package var object: ObjectName
  /// The node on which it happens, where that matters; for the garbage collector the kind.
  package var node = ""

  package init(_ controller: Controller, _ object: ObjectName, node: String = "") {
    self.controller = controller
    self.object = object
    self.node = node
  }

  package init(_ controller: Controller, node: String) {
    self.init(controller, ObjectName("", node))
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(controller.rawValue)
    hasher.combine(endOf: object.name)
  }
}

/// The actors of the cluster.
package enum Controller: UInt8, Hashable, Sendable {
  case virtualMachine
  case instance
  case migration
  case evacuation
  case disruptionBudget
  case topology
  case workloadUpdate
  case scheduler
  case kubelet
  case handler
  case heartbeat
  case nodeLifecycle
  case podEviction
  case disruption
  case nodeTaints
  case roleAggregation
  case garbageCollector
  case podCollector
  case namespace
  case serviceAccount
  case resourceQuota
}

/// Work with the time at which it is due.
package enum Work: Sendable {
  case reconcile(WorkKey)
  /// A wake-up that was asked for; void when another time was asked for since.
  case wake(WorkKey)
  /// What a launcher does by itself; void when the job has changed since.
  case job(uid: String, JobEvent, revision: Int)
  /// A pod of a node ends or goes away.
  case pod(ObjectName, uid: String, PodEvent)
}
