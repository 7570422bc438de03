import GodwitModel
import Testing

@testable import Simulator

@Suite struct WorldTests {
  @Test func `time never goes back and changes come in their order`() throws {
    var cluster = try Rehearsal()
    var last = cluster.simulation.now
    cluster.migrate()
    try cluster.run(for: .minutes(10))
    for change in cluster.changes {
      #expect(change.at >= last)
      last = change.at
    }
    #expect(cluster.simulation.now >= last)
    let versions = cluster.changes.compactMap { Int($0.object.resourceVersion) }
    #expect(versions == versions.sorted())
    #expect(versions.count > 20)
  }

  @Test func `waiting ends at the deadline and not later`() throws {
    var cluster = try Rehearsal()
    let start = cluster.simulation.now
    try cluster.run(for: .seconds(7))
    #expect(cluster.simulation.now == start + .seconds(7))
  }

  @Test func `the session begins at a whole second with nothing of the set-up to tell`() throws {
    var cluster = try Rehearsal()
    #expect(cluster.simulation.now == cluster.simulation.now.truncatedToSecond)
    try cluster.run(for: .seconds(60))
    #expect(cluster.changes.isEmpty)
  }

  @Test func `one seed gives one history`() throws {
    func history(_ seed: UInt64) throws -> [String] {
      var cluster = try Rehearsal(seed: seed, nodes: 3)
      cluster.migrate()
      try cluster.run(for: .minutes(2))
      return cluster.changes.map { "\($0.at) \($0.type) \($0.object.json)" }
    }
    #expect(try history(4) == history(4))
    #expect(try history(4) != history(5))
  }

  @Test func `a copy of a simulation goes its own way`() throws {
    var first = try Rehearsal()
    var second = first
    first.migrate()
    try first.run(for: .minutes(1))
    try second.run(for: .minutes(1))
    #expect(first.migration()?.status.phase == .succeeded)
    #expect(second.changes.isEmpty)
  }

  @Test func `a key waits once in a queue`() {
    var world = World(nodes: [])
    while world.queue.pop() != nil {}
    world.queued.removeAll()
    let key = WorkKey(.migration, ObjectName("demo", "a"))
    world.enqueue(key, after: .seconds(1))
    world.enqueue(key, after: .seconds(2))
    #expect(world.queue.pop() != nil)
    #expect(world.queue.isEmpty)
  }

  /// client-go default_rate_limiters.go.
  @Test func `retries wait twice as long each time up to 1000 s`() {
    var world = World(nodes: [])
    let key = WorkKey(.migration, ObjectName("demo", "a"))
    var waits: [Span] = []
    for _ in 0..<20 {
      world.wakes = [:]
      world.retry(key)
      waits.append((world.wakes[key] ?? world.now) - world.now)
    }
    #expect(
      waits.prefix(4) == [
        .milliseconds(5), .milliseconds(10), .milliseconds(20), .milliseconds(40),
      ])
    #expect(waits[17] == .milliseconds(5 << 17))
    #expect(waits[18] == .seconds(1000))
    world.forget(key)
    world.wakes = [:]
    world.retry(key)
    #expect((world.wakes[key] ?? world.now) - world.now == .milliseconds(5))
  }
}
