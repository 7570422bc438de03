import GodwitModel

@testable import Simulator

/// Has virt-handler look at a VM that is made for it.
protocol MigratabilityRehearsal {}

extension MigratabilityRehearsal {
  /// A VM with a masqueraded pod network and nothing else.
  func instance() -> VirtualMachineInstance {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    instance.metadata.namespace = "demo"
    instance.spec.networks = [["name": "default", "pod": [:]]]
    instance.spec.domain.devices = ["interfaces": [["name": "default", "masquerade": [:]]]]
    return instance
  }

  func claim(_ name: String, _ modes: JSONValue) -> APIObject {
    var claim = GenericObject()
    claim.metadata.name = name
    claim.metadata.namespace = "demo"
    claim.rest["spec"] = ["accessModes": modes]
    return .generic(.persistentVolumeClaim, Snapshot(claim))
  }

  func kubeVirt(_ configuration: JSONValue) -> APIObject {
    var object = GenericObject()
    object.metadata.name = "kubevirt"
    object.metadata.namespace = "kubevirt"
    object.rest["spec"] = ["configuration": configuration]
    return .generic(.kubeVirt, Snapshot(object))
  }

  /// - Parameter claims: Other objects of the cluster.
  func status(
    _ change: (inout VirtualMachineInstance) -> Void, claims: [APIObject] = [],
    node: NodeLayout = NodeLayout(name: "node1")
  ) -> VirtualMachineInstanceStatus {
    var world = World(nodes: [node])
    for claim in claims { world.store.create(claim, at: world.now) }
    var instance = instance()
    change(&instance)
    Migratability(of: instance, on: "node1", in: world.store).write(to: &instance)
    return instance.status
  }

  func live(
    _ change: (inout VirtualMachineInstance) -> Void, claims: [APIObject] = [],
    node: NodeLayout = NodeLayout(name: "node1")
  ) -> String {
    let condition = status(change, claims: claims, node: node).conditions["LiveMigratable"]
    return "\(condition?.status ?? "") \(condition?.reason ?? ""): \(condition?.message ?? "")"
  }
}
