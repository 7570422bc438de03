import Engine
import Foundation
import GodwitModel
import KubernetesClient
import LiveBackend
import ScenarioFormat

/// One migration on the live backend, on a cluster that `godwit serve` serves over TLS in real time.
enum LiveRuns {
  private static let repeats = 7

  static func measure(_ workspace: Workspace, _ table: inout ResultTable) async throws {
    let plain = try await runs(workspace, ordered: false)
    table.add(
      "live: from delivery to verdict", Measurement(plain.map(\.delay)), bar: .milliseconds(5))
    let ordered = try await runs(workspace, ordered: true)
    table.add(
      "live: the same where the order of kinds is asked for", Measurement(ordered.map(\.delay)))
    let first = plain[0]
    table.add(
      "live: requests a scenario", "\(first.requests.count) and \(first.watches) watches",
      floor: "bare: \(first.writes.count) writes")
    let bare = try await bare(first, workspace)
    table.add(
      "live: a whole scenario", Measurement(plain.map(\.whole)),
      floor: ("bare calls", Measurement(bare)))
  }

  /// What was measured of one scenario.
  struct Run {
    /// From the last byte of the change that decides to the verdict.
    var delay: Duration
    /// Set-up, scenario and clean-up.
    var whole: Duration
    var requests: [TransportRequest]
    var watches: Int

    var writes: [TransportRequest] {
      requests.filter { $0.method != "GET" && !$0.target.hasPrefix("/godwit/") }
    }
  }

  private static func scenario(ordered: Bool) throws -> Scenario {
    let never =
      "{ over: run, never: [{ pod: { status: { phase: Failed } }, vmi/fedora: { status: { phase: "
      + "Failed } } }] }"
    let text = """
      apiVersion: godwit.dev/v1
      kind: Scenario
      metadata: { name: live, title: A VM moves }
      spec:
        given:
          cluster: { nodes: 3, timing: { profile: stand-in } }
          virtualMachines: [{ name: fedora }]
        steps:
          - when: { migrate: fedora, name: job }
          - then: { within: 2m, expect: { vmim/job: { status: { phase: Succeeded } } } }

      """ + (ordered ? "    - then: \(never)\n" : "")
    let loaded = ScenarioLoader.load(text: text, path: "live.yaml")
    guard let scenario = loaded.scenarios.first, loaded.diagnostics.isEmpty else {
      throw ChildProcess.Failure(reason: "\(loaded.diagnostics)")
    }
    return scenario
  }

  // MARK: Through Godwit

  private static func runs(_ workspace: Workspace, ordered: Bool) async throws -> [Run] {
    try await ServedCluster.serve(workspace) { connection in
      let scenario = try scenario(ordered: ordered)
      var runs: [Run] = []
      for number in 0..<repeats {
        runs.append(try await run(scenario, number, on: connection.transport))
      }
      return runs
    }
  }

  private static func run(
    _ scenario: Scenario, _ number: Int, on transport: any Transport
  ) async throws -> Run {
    let measured = MeasuredTransport(transport, marker: #""phase":"Succeeded""#)
    var options = LiveOptions(runID: "bench\(number)")
    options.provisionsNodes = true
    let start = ContinuousClock.now
    let origin = Instant(
      nanosecondsSinceEpoch: Int64(Date().timeIntervalSince1970) * 1_000_000_000)
    let backend = LiveBackend(KubernetesClient(measured), options: options) {
      let passed = (ContinuousClock.now - start).components
      return origin
        + .nanoseconds(passed.seconds * 1_000_000_000 + passed.attoseconds / 1_000_000_000)
    }
    let session = try await backend.openSession(for: scenario, seed: 1)
    let record = await ScenarioExecutor.run(scenario, on: session)
    let decided = ContinuousClock.now
    await session.close(after: record.verdict)
    guard record.verdict == .passed, let delivered = measured.firstMark else {
      throw ChildProcess.Failure(reason: record.reason)
    }
    return Run(
      delay: decided - delivered, whole: ContinuousClock.now - start,
      requests: measured.requests, watches: measured.watches)
  }

  // MARK: Without Godwit

  /// The same writes one after another, with nothing between them but the waits for the VM, the
  /// migration and the end of the namespace.
  private static func bare(_ run: Run, _ workspace: Workspace) async throws -> [Duration] {
    try await ServedCluster.serve(workspace) { connection in
      var times: [Duration] = []
      for _ in 0..<repeats {
        let start = ContinuousClock.now
        var namespace = ""
        for request in run.writes {
          let target = String(request.target.split(separator: "?")[0])
          var bare = request
          if request.method == "DELETE" { bare.body = nil }
          _ = try await connection.transport.send(bare)
          if target == "/api/v1/namespaces" { namespace = try name(of: request) }
          guard request.method == "POST" else { continue }
          if target.hasSuffix("/virtualmachines") {
            try await wait(connection, Self.instances(namespace), for: "LiveMigratable")
          } else if target.hasSuffix("/virtualmachineinstancemigrations") {
            try await wait(connection, target, for: #""phase":"Succeeded""#)
          }
        }
        try await wait(connection, "/api/v1/namespaces/" + namespace, for: #""code":404"#)
        times.append(ContinuousClock.now - start)
      }
      return times
    }
  }

  private static func instances(_ namespace: String) -> String {
    "/apis/kubevirt.io/v1/namespaces/\(namespace)/virtualmachineinstances"
  }

  private static func name(of request: TransportRequest) throws -> String {
    try JSONValue(parsing: request.body ?? [])["metadata"]?["name"]?.string ?? ""
  }

  private static func wait(
    _ connection: ClusterConnection, _ target: String, for text: String
  ) async throws {
    while true {
      let answer = try await connection.transport.send(TransportRequest("GET", target))
      if String(decoding: answer.body, as: UTF8.self).contains(text) { return }
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}
