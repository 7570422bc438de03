import GodwitModel
import Simulator
import Testing

@Suite struct KubeVirtProfileTests {
  @Test(arguments: [
    ("v1.0", 0), ("v1.4", 4), ("1.5", 5), ("v1.8.2", 8), ("v1.9", 9), ("1.9.0", 9),
    ("v1.9.0-beta.1", 9),
  ])
  func `a known version is taken in any of its spellings`(version: String, minor: Int) {
    #expect(KubeVirtProfile(version: version)?.minor == minor)
    #expect(KubeVirtProfile.refusal(version) == nil)
  }

  @Test(arguments: ["v1.10", "v0.59", "v2.9", "latest", "", "v1", "v1.05", "v1.-1"])
  func `any other is refused with those that are known`(version: String) {
    #expect(KubeVirtProfile(version: version) == nil)
    #expect(
      KubeVirtProfile.refusal(version)
        == "KubeVirt \(version) is not simulated; known are v1.0, v1.1, v1.2, v1.3, v1.4, v1.5, "
        + "v1.6, v1.7, v1.8, v1.9. Leave given.cluster.kubevirt.version out, or take one of these.")
  }

  @Test func `a scenario for an unknown version does not begin`() {
    #expect(throws: SimulationError.self) {
      try Rehearsal { $0.cluster.kubevirtVersion = "v1.10" }
    }
  }

  @Test(arguments: KubeVirtProfile.minors)
  func `a VM migrates on every version`(minor: Int) throws {
    var cluster = try Rehearsal { $0.cluster.kubevirtVersion = "v1.\(minor)" }
    #expect(cluster.migrate().code == 201)
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(5))
    #expect(
      cluster.phases()
        == [
          "", "Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running",
          "Succeeded",
        ])
    #expect(cluster.instance()?.status.nodeName == "node2")
    #expect(cluster.pods(of: "vm").map(\.status.phase) == [.succeeded, .running])
    #expect(cluster.migration()?.metadata.finalizers == [])
  }

  @Test(arguments: [(8, KubeVirtProfile.GateState.off), (9, .on)])
  func `beta means on since v1.9`(minor: Int, state: KubeVirtProfile.GateState) {
    #expect(KubeVirtProfile(minor: minor).state(of: .memoryOverheadReport) == state)
  }
}
