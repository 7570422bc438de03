import BackendInterface
import GodwitModel
import KubernetesClient
import ScenarioFormat
import Testing

@testable import LiveBackend

/// The project's scenarios on an empty served cluster.
@Suite struct ScenarioSetupTests {
  private static let scenarios: [Scenario] = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return ScenarioFiles.load(paths: ["/" + root + "/scenarios"]).scenarios
  }()

  /// What an empty cluster of KubeVirt v1.9 cannot be, and nobody may make of it.
  private static let expected = ["the cluster has v1.9", "that is only for a simulated cluster"]

  @Test func `what they take as given can be established, or it is said why not`() async throws {
    #expect(Self.scenarios.count > 100)
    var reasons: [String] = []
    // Some of all: each takes a tenth of a second and more.
    for scenario in Self.scenarios.enumerated().filter({ $0.offset % 61 == 0 }).map(\.element) {
      let api = try HostAPI(.cluster())
      let (control, _) = try #require(try await ControlClient.find(on: api))
      let options = LiveOptions.test {
        $0.provisionsNodes = true
        $0.allowsClusterChanges = true
      }
      do throws(BackendError) {
        let established = try await EnvironmentSetup.establish(
          scenario, on: api, options: options, control: control)
        let left = await established.takeDown(after: .passed)
        if !left.isEmpty { reasons.append("\(scenario.id): LEFT \(left)") }
      } catch {
        let isExpected = Self.expected.contains { error.text.contains($0) }
        if !isExpected { reasons.append("\(scenario.id): \(error)") }
      }
      let marked = try await api.marked()
      if !marked.isEmpty { reasons.append("\(scenario.id): MARKED \(marked)") }
    }
    #expect(reasons == [])
  }
}
