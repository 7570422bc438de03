import GodwitModel

/// The words of the format that speak of a VM's newest migration.
struct MigrationWords {
  let world: World

  /// What is missing for `word` to be true of a VM, an instance or a migration; empty when it is.
  func mismatches(_ word: Clause.Word, of key: ObjectKey) -> [Mismatch] {
    var check = Check(isQuick: false)
    judge(word, key, &check)
    return check.mismatches
  }

  /// Whether `word` is true of a VM, an instance or a migration.
  func holds(_ word: Clause.Word, of key: ObjectKey) -> Bool {
    var check = Check(isQuick: true)
    judge(word, key, &check)
    return check.holds
  }

  private func judge(_ word: Clause.Word, _ key: ObjectKey, _ check: inout Check) {
    switch word {
    case .migrated: judgeMigrated(key, &check)
    case .cancelled: judgeCancelled(key, &check)
    case .unschedulable: judgeUnschedulable(key, &check)
    case .absent:
      if world.current(key) != nil { check.fail([], expected: "absent", actual: "there") }
    }
  }

  /// The migration that is meant: the newest of a VM, or the migration itself.
  private func migration(
    of key: ObjectKey, includingDeleted: Bool
  ) -> VirtualMachineInstanceMigration? {
    if key.kind == .virtualMachineInstanceMigration {
      let object = includingDeleted ? world.last(key) : world.current(key)
      guard case .migration(let snapshot) = object else { return nil }
      return snapshot.object
    }
    return world.newestMigration(
      of: key.name, in: key.namespace, includingDeleted: includingDeleted)
  }

  private func judgeMigrated(_ key: ObjectKey, _ check: inout Check) {
    guard let migration = migration(of: key, includingDeleted: false) else {
      check.fail([], expected: "a migration", actual: "it has none")
      return
    }
    check.isEqual(
      "Succeeded", migration.status.phase.rawValue, ["migration", migration.metadata.name, "phase"])
    if check.isDecided { return }
    let namespace = migration.metadata.namespace
    guard let instance = world.virtualMachineInstance(migration.spec.vmiName, in: namespace)
    else {
      check.fail([], expected: "to run", actual: "the instance does not exist")
      return
    }
    if let uid = uidAtStart(of: instance) {
      check.isEqual(uid, instance.metadata.uid, ["metadata", "uid"])
    }
    check.isEqual("Running", instance.status.phase.rawValue, ["status", "phase"])
    check.isComplete(
      instance.status.migrationState, of: migration, node: instance.status.nodeName)
  }

  /// The instance's uid when the run began, or when it was first seen.
  private func uidAtStart(of instance: VirtualMachineInstance) -> String? {
    world.firstUID(of: instance.key)
  }

  /// Deleted before it was final, and the guest still runs where it ran.
  private func judgeCancelled(_ key: ObjectKey, _ check: inout Check) {
    guard let migration = migration(of: key, includingDeleted: true) else {
      check.fail([], expected: "a migration", actual: "it has none")
      return
    }
    let path = ["migration", migration.metadata.name]
    let history = world.history(of: migration.key)?.versions ?? []
    let wasCancelled = history.contains { version in
      guard case .migration(let snapshot) = version.object else { return false }
      return snapshot.object.metadata.isBeingDeleted && !snapshot.object.status.phase.isFinal
    }
    let isGone = world.current(migration.key) == nil
    let wentWhileOpen = isGone && !migration.status.phase.isFinal
    if !wasCancelled, !wentWhileOpen {
      check.fail(
        path + ["metadata", "deletionTimestamp"], expected: "set while the migration was open",
        actual: isGone ? "deleted after it had ended" : "not set")
    }
    if !isGone, !migration.status.phase.isFinal {
      check.isEqual("Failed", migration.status.phase.rawValue, path + ["phase"])
    }
    if migration.status.phase == .succeeded {
      check.isEqual("Failed", "Succeeded", path + ["phase"])
    }
    let namespace = migration.metadata.namespace
    guard let instance = world.virtualMachineInstance(migration.spec.vmiName, in: namespace)
    else {
      check.fail([], expected: "to run", actual: "the instance does not exist")
      return
    }
    check.isEqual("Running", instance.status.phase.rawValue, ["status", "phase"])
    check.wasAborted(instance, migration)
  }

  /// The target pod cannot be scheduled, or could not until the migration gave up.
  private func judgeUnschedulable(_ key: ObjectKey, _ check: inout Check) {
    guard let migration = migration(of: key, includingDeleted: false) else {
      check.fail([], expected: "a migration", actual: "it has none")
      return
    }
    let path = ["migration", migration.metadata.name]
    guard let pod = world.targetPod(of: migration) else {
      check.fail(path, expected: "a target pod", actual: "it has none")
      return
    }
    let scheduled = pod.status.conditions["PodScheduled"]
    let place = path + ["target pod", "status", "conditions[type=PodScheduled]"]
    check.isEqual("False", scheduled?.status ?? "not set", place + ["status"])
    check.isEqual("Unschedulable", scheduled?.reason ?? "not set", place + ["reason"])
  }
}

/// Collects differences, or quickly finds out whether there are any.
private struct Check {
  let isQuick: Bool
  private(set) var mismatches: [Mismatch] = []
  private(set) var holds = true

  init(isQuick: Bool) { self.isQuick = isQuick }

  /// Whether nothing more is to be found out.
  var isDecided: Bool { isQuick && !holds }

  mutating func fail(
    _ path: @autoclosure () -> [String], expected: @autoclosure () -> String,
    actual: @autoclosure () -> String
  ) {
    holds = false
    if isQuick { return }
    mismatches.append(Mismatch(path: path(), expected: expected(), actual: actual()))
  }

  mutating func isEqual(
    _ expected: String, _ actual: String, _ path: @autoclosure () -> [String]
  ) {
    if expected == actual { return }
    fail(path(), expected: expected, actual: actual.isEmpty ? "not set" : actual)
  }

  /// The state of a successful migration: complete, and about this one.
  mutating func isComplete(
    _ state: MigrationState?, of migration: VirtualMachineInstanceMigration, node: String
  ) {
    let path = ["status", "migrationState"]
    guard let state else {
      fail(path, expected: "to be set", actual: "not set")
      return
    }
    isEqual(migration.metadata.uid, state.migrationUID, path + ["migrationUid"])
    isEqual("true", state.completed ? "true" : "", path + ["completed"])
    if state.failed { fail(path + ["failed"], expected: "not set", actual: "true") }
    isEqual(node, state.targetNode, path + ["targetNode"])
    if state.sourceNode.isEmpty || state.sourceNode == node {
      fail(
        path + ["sourceNode"], expected: "another node than \(node)",
        actual: state.sourceNode.isEmpty ? "not set" : state.sourceNode)
    }
    switch (state.startTimestamp, state.endTimestamp) {
    case (let start?, let end?):
      if end < start {
        fail(
          path + ["endTimestamp"], expected: "at or after \(start.instant)",
          actual: "\(end.instant)")
      }
    case (nil, _): fail(path + ["startTimestamp"], expected: "to be set", actual: "not set")
    case (_, nil): fail(path + ["endTimestamp"], expected: "to be set", actual: "not set")
    }
  }

  /// A migration that had been handed over must have left its abort on the instance.
  mutating func wasAborted(
    _ instance: VirtualMachineInstance, _ migration: VirtualMachineInstanceMigration
  ) {
    guard let state = instance.status.migrationState,
      state.migrationUID == migration.metadata.uid
    else { return }
    let path = ["status", "migrationState"]
    isEqual(state.sourceNode, instance.status.nodeName, ["status", "nodeName"])
    // It ends as failed whether the copy was aborted or had not begun; KubeVirt v1.6 to v1.8 do not
    // call such a state completed.
    isEqual("true", state.failed ? "true" : "", path + ["failed"])
    if state.endTimestamp == nil {
      fail(path + ["endTimestamp"], expected: "to be set", actual: "not set")
    }
  }
}
