import GodwitModel

/// The controller of VirtualMachines: it makes and deletes their instances and mirrors them.
///
/// KubeVirt pkg/virt-controller/watch/vm/vm.go.
extension World {
  static let machineFinalizer = "kubevirt.io/virtualMachineControllerFinalize"

  mutating func reconcileVirtualMachine(_ name: ObjectName) {
    guard let machine = store.virtualMachines[name]?.object else { return }
    if !machine.metadata.hasObservedVersion {
      var observed = machine
      observed.metadata.setObservedVersion()
      if !machine.metadata.isBeingDeleted { observed.metadata.addFinalizer(Self.machineFinalizer) }
      write(observed, replacing: machine)
      return
    }
    let instance = store.virtualMachineInstances[name]?.object
    let owned = instance?.metadata.controller?.uid == machine.metadata.uid ? instance : nil
    var failure: String?
    if machine.metadata.isBeingDeleted {
      deleteMachine(machine, owned)
    } else if instance == nil || owned != nil {
      failure = synchronize(machine, owned)
    }
    // A write of the synchronisation is seen by the next pass.
    guard let present = store.virtualMachines[name]?.object else { return }
    if let instance = store.virtualMachineInstances[name]?.object,
      instance.metadata.uid == owned?.metadata.uid
    {
      bumpGeneration(of: instance, from: present)
      updatePlacement(
        of: store.virtualMachineInstances[name]?.object ?? instance, from: present)
    }
    updateStatus(present, owned, failure: failure)
    if let owned, owned.status.phase.isFinal { releaseInstance(owned) }
    if failure != nil {
      retry(WorkKey(.virtualMachine, name))
    } else {
      forget(WorkKey(.virtualMachine, name))
    }
  }

  private mutating func deleteMachine(
    _ machine: VirtualMachine, _ instance: VirtualMachineInstance?
  ) {
    // One that is deleted without what belongs to it leaves its instance alone (vm.go:3245).
    if let instance, !machine.metadata.finalizers.contains(Self.orphanFinalizer) {
      if !instance.metadata.isBeingDeleted { stop(machine, instance) }
      return
    }
    var released = machine
    released.metadata.removeFinalizer(Self.machineFinalizer)
    write(released, replacing: machine)
  }

  /// Brings about what the run strategy wants (vm.go:970-1175); why it could not, if so.
  private mutating func synchronize(
    _ machine: VirtualMachine, _ instance: VirtualMachineInstance?
  ) -> String? {
    let strategy = APIServer.runStrategy(machine)
    let requests = machine.status.stateChangeRequests
    let wantsStart = requests.first?["action"] == "Start"
    guard let instance else {
      switch strategy {
      case "Always", "Once": return start(machine)
      case "Manual" where wantsStart: return start(machine)
      case "RerunOnFailure" where wantsStart || !machine.status.created && isFirstStart(machine):
        return start(machine)
      default: return nil
      }
    }
    let phase = instance.status.phase
    let wantsStop =
      requests.first?["action"] == "Stop"
      && requests.first?["uid"]?.string == instance.metadata.uid
    switch strategy {
    case "Always": if wantsStop || phase.isFinal { stop(machine, instance) }
    case "RerunOnFailure":
      guard !instance.metadata.isBeingDeleted, wantsStop || phase.isFinal else { break }
      stop(machine, instance)
      if phase == .failed { addStartRequest(to: machine) }
    case "Manual": if wantsStop { stop(machine, instance) }
    case "Halted": stop(machine, instance)
    default: break
    }
    return nil
  }

  /// Has a VM started again once its instance is gone (vm.go:954-968, 1052-1066).
  private mutating func addStartRequest(to machine: VirtualMachine) {
    var requested = machine
    requested.status.stateChangeRequests.append(["action": "Start"])
    store.update(requested.erased, at: now)
  }

  /// With `RerunOnFailure` a VM starts once by itself (vm.go:1218-1221).
  private func isFirstStart(_ machine: VirtualMachine) -> Bool {
    machine.status.runStrategy.isEmpty
  }

  /// Makes the instance; why kube-apiserver refuses it, if so (vm.go:1265-1350).
  private mutating func start(_ machine: VirtualMachine) -> String? {
    if let refusal = refusalOfNamespace(.virtualMachineInstance, machine.metadata) {
      return "Failure while starting VMI: " + refusal.message
    }
    let template = machine.spec.template
    var instance = VirtualMachineInstance()
    instance.metadata.name = machine.metadata.name
    instance.metadata.namespace = machine.metadata.namespace
    instance.metadata.generation = 1
    instance.metadata.labels = template.metadata.labels
    instance.metadata.annotations = template.metadata.annotations
    instance.metadata.annotations["kubevirt.io/vm-generation"] = String(machine.metadata.generation)
    var owner = OwnerReference()
    owner.apiVersion = ResourceKind.virtualMachine.apiVersion
    owner.kind = ResourceKind.virtualMachine.kind
    owner.name = machine.metadata.name
    owner.uid = machine.metadata.uid
    owner.controller = true
    owner.blockOwnerDeletion = true
    instance.metadata.ownerReferences = [owner]
    instance.metadata.finalizers = [Self.machineFinalizer]
    instance.spec = template.spec
    startedTemplates[machine.metadata.uid] = template
    instance.status.rest["virtualMachineRevisionName"] = .string(
      "revision-start-vm-\(machine.metadata.uid)-\(machine.metadata.generation)")
    VirtualMachineInstanceDefaults.apply(
      to: &instance, configuration: KubeVirtConfiguration(store, profile: profile), at: now,
      identifiers: &identifiers)
    store.create(instance.erased, at: now)
    report(
      .normal, "SuccessfulCreate",
      "Started the virtual machine by creating the new virtual machine instance "
        + machine.metadata.name, on: .virtualMachine, machine.metadata)
    return nil
  }

  private mutating func stop(_ machine: VirtualMachine, _ instance: VirtualMachineInstance) {
    guard !instance.metadata.isBeingDeleted else { return }
    delete(instance)
    report(
      .normal, "SuccessfulDelete",
      "Stopped the virtual machine by deleting the virtual machine instance "
        + instance.metadata.uid, on: .virtualMachine, machine.metadata)
  }

  /// An instance that a change of its VM does not touch is as new as the VM (vm.go:1446-1480).
  mutating func bumpGeneration(of instance: VirtualMachineInstance, from machine: VirtualMachine) {
    let key = "kubevirt.io/vm-generation"
    let generation = String(machine.metadata.generation)
    guard instance.metadata.annotations[key] != generation,
      startedTemplates[machine.metadata.uid] == machine.spec.template
    else { return }
    var bumped = instance
    bumped.metadata.annotations[key] = generation
    write(bumped, replacing: instance)
  }

  /// The VM has seen the end of its instance; now the instance may go (vm.go:2515-2521).
  private mutating func releaseInstance(_ instance: VirtualMachineInstance) {
    guard let present = store.virtualMachineInstances[ObjectName(instance.metadata)]?.object,
      present.metadata.finalizers.contains(Self.machineFinalizer)
    else { return }
    var released = present
    released.metadata.removeFinalizer(Self.machineFinalizer)
    write(released, replacing: present)
  }
}
