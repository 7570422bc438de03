import GodwitModel
import Simulator
import Testing

/// What migrations leave (specification §4.9).
@Suite struct MigrationHousekeepingTests {
  private func afterMigrations(_ count: Int) throws -> Rehearsal {
    var cluster = try Rehearsal { $0.virtualMachines[0].guest.copy = .lasts(.seconds(1)) }
    for number in 1...count {
      cluster.migrate(as: "job\(number)")
      try #require(try cluster.run(until: "job\(number)", is: .succeeded))
      try cluster.run(for: .seconds(10))
    }
    return cluster
  }

  @Test func `the five newest final migrations of a VM stay`() throws {
    let five = try afterMigrations(5)
    #expect(five.migrations.map(\.metadata.name) == (1...5).map { "job\($0)" })
    let eight = try afterMigrations(8)
    #expect(eight.migrations.map(\.metadata.name) == (4...8).map { "job\($0)" })
  }

  @Test func `with an old migration its ended pod goes`() throws {
    let cluster = try afterMigrations(7)
    let present = cluster.pods(of: "vm").filter { cluster.object(.pod, $0.metadata.name) != nil }
    #expect(present.filter { $0.status.phase == .succeeded }.count == 5)
    #expect(present.filter { $0.status.phase == .running }.count == 1)
  }

  @Test func `failed ones count too and theirs is the target pod`() throws {
    var cluster = try afterMigrations(4)
    for number in 5...7 {
      cluster.migrate(as: "job\(number)")
      try cluster.run(until: "job\(number)", is: .running)
      try cluster.inject(.failCopy(namespace: "demo", migration: "job\(number)", message: "x"))
      try cluster.run(for: .seconds(10))
    }
    #expect(cluster.migrations.map(\.metadata.name) == (3...7).map { "job\($0)" })
    let present = cluster.pods(of: "vm").filter { cluster.object(.pod, $0.metadata.name) != nil }
    #expect(present.filter { $0.status.phase == .failed }.count == 3)
    #expect(present.filter { $0.status.phase == .succeeded }.count == 2)
  }

  @Test("Fact 13: restarting a VM clears its history")
  func restart() throws {
    var cluster = try afterMigrations(2)
    #expect(cluster.act("restart").isSuccess)
    try cluster.run(for: .minutes(2))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.state() == nil)
  }
}
