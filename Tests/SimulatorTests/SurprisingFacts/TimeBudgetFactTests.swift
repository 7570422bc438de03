import GodwitModel
import Testing

@testable import Simulator

/// How long a copy may take, and what happens then (specification §5.4).
@Suite struct TimeBudgetFactTests {
  /// A copy that runs: endless unless `configure` says otherwise.
  private func running(
    _ migrations: JSONValue, memory: String = "1Gi", _ configure: (inout Given) -> Void = { _ in }
  ) throws -> Rehearsal {
    var cluster = try Rehearsal { given in
      given.cluster.kubevirtConfiguration["migrations"] = migrations
      given.virtualMachines[0].guest.copy = .endless
      given.virtualMachines[0].memory = memory
      configure(&given)
    }
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: .running))
    return cluster
  }

  /// How long after its start the copy was given up.
  private func abortTime(_ cluster: inout Rehearsal) throws -> Span {
    try #require(try cluster.run(until: "job", is: .failed))
    let failed = try #require(cluster.time(ofState: \.failed))
    return failed - (try #require(cluster.copyStart))
  }

  /// How long a copy of an ordinary length takes.
  private func duration(_ cluster: inout Rehearsal) throws -> Span {
    try #require(try cluster.run(until: "job", is: .succeeded))
    let ready = try #require(
      cluster.time { change in
        guard case .virtualMachineInstance(let found) = change.object else { return false }
        return found.object.status.migrationState?.targetNodeDomainReadyTimestamp != nil
      })
    return ready - (try #require(cluster.copyStart))
  }

  @Test(
    "Fact 14: the GiB of completionTimeoutPerGiB is a decimal gigabyte, rounded up",
    arguments: [
      (134_217_728, 1), (1 << 30, 2), (2 << 30, 3), (4 << 30, 5), (8 << 30, 9), (16 << 30, 18),
      (64 << 30, 69), (1_000_000_000, 1), (1_000_000_001, 2), (0, 0),
    ])
  func gigabytes(bytes: Int64, count: Int64) {
    #expect(World.gigabytes(bytes) == count)
  }

  @Test("Fact 14: 8Gi have nine times completionTimeoutPerGiB")
  func nineGigabytes() throws {
    var cluster = try running(["completionTimeoutPerGiB": 4], memory: "8Gi")
    // More than 36 s means at 37 s, and the next look of 400 ms is at 37.2 s.
    #expect(try abortTime(&cluster) == .milliseconds(37_200 + 20))
  }

  @Test("Fact 15: a container disk makes it BlockMigration, with a third port and its disk's bytes")
  func blockMigration() throws {
    let disk = "simulator.godwit.dev/ephemeral-disk"
    var block = try running(["completionTimeoutPerGiB": 10]) {
      $0.virtualMachines[0].annotations[disk] = "3G"
    }
    #expect(block.instance()?.status.migrationMethod == .blockMigration)
    let ports = try #require(block.state()?.targetDirectMigrationNodePorts.object)
    #expect(ports.members.compactMap(\.value.int).sorted() == [0, 49152, 49153])
    // 1.07 GB and 3 GB make five.
    #expect(try abortTime(&block) == .milliseconds(51_200 + 20))

    var shared = try running(["completionTimeoutPerGiB": 10]) { given in
      given.virtualMachines[0].annotations[disk] = "3G"
      given.virtualMachines[0].spec = Self.sharedDisk
      given.manifests = [Self.claim]
    }
    #expect(shared.instance()?.status.migrationMethod == .liveMigration)
    let two = try #require(shared.state()?.targetDirectMigrationNodePorts.object)
    #expect(two.members.compactMap(\.value.int).sorted() == [0, 49152])
    #expect(try abortTime(&shared) == .milliseconds(21_200 + 20), "the memory's two alone")
  }

  @Test("Fact 15: a disk of cloud-init is enough for BlockMigration")
  func cloudInit() throws {
    let cluster = try Rehearsal { given in
      var spec = Self.sharedDisk
      spec["volumes"] = .array(
        (spec["volumes"]?.array ?? []) + [
          ["name": "init", "cloudInitNoCloud": ["userData": "#cloud-config"]]
        ])
      given.virtualMachines[0].spec = spec
      given.manifests = [Self.claim]
    }
    #expect(cluster.instance()?.status.migrationMethod == .blockMigration)
  }

  private static let claim: JSONValue = [
    "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "disk"],
    "spec": [
      "accessModes": ["ReadWriteMany"], "resources": ["requests": ["storage": "10Gi"]],
    ],
  ]
  private static let sharedDisk: JSONObject = [
    "volumes": [["name": "disk", "persistentVolumeClaim": ["claimName": "disk"]]]
  ]

  @Test("Fact 16: a time-out looks like a user's cancel, but for abortRequested")
  func timeoutAndCancel() throws {
    var late = try running([:])
    // More than 2 × 150 s means at 301 s, and the next look is at 301.2 s.
    #expect(try abortTime(&late) == .milliseconds(301_200 + 20))
    var cancelled = try running([:])
    cancelled.delete(.virtualMachineInstanceMigration, "job")
    try cancelled.run(for: .seconds(10))
    let states = [try #require(late.state()), try #require(cancelled.state())]
    for state in states {
      #expect(state.failed && state.completed)
      #expect(state.failureReason == "Live migration has been aborted")
      #expect(state.abortStatus == "Succeeded")
      #expect(state.mode == "PreCopy")
    }
    #expect(states.map(\.abortRequested) == [false, true])
    #expect(late.instance()?.status.nodeName == "node1")
    #expect(late.instance()?.status.phase == .running)
  }

  @Test("Fact 17: abortStatus is never Aborting, it comes with the failure")
  func aborting() throws {
    var cluster = try running([:])
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(10))
    let states = cluster.instanceVersions().compactMap(\.object.status.migrationState)
    #expect(states.contains { $0.abortRequested && $0.abortStatus.isEmpty })
    #expect(Set(states.map(\.abortStatus)) == ["", "Succeeded"])
    #expect(states.allSatisfy { $0.abortStatus.isEmpty || $0.failed })
  }

  @Test("Fact 18: Paused doubles the deadline, counted from the start")
  func paused() throws {
    var cluster = try running(["allowWorkloadDisruption": true, "completionTimeoutPerGiB": 10])
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    let aborted = try abortTime(&cluster)
    let paused = try #require(
      cluster.time { change in
        guard case .virtualMachineInstance(let found) = change.object else { return false }
        return found.object.status.migrationState?.mode == "Paused"
      })
    #expect(paused - (try #require(cluster.copyStart)) == .milliseconds(21_200 + 20))
    #expect(aborted == .milliseconds(41_200 + 20), "twice 20 s, not 21 s and 40 s more")
    #expect(cluster.state()?.mode == "Paused")
  }

  @Test("Fact 18: post-copy has no deadline")
  func postCopy() throws {
    var cluster = try running(
      ["allowPostCopy": true, "completionTimeoutPerGiB": 1, "progressTimeout": 1], memory: "16Gi")
    try #require(try cluster.runUntilState({ $0.mode == "PostCopy" }))
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try cluster.run(for: .minutes(600))
    #expect(cluster.migration()?.status.phase == .running)
    try cluster.inject(.resumeCopy(namespace: "demo", migration: "job"))
    #expect(try cluster.run(until: "job", is: .succeeded))
  }

  @Test("Fact 19: maxDowntimeMs has no effect, QEMU's 300 ms rule")
  func downtime() throws {
    func time(_ downtime: Int) throws -> Span {
      var cluster = try running(["maxDowntimeMs": .int(downtime)]) { given in
        given.virtualMachines[0].guest.copy = .computed
        given.virtualMachines[0].guest.dirtyRate = Quantity(700 << 20)
        given.virtualMachines[0].memory = "8Gi"
      }
      #expect(cluster.state()?.migrationConfiguration["maxDowntimeMs"]?.int == downtime)
      return try duration(&cluster)
    }
    #expect(try time(1) == time(900))
    #expect(try time(900) == time(2000))
    let model = PreCopyModel(memory: 1, bandwidth: 1, dirtyRate: 0, autoConverges: false)
    #expect(model.downtime == 300)
  }

  @Test("Fact 20: a saw-tooth that never converges is progress, only a stall is none")
  func sawTooth() throws {
    var cluster = try running(["completionTimeoutPerGiB": 0, "progressTimeout": 10]) { given in
      given.virtualMachines[0].guest.copy = .computed
      given.virtualMachines[0].guest.dirtyRate = Quantity(2 << 30)
    }
    try cluster.run(for: .minutes(600))
    #expect(cluster.migration()?.status.phase == .running, "it writes faster than it is copied")
    let stalled = cluster.simulation.now
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try #require(try cluster.run(until: "job", is: .failed))
    let waited = try #require(cluster.time(ofState: \.failed)) - stalled
    #expect(waited >= .seconds(11) && waited <= .milliseconds(11_000 + 400 + 20))
  }
}
