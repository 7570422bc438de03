import BackendInterface
import GodwitModel
import KubernetesClient
import Synchronization
import Testing

@testable import LiveBackend

@Suite struct ClusterLockTests {
  /// A clock that only waiting moves.
  private final class Clock: Sendable {
    private let now = Mutex(Instant.simulationEpoch)

    var time: LiveTime {
      let pass: Pause = { (span) throws(ClientError) in
        if Task.isCancelled { throw .cancelled }
        self.now.withLock { $0 = $0 + span }
        await Task.yield()
      }
      // Renewals wait for ever: what is tested is what happens without them.
      return LiveTime(pause: pass, rest: pass, wallClock: { self.now.withLock { $0 } })
    }
  }

  private func lock(_ api: HostAPI, _ scenario: String, _ time: LiveTime) -> ClusterLock {
    ClusterLock(
      ClusterAccess(api: api), namespace: "kubevirt",
      mark: RunMark(runID: scenario, scenario: scenario), time: time)
  }

  private func patch(_ api: HostAPI, _ value: JSONValue) async throws {
    try await ClusterAccess(api: api).patch(
      .kubeVirt, namespace: "kubevirt", "kubevirt",
      ["spec": ["configuration": ["evictionStrategy": value]]])
  }

  private func strategy(_ api: HostAPI) async throws -> JSONValue? {
    try await api.objects(.kubeVirt).first?.value(at: ["spec", "configuration", "evictionStrategy"])
  }

  private var restoration: Restoration {
    var restoration = Restoration()
    restoration.configuration = Restoration.Configuration(
      namespace: "kubevirt", name: "kubevirt",
      undo: ["spec": ["configuration": ["evictionStrategy": .null]]])
    return restoration
  }

  /// A clock that stands still but for those who wait for it.
  private static let still = LiveTime(
    pause: { (_) throws(ClientError) in }, rest: { (_) throws(ClientError) in throw .cancelled },
    wallClock: { .simulationEpoch })

  @Test func `who gives the lock up has put everything back`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let lock = lock(api, "a", Self.still)
    try await lock.acquire(within: .zero, note: { _ in })
    try await lock.record(restoration)
    try await patch(api, "LiveMigrate")
    let lease = try #require(try await api.objects(.lease).first)
    #expect(lease.metadata.labels[RunMark.runLabel] == "a")
    #expect(HeldLease(lease).restoration == restoration)
    #expect(await lock.release() == [])
    #expect(try await strategy(api) == nil)
    #expect(try await api.objects(.lease).isEmpty)
    #expect(await lock.release() == [])
  }

  @Test func `the next waits until the lock has expired, and puts back what was left`() async throws
  {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let first = lock(api, "a", Self.still)
    try await first.acquire(within: .zero, note: { _ in })
    try await first.record(restoration)
    try await patch(api, "LiveMigrate")
    let clock = Clock()
    let second = lock(api, "b", clock.time)
    let notes = Mutex<[String]>([])
    try await second.acquire(within: .minutes(5)) { line in notes.withLock { $0.append(line) } }
    #expect(clock.time.wallClock() > .simulationEpoch + ClusterLock.duration)
    #expect(notes.withLock { $0 } == ["waiting for another run that changes the cluster"])
    #expect(try await strategy(api) == nil)
    let lease = try #require(try await api.objects(.lease).first)
    #expect(HeldLease(lease).holder.hasPrefix("b/"))
    // The first one's lock is the second's now: it must not give it up, nor write it.
    await #expect(throws: BackendError.self) { try await first.record(Restoration()) }
    #expect(try await api.objects(.lease).count == 1)
    #expect(await second.release() == [])
  }

  @Test func `who waits too long is told who to look for`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    try await lock(api, "a", Self.still).acquire(within: .zero, note: { _ in })
    let second = lock(api, "b", Clock().time)
    await #expect(
      throws: BackendError.unavailable(
        "another run has held the lock kubevirt/godwit-cluster for 10s; if it was killed, run "
          + "`godwit clean`")
    ) { try await second.acquire(within: .seconds(10), note: { _ in }) }
  }

  @Test func `times are written as Kubernetes reads them`() {
    let instant = Instant.simulationEpoch + .microseconds(1_000_042)
    #expect(instant.microsecondText == "2026-01-01T00:00:01.000042Z")
  }
}
