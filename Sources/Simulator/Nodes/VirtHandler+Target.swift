import GodwitModel

/// virt-handler on the node to which a guest moves: migration-target.go.
extension World {
  mutating func reconcileTarget(_ host: String, _ instance: VirtualMachineInstance) {
    guard let state = instance.status.migrationState, state.targetNode == host else { return }
    if state.isDone { return cleanUpTarget(host, instance, state) }
    if instance.metadata.isBeingDeleted { return }
    if state.endTimestamp != nil { return finalize(instance) }
    if state.targetNodeDomainReadyTimestamp != nil {
      return profile.sourceHandsOver ? () : acknowledge(host, instance, state)
    }
    if state.targetNodeAddress.isEmpty { prepare(host, instance, state) }
  }

  /// Opens the listeners for libvirt, memory, and (for block migration) disks.
  private mutating func prepare(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    guard let pod = store.pods[instance.metadata.namespace, state.targetPod]?.object,
      pod.status.phase == .running
    else { return }
    report(
      .normal, "PreparingTarget", "VirtualMachineInstance Migration Target Prepared.",
      on: instance, host)
    var ports = JSONObject()
    var numbers: [String] = []
    let purposes =
      instance.status.migrationMethod == .blockMigration ? [0, 49152, 49153] : [0, 49152]
    for purpose in purposes {
      var number: String
      repeat { number = String(32768 + chance.below(28232)) } while ports[number] != nil
      ports[number] = .int(purpose)
      numbers.append(number)
    }
    report(
      .normal, "PreparingTarget",
      "Migration Target is listening at \(pod.status.podIP), on ports: "
        + numbers.joined(separator: ","), on: instance, host)
    update(instance) { state in
      state.targetNodeAddress = pod.status.podIP
      state.targetDirectMigrationNodePorts = .object(ports.sortedByKey)
    }
  }

  /// Writes to `status.migrationState` of the newest version of a VMI.
  mutating func update(
    _ instance: VirtualMachineInstance, _ change: (inout MigrationState) -> Void
  ) {
    guard let present = store.virtualMachineInstances[ObjectName(instance.metadata)]?.object,
      var state = present.status.migrationState
    else { return }
    change(&state)
    var updated = present
    updated.status.migrationState = state
    if updated != present { write(updated, replacing: present) }
  }

  /// The domain shows on the target.
  mutating func reportDetection(_ uid: String, _ job: MigrationJob) {
    guard let instance = instance(of: uid, job), isAlive(job.targetNode) else { return }
    update(instance) { $0.targetNodeDomainDetected = true }
  }

  /// The guest runs on the target.
  mutating func reportArrival(_ uid: String, _ job: MigrationJob) {
    guard let instance = instance(of: uid, job), isAlive(job.targetNode) else { return }
    var updated = instance
    updated.status.migrationState?.targetNodeDomainReadyTimestamp = Timestamp(now)
    if profile.hasMigrationRequired { updated.status.conditions.remove(type: "MigrationRequired") }
    // The migration is finalised here where the source's virt-handler hands over.
    if profile.sourceHandsOver { updated.status.migratedVolumes = [] }
    write(updated, replacing: instance)
  }

  /// The VMI of a copy, as long as the copy is the one that its state names.
  func instance(of uid: String, _ job: MigrationJob) -> VirtualMachineInstance? {
    guard let instance = store.virtualMachineInstances[job.instance]?.object,
      instance.metadata.uid == job.instanceUID, let state = instance.status.migrationState,
      state.migrationUID == uid, !state.isDone
    else { return nil }
    return instance
  }

  func isAlive(_ host: String) -> Bool {
    !deadNodes.contains(host) && !deadHandlers.contains(host)
  }

  /// The guest belongs to this node now (migration-target.go:278-306).
  private mutating func acknowledge(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    guard jobs[state.migrationUID]?.state == .arrived else { return }
    var updated = instance
    updated.status.migrationState?.endTimestamp = Timestamp(now)
    updated.handOver(to: host)
    updated.metadata.annotations["kubevirt.io/eviction-source"] = nil
    write(updated, replacing: instance)
    reportMove(of: instance, to: host, by: host)
  }

  /// Says that a guest has moved, as the virt-handler of `host`.
  mutating func reportMove(
    of instance: VirtualMachineInstance, to node: String, by host: String
  ) {
    report(
      .normal, "Migrated", "The VirtualMachineInstance migrated to node \(node).", on: instance,
      host)
  }

  private mutating func finalize(_ instance: VirtualMachineInstance) {
    guard instance.status.migrationState?.failed == false else { return }
    var updated = instance
    updated.status.migratedVolumes = []
    updated.status.conditions.remove(type: "VolumesChange")
    updated.status.migrationState?.completed = true
    write(updated, replacing: instance)
  }

  /// After the end: the mark of the target goes, and after a failure its launcher too.
  private mutating func cleanUpTarget(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    // Of a broken post-copy the target's domain is the witness (migration-target.go:526-537).
    if node.domains[instance.metadata.uid]?.isBroken == true, instance.status.phase == .running {
      return wake(
        WorkKey(.handler, ObjectName(instance.metadata), node: host), after: .seconds(1))
    }
    if profile.removesTargetLabel {
      var updated = instance
      updated.metadata.labels["kubevirt.io/migrationTargetNodeName"] = nil
      write(updated, replacing: instance)
    }
    guard state.failed,
      let pod = store.pods[instance.metadata.namespace, state.targetPod]?.object,
      !pod.status.phase.isFinal
    else { return }
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .exited(success: false)),
      at: now + Self.podStop)
  }
}

extension VirtualMachineInstance {
  /// Makes `node` the owner of the guest, for which nothing more is to be evacuated.
  mutating func handOver(to node: String) {
    metadata.labels["kubevirt.io/nodeName"] = node
    metadata.labels["kubevirt.io/outdatedLauncherImage"] = nil
    status.nodeName = node
    status.evacuationNodeName = ""
    status.launcherContainerImageVersion = ""
    status.migrationTransport = "Unix"
  }
}

extension MigrationState {
  /// Whether nothing more comes: KubeVirt pkg/virt-handler/controller.go, isMigrationDone.
  var isDone: Bool { endTimestamp != nil && (completed || failed) }

  /// Whether the copy has begun and not ended.
  var isCopying: Bool { startTimestamp != nil && endTimestamp == nil }
}
