import GodwitModel
import Simulator
import Testing

/// The life of a migration's object, before and after its work.
@Suite struct LifecycleFactTests {
  @Test("Fact 12: of Succeeded and Failed together a VM keeps five, those in deletion not counted")
  func garbage() throws {
    var cluster = try Rehearsal { given in
      given.virtualMachines[0].guest.copy = .lasts(.seconds(1))
      var other = given.virtualMachines[0]
      other.name = "other"
      given.virtualMachines.append(other)
    }
    cluster.migrate("other", as: "of-other")
    try cluster.run(until: "of-other", is: .succeeded)
    for number in 1...7 {
      let name = "job\(number)"
      cluster.migrate(as: name)
      try cluster.run(until: name, is: .running)
      if number % 2 == 0 {
        try cluster.inject(.failCopy(namespace: "demo", migration: name, message: "broken"))
      }
      try cluster.run(for: .seconds(10))
      if number == 1 {
        // Someone else's finalizer holds it.
        cluster.patch(
          .virtualMachineInstanceMigration, name, ["metadata": ["finalizers": ["example.com/x"]]])
        cluster.delete(.virtualMachineInstanceMigration, name)
      }
    }
    #expect(
      cluster.migrations.map(\.metadata.name) == ["of-other", "job1"] + (3...7).map { "job\($0)" })
    #expect(
      cluster.migrations.map { $0.status.phase.rawValue } == [
        "Succeeded", "Succeeded", "Succeeded", "Failed", "Succeeded", "Failed", "Succeeded",
      ])
    #expect(cluster.migration("job1")?.metadata.isBeingDeleted == true)
  }

  @Test("Fact 13: stopping a VM deletes its migrations, though nothing owns them")
  func stop() throws {
    var cluster = try Rehearsal()
    cluster.migrate(as: "first")
    try cluster.run(until: "first", is: .succeeded)
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    #expect(cluster.migrations.map(\.metadata.ownerReferences) == [[], []])
    #expect(cluster.act("stop").isSuccess)
    try cluster.run(for: .minutes(2))
    #expect(cluster.phases().last == "Failed")
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration", "job").contains(
        "FailedMigration: Migration failed vmi shutdown during migration."))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.instance() == nil)
  }

  @Test("Fact 31: nodeName moves with endTimestamp, completed comes later, Succeeded after that")
  func orderOfTheEnd() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    let history = cluster.instanceVersions()
    let moved = try #require(history.firstIndex { $0.object.status.nodeName == "node2" })
    let ended = try #require(
      history.firstIndex { $0.object.status.migrationState?.endTimestamp != nil })
    #expect(moved == ended, "one write")
    #expect(history[ended].object.status.migrationState?.completed == false)
    let completed = try #require(
      history.firstIndex { $0.object.status.migrationState?.completed == true })
    #expect(completed > ended)
    let succeeded = try #require(
      cluster.migrationVersions().first { $0.object.status.phase == .succeeded })
    #expect(succeeded.place > history[completed].place)
  }

  @Test("Fact 40: migrationNetworkType, sourceState and targetState are never there")
  func unusedFields() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(10))
    let states =
      cluster.instanceVersions().compactMap(\.object.status.migrationState)
      + cluster.migrationVersions().compactMap(\.object.status.migrationState)
    #expect(states.count > 5)
    for state in states {
      for field in ["migrationNetworkType", "sourceState", "targetState"] {
        #expect(state.json?[field] == nil)
      }
    }
    #expect(states.last?.json?["targetPod"] != nil)
  }

  @Test("Fact 41: a phase is stamped the first time only, and conditions have no transition time")
  func stamps() throws {
    var cluster = try Rehearsal { $0.cluster.timing.podStart = .seconds(30) }
    cluster.migrate()
    try cluster.run(until: "job", is: .scheduling)
    let first = try #require(cluster.migration()?.status.phaseTransitionTimestamps)
    try cluster.run(for: .seconds(5))
    // Someone puts it back; it goes the same way again.
    cluster.patchStatus(.virtualMachineInstanceMigration, "job", ["phase": "Pending"])
    try cluster.run(for: .seconds(5))
    #expect(Array(cluster.phases().suffix(3)) == ["Scheduling", "Pending", "Scheduling"])
    #expect(cluster.migration()?.status.phaseTransitionTimestamps == first)
    #expect(first.map(\.phase) == ["Pending", "Scheduling"])
    try cluster.run(until: "job", is: .running)
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(10))
    let condition = try #require(
      cluster.migrationVersions().compactMap {
        $0.object.status.conditions["migrationAbortRequested"]
      }.first)
    #expect(condition.json?["lastTransitionTime"] == .null)
    #expect(condition.lastProbeTime != nil)
    let phases = try #require(
      cluster.migrationVersions().last?.object.status.phaseTransitionTimestamps)
    #expect(Set(phases.map(\.phase)).count == phases.count)
  }

  @Test("Fact 42: the event of an unschedulable target repeats and is folded into one")
  func foldedUnschedulable() throws {
    var cluster = try Rehearsal()
    cluster.migrate(selector: ["zone": "nowhere"])
    for _ in 1...5 {
      try cluster.run(for: .seconds(20))
      cluster.patch(
        .virtualMachineInstanceMigration, "job",
        ["metadata": ["labels": ["look": .string("at \(cluster.changes.count)")]]])
      cluster.patch(
        .virtualMachineInstanceMigration, "job",
        ["metadata": ["labels": ["look": .string("n\(cluster.changes.count)")]]])
    }
    try cluster.run(for: .seconds(20))
    let events = cluster.events(on: "VirtualMachineInstanceMigration").filter {
      $0.reason == "migrationTargetPodUnschedulable"
    }
    #expect(events.count == 1)
    #expect(
      events.first?.message
        == "Migration target pod for VMI [demo/vm] is currently unschedulable.")
    #expect((events.first?.count ?? 0) >= 5)
  }

  @Test("Fact 42: the event of a back-off repeats and is folded into one")
  func foldedBackoff() throws {
    var cluster = try Rehearsal(nodes: 3) { given in
      given.virtualMachines[0].evictionStrategy = "LiveMigrate"
      given.virtualMachines[0].annotations["simulator.godwit.dev/fail"] = "copy failed"
      given.virtualMachines[0].guest.copy = .lasts(.seconds(5))
    }
    _ = cluster.evict(try #require(cluster.pods(of: "vm").first?.metadata.name))
    try cluster.run(for: .seconds(200))
    let events = cluster.events(on: "VirtualMachineInstance").filter {
      $0.reason == "MigrationBackoff"
    }
    #expect(events.map(\.message) == ["backoff migrating vmi demo/vm"])
    #expect((events.first?.count ?? 0) >= 3)
  }

  @Test("Fact 46: the VM's status is Migrating from startTimestamp to endTimestamp only")
  func printableStatus() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(5))
    var words: [(word: String, place: Int)] = []
    for (place, change) in cluster.changes.enumerated() {
      guard case .virtualMachine(let found) = change.object else { continue }
      let word = found.object.status.printableStatus
      if words.last?.word != word { words.append((word, place)) }
    }
    #expect(words.map(\.word).drop { $0 == "Running" } == ["Migrating", "Running"])
    let history = cluster.instanceVersions()
    let started = try #require(
      history.first { $0.object.status.migrationState?.startTimestamp != nil })
    let ended = try #require(
      history.first { $0.object.status.migrationState?.endTimestamp != nil })
    let migrating = try #require(words.first { $0.word == "Migrating" })
    let running = try #require(words.last)
    #expect(migrating.place > started.place && migrating.place < ended.place)
    #expect(running.place > ended.place)
    #expect(cluster.changes[running.place].at - cluster.changes[ended.place].at < .seconds(1))
    for phase in [MigrationPhase.pending, .scheduling, .scheduled, .preparingTarget, .targetReady] {
      let entered = try #require(
        cluster.migrationVersions().first { $0.object.status.phase == phase })
      #expect(entered.place < migrating.place, "\(phase.rawValue)")
    }
  }
}
