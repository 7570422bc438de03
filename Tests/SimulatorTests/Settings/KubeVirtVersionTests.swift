import GodwitModel
import Simulator
import Testing

@Suite struct KubeVirtVersionTests {
  @Test(arguments: ["v1.4", "1.5", "v1.8.2", "v1.9", "1.9.0", "v1.9.0-beta.1"])
  func `a known version is taken in any of its spellings`(version: String) {
    #expect(KubeVirtVersion.refusal(version) == nil)
  }

  @Test(arguments: ["v1.3", "v1.10", "v0.59", "v2.9", "latest", "", "v1"])
  func `any other is refused with those that are known`(version: String) {
    #expect(
      KubeVirtVersion.refusal(version)
        == "KubeVirt \(version) is not simulated; known are v1.4, v1.5, v1.6, v1.7, v1.8, v1.9. "
        + "Leave given.cluster.kubevirt.version out, or take one of these.")
  }

  @Test func `migrations are those of v1.9 alone`() {
    #expect(KubeVirtVersion.migrationRefusal("v1.9.2") == nil)
    #expect(KubeVirtVersion.migrationRefusal("v1.8")?.contains("v1.8 is not simulated") == true)
  }

  @Test func `a migration of another version ends the session once it is admitted`() throws {
    var cluster = try Rehearsal { $0.cluster.kubevirtVersion = "v1.8" }
    #expect(cluster.migrate().code == 201)
    #expect(throws: SimulationError.self) { try cluster.run(for: .seconds(5)) }
  }

  @Test func `a scenario for an unknown version does not begin`() {
    #expect(throws: SimulationError.self) {
      try Rehearsal { $0.cluster.kubevirtVersion = "v1.3" }
    }
  }
}
