import GodwitModel
import Testing

@testable import Simulator

@Suite struct NodeScoreTests {
  private static let node = ResourceList(["cpu": "16", "memory": "64Gi"])

  /// So many launcher pods of VMs with 1 CPU and 1Gi, as recorded.
  private static func pods(_ count: Int64) -> ResourceList {
    var list = ResourceList()
    list.add(ResourceList(["cpu": "105m", "memory": "1410731712"]), times: count)
    return list
  }

  private static func score(with count: Int64) -> Int64 {
    NodeScore.resources(wanted: pods(1), used: pods(count), capacity: node)
  }

  @Test func `a node with one small pod more may be as good (recording drain-with-limits)`() {
    #expect(Self.score(with: 3) == Self.score(with: 2))
    #expect(Self.score(with: 0) > Self.score(with: 3))
  }

  @Test func `a pod that evens out CPU and memory is welcome`() {
    var used = ResourceList()
    used.memory = 32 << 30
    var wanted = ResourceList()
    wanted.cpu = 8000
    let uneven = NodeScore.resources(wanted: wanted, used: used, capacity: Self.node)
    used.memory = 0
    used.cpu = 8000
    let even = NodeScore.resources(wanted: wanted, used: used, capacity: Self.node)
    #expect(uneven > even)
  }

  @Test func `the best of the preferences and the least of the avoided taints count in full`() {
    let scores = [
      NodeScore(ofResources: 150, preference: 1), NodeScore(ofResources: 160),
      NodeScore(ofResources: 170, avoidances: 1),
    ]
    #expect(NodeScore.totals(scores) == [650, 460, 170])
  }

  @Test func `amounts of large nodes do not overflow`() {
    let huge = ResourceList(["cpu": "4096", "memory": "64Ti"])
    let score = NodeScore.resources(wanted: Self.pods(1), used: Self.pods(9), capacity: huge)
    #expect(score == 99 + 75)
  }
}
