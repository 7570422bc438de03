import GodwitModel

/// Start, stop and restart of VMs: virt-api only writes what it wants on the VM.
///
/// KubeVirt pkg/virt-api/rest/lifecycle.go.
extension APIServer {
  mutating func start(
    _ context: RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let name = context.target.name
    let machine = try machine(context, store: store)
    let instance = store.virtualMachineInstances[context.target.namespace, name]?.object
    if let phase = instance?.status.phase, !phase.isFinal, phase != .unknown, phase != .unset {
      throw Self.conflict(machine: name, "VM is already running")
    }
    if context.request.body?["paused"] == true { throw .notModelled("starting a VM paused") }
    let strategy = Self.runStrategy(machine)
    switch strategy {
    case "Halted": return setRunning(true, machine, context, &store)
    case "Manual", "RerunOnFailure":
      let phase = instance?.status.phase
      if strategy == "RerunOnFailure", phase == .failed {
        throw Self.conflict(
          machine: name, "RerunOnFailure does not support starting VM from failed state")
      }
      var requests: [JSONValue] = [["action": "Start"]]
      if let instance, strategy == "Manual" ? instance.status.phase.isFinal : phase == .succeeded {
        requests.insert(Self.stopRequest(instance), at: 0)
      }
      return try request(requests, machine, context, &store)
    default:
      throw Self.conflict(machine: name, "\(strategy) does not support manual start requests")
    }
  }

  mutating func stop(
    _ context: RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let name = context.target.name
    let machine = try machine(context, store: store)
    let found = store.virtualMachineInstances[context.target.namespace, name]?.object
    let instance = found.flatMap { $0.status.phase.isFinal ? nil : $0 }
    let grace = context.request.body?["gracePeriod"]?.int
    let former = instance?.spec.terminationGracePeriodSeconds
    if let instance, let grace { setGracePeriod(grace, instance, context, &store) }
    switch Self.runStrategy(machine) {
    case "Halted":
      guard let instance else { throw Self.conflict(machine: name, "VM is not running") }
      guard let grace, former.map({ grace < $0 }) ?? true else {
        throw Self.conflict(
          machine: name,
          "Halted only supports manual stop requests with a shorter graceperiod")
      }
      return try request([Self.stopRequest(instance)], machine, context, &store)
    case "Manual", "RerunOnFailure":
      guard let instance else { throw Self.conflict(machine: name, "VM is not running") }
      return try request([Self.stopRequest(instance)], machine, context, &store)
    default: return setRunning(false, machine, context, &store)
    }
  }

  mutating func restart(
    _ context: RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let name = context.target.name
    let grace = context.request.body?["gracePeriodSeconds"]?.int
    if let grace, grace > 0 {
      throw .badRequest("For force restart, only gracePeriod=0 is supported for now")
    }
    if let grace, grace < 0 {
      throw .badRequest("gracePeriod has to be greater or equal to 0")
    }
    let machine = try machine(context, store: store)
    let strategy = Self.runStrategy(machine)
    if strategy == "Halted" || strategy == "Once" {
      throw Self.conflict(
        machine: name, "RunStategy \(strategy) does not support manual restart requests")
    }
    guard let instance = store.virtualMachineInstances[context.target.namespace, name]?.object
    else { throw Self.conflict(machine: name, "VM is not running: Halted") }
    if grace == 0 { setGracePeriod(1, instance, context, &store) }
    return try request(
      [Self.stopRequest(instance), ["action": "Start"]], machine, context, &store)
  }

  /// `running` is the old word for two of the strategies.
  package static func runStrategy(_ machine: VirtualMachine) -> String {
    if let running = machine.spec.running { return running ? "Always" : "Halted" }
    return machine.spec.runStrategy ?? "Halted"
  }

  private static func stopRequest(_ instance: VirtualMachineInstance) -> JSONValue {
    ["action": "Stop", "uid": .string(instance.metadata.uid)]
  }

  private func setRunning(
    _ running: Bool, _ machine: VirtualMachine, _ context: RequestContext,
    _ store: inout ObjectStore
  ) -> APIResponse {
    var changed = machine
    if machine.spec.runStrategy != nil {
      changed.spec.runStrategy = running ? "Always" : "Halted"
    } else {
      changed.spec.running = running
    }
    if !context.isDryRun { write(changed.erased, old: machine.erased, context, &store) }
    return APIResponse(code: 202)
  }

  /// Leaves requests for virt-controller in the VM's status.
  private func request(
    _ requests: [JSONValue], _ machine: VirtualMachine, _ context: RequestContext,
    _ store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let isStop = requests.count == 1 && requests[0]["action"] == "Stop"
    if !machine.status.stateChangeRequests.isEmpty, !isStop {
      throw .internalError("unable to complete request: stop/start already underway")
    }
    var changed = machine
    changed.status.stateChangeRequests = requests
    changed.status.rest["startFailure"] = nil
    if !context.isDryRun { write(changed.erased, old: machine.erased, context, &store) }
    return APIResponse(code: 202)
  }

  private func setGracePeriod(
    _ seconds: Int, _ instance: VirtualMachineInstance, _ context: RequestContext,
    _ store: inout ObjectStore
  ) {
    var changed = instance
    changed.spec.terminationGracePeriodSeconds = seconds
    if !context.isDryRun { write(changed.erased, old: instance.erased, context, &store) }
  }
}
