import GodwitModel
import Testing

@testable import Simulator

@Suite struct RaceTests {
  private static func times(_ controller: Controller, _ latency: Span, seed: UInt64 = 1) -> [Span] {
    var race = Race(seed: seed)
    race.isOn = true
    return (0..<1000).map { _ in race.time(of: controller, usually: latency) }
  }

  @Test func `of two controllers that see the same change either may come first`() {
    let migrations = Self.times(.migration, .milliseconds(3))
    let instances = Self.times(.instance, .milliseconds(7), seed: 2)
    let reversed = zip(migrations, instances).count { $0 > $1 }
    #expect((10...200).contains(reversed))
    #expect(migrations.allSatisfy { $0 >= .microseconds(1500) && $0 < .milliseconds(23) })
  }

  @Test func `a virt-handler takes its time and a tenth more at most`() {
    let times = Self.times(.handler, .milliseconds(100))
    #expect(times.allSatisfy { $0 >= .milliseconds(100) && $0 < .milliseconds(110) })
    #expect(Set(times).count > 500)
  }

  @Test func `during the set-up nothing is left to chance`() {
    var race = Race(seed: 1)
    #expect(race.time(of: .instance, usually: .milliseconds(7)) == .milliseconds(7))
  }

  @Test func `the same seed decides alike`() {
    let first = Self.times(.scheduler, .milliseconds(2), seed: 9)
    #expect(first == Self.times(.scheduler, .milliseconds(2), seed: 9))
    #expect(first != Self.times(.scheduler, .milliseconds(2), seed: 10))
  }

  @Test func `the order in which two VMs move is the seed's`() throws {
    var orders: Set<[String]> = []
    for seed in 1...40 as ClosedRange<UInt64> {
      var cluster = try Rehearsal(seed: seed, nodes: 3) { given in
        given.virtualMachines = ["a", "b"].map { VirtualMachineLayout(name: $0) }
      }
      cluster.migrate("a", as: "a")
      cluster.migrate("b", as: "b")
      try cluster.run(until: "a", is: .succeeded)
      try cluster.run(until: "b", is: .succeeded)
      var names: [String] = []
      for change in cluster.changes {
        guard case .migration(let snapshot) = change.object,
          snapshot.object.status.phase == .running, !names.contains(snapshot.object.metadata.name)
        else { continue }
        names.append(snapshot.object.metadata.name)
      }
      orders.insert(names)
    }
    #expect(orders == [["a", "b"], ["b", "a"]])
  }
}
