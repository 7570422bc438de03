import GodwitModel
import Simulator
import Testing

@testable import APIService

/// `GET /godwit/metrics`.
@Suite struct PrometheusTextTests {
  @Test func metricsAreToldInTheFormOfPrometheus() async throws {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = ["node1", "node2"].map { NodeLayout(name: $0) }
    var machine = VirtualMachineLayout(name: "fedora")
    machine.guest.copy = .lasts(.seconds(12))
    scenario.given.virtualMachines = [machine]
    let host = ClusterHost(ServedCluster(try Simulation(scenario: scenario, seed: 1)))
    let endpoint = ControlEndpoint(host: host)
    let body = """
      {"apiVersion":"kubevirt.io/v1","kind":"VirtualMachineInstanceMigration",
       "metadata":{"name":"job"},"spec":{"vmiName":"fedora"}}
      """
    let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
    _ = await host.answer(WireRequest("POST", path, body: Array(body.utf8)))
    let start = await host.standing.now
    _ = try await host.advance(to: start + .minutes(1), onlyToNextChange: false)
    let answer = try #require(await endpoint.answer(WireRequest("GET", "/godwit/metrics")))
    #expect(answer.status == 200)
    #expect(
      answer.headers == [
        WireHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
      ])
    let text = String(decoding: answer.body, as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    let name = "kubevirt_vmi_migration_phase_transition_time_from_creation_seconds"
    for line in [
      "# TYPE kubevirt_vmi_migrations_in_pending_phase gauge",
      "kubevirt_vmi_migrations_in_pending_phase 0",
      "kubevirt_vmi_migration_succeeded{vmi=\"fedora\",vmim=\"job\",namespace=\"demo\"} 1",
      "# TYPE \(name) histogram", "\(name)_bucket{phase=\"Pending\",le=\"0.5\"} 1",
      "\(name)_bucket{phase=\"Succeeded\",le=\"10\"} 0",
      "\(name)_bucket{phase=\"Succeeded\",le=\"20\"} 1",
      "\(name)_bucket{phase=\"Succeeded\",le=\"+Inf\"} 1",
      "\(name)_count{phase=\"Succeeded\"} 1",
    ] {
      #expect(lines.contains(line), "\(line)\n\(text)")
    }
    #expect(!text.contains("kubevirt_vmi_migration_failed"), "without samples it is left out")
    #expect(text.hasSuffix("\n"))
  }
}
