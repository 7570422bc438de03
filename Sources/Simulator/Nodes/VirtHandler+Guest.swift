import GodwitModel

/// What virt-handler tells of a guest's network and of its agent.
extension World {
  /// Says whether the guest's agent has connected (vm.go, updateGuestAgentConditions).
  func setAgentConnected(_ instance: inout VirtualMachineInstance) {
    let isConnected = instance.metadata.annotations["simulator.godwit.dev/agent"] == "true"
    guard isConnected != (instance.status.conditions["AgentConnected"] != nil) else { return }
    if isConnected {
      instance.status.conditions.append(
        Condition(type: "AgentConnected", status: "True", lastProbeTime: Timestamp(now)))
    } else {
      instance.status.conditions.remove(type: "AgentConnected")
    }
  }

  /// Puts the pod's address on the interface of the pod network.
  ///
  /// KubeVirt pkg/network/setup/netstat.go:80-125: the address comes from the pod in which the
  /// guest is, the name in the pod from virt-controller.
  func setAddresses(_ instance: inout VirtualMachineInstance, _ pod: Pod) {
    let address = pod.status.podIP
    guard !address.isEmpty,
      let network = instance.spec.networks.first(where: { $0["pod"] != nil })?["name"],
      let position = instance.status.interfaces.firstIndex(where: { $0["name"] == network }),
      instance.status.interfaces[position]["ipAddress"]?.string != address,
      var interface = instance.status.interfaces[position].object
    else { return }
    interface["infoSource"] = "domain"
    interface["ipAddress"] = .string(address)
    interface["ipAddresses"] = [.string(address)]
    interface["linkState"] = "up"
    interface["queueCount"] = 1
    instance.status.interfaces[position] = .object(interface.sortedByKey)
  }
}
