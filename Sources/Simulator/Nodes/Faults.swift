import GodwitModel

/// What a scenario does to nodes, pods and copies.
extension World {
  mutating func inject(_ fault: Fault) throws(SimulationError) {
    switch fault {
    case .killNode(let name):
      try requireNode(name)
      killNode(name)
    case .healNode(let name):
      try requireNode(name)
      healNode(name)
    case .killVirtHandler(let name):
      try requireNode(name)
      killHandler(name)
    case .healVirtHandler(let name):
      try requireNode(name)
      healHandler(name)
    case .killPod(let namespace, let name): try killPod(ObjectName(namespace, name))
    case .failCopy(let namespace, let migration, let message):
      failJob(try copy(ObjectName(namespace, migration)), message: message)
    case .stallCopy(let namespace, let migration):
      stallJob(try copy(ObjectName(namespace, migration)))
    case .resumeCopy(let namespace, let migration):
      resumeJob(try copy(ObjectName(namespace, migration)))
    }
    flush()
  }

  private func requireNode(_ name: String) throws(SimulationError) {
    if store.nodes["", name] == nil { throw .notModelled("there is no node \(name)") }
  }

  /// All processes of a pod end at once.
  private mutating func killPod(_ name: ObjectName) throws(SimulationError) {
    guard let pod = store.pods[name]?.object else {
      throw .notModelled("there is no pod \(name.name) to kill")
    }
    guard pod.status.phase == .running else {
      throw .notModelled("the pod \(name.name) does not run, so it cannot be killed")
    }
    let owner = pod.metadata.controller
    let hadGuest = owner.map { node.domains[$0.uid]?.podUID == pod.metadata.uid } ?? false
    advancePod(name, uid: pod.metadata.uid, .exited(success: false))
    if hadGuest, let owner {
      reportGuestEnd(ObjectName(name.namespace, owner.name), phase: .failed)
    }
  }

  /// The uid of the migration whose copy runs.
  private func copy(_ name: ObjectName) throws(SimulationError) -> String {
    guard let uid = store.migrations[name]?.object.metadata.uid else {
      throw .notModelled("there is no migration \(name.name)")
    }
    guard let job = jobs[uid], job.state == .copying else {
      throw .notModelled(
        "the migration \(name.name) copies nothing now; wait until its phase is Running")
    }
    return uid
  }

  mutating func stallJob(_ uid: String) {
    guard var job = jobs[uid], job.state == .copying, job.stalledSince == nil else { return }
    job.remaining = job.rest(at: now)
    job.stalledSince = now
    jobs[uid] = job
    plan(uid)
  }

  private mutating func resumeJob(_ uid: String) {
    guard var job = jobs[uid], let stalled = job.stalledSince else { return }
    job.stalledFor = job.stalledFor + (now - stalled)
    job.stalledSince = nil
    job.countedSince = now
    jobs[uid] = job
    plan(uid)
  }
}
