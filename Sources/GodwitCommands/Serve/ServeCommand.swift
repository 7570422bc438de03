import APIService
import ArgumentParser
import Glibc
import GodwitModel
import Runner
import ScenarioFormat
import Simulator

/// `godwit serve`: the simulator as a Kubernetes API.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a simulated cluster as a Kubernetes API, for kubectl, virtctl and libraries.",
    discussion: """
      Prints where it listens and how to use it, and serves until Ctrl-C. The kubeconfig has a \
      context for each user of the scenario and one for the administrator, which is the current \
      one. What a scenario's steps do is not done: only what it takes as given is there.

        godwit serve --nodes 3 --kubeconfig-out kc &
        kubectl --kubeconfig kc get nodes
      """)

  @Option(
    help: ArgumentHelp(
      "A scenario file, or the id or name of a scenario in scenarios/: what it takes as given is "
        + "served.", valueName: "scenario"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "Which one of the file's scenarios, by id or name; * and ? as in 'run'.",
      valueName: "glob"))
  var filter: String?

  @Option(help: ArgumentHelp("Serve an empty cluster of so many nodes.", valueName: "count"))
  var nodes: Int?

  @Option(help: ArgumentHelp("The port; 0 is any that is free.", valueName: "number"))
  var port = 0

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var address = "127.0.0.1"

  @Option(help: ArgumentHelp("Where the kubeconfig is written.", valueName: "file"))
  var kubeconfigOut: String?

  @Flag(help: "Serve HTTP without TLS, where everyone is the administrator; on loopback only.")
  var insecure = false

  @Option(
    help: ArgumentHelp("The cluster's seconds in a real one.", valueName: "factor"))
  var speed: Int64 = 1

  @Flag(help: "Let time stand still until the control endpoint advances it.")
  var paused = false

  @Option(help: ArgumentHelp("What is left to chance follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("The version of KubeVirt to simulate.", valueName: "version"))
  var kubevirt: String?

  @Option(
    help: ArgumentHelp(
      "Keep the cluster in this file, and go on with the one that it holds.", valueName: "file"))
  var state: String?

  @Flag(help: "Write a JSON object for each request to standard error.")
  var logRequests = false

  func validate() throws {
    if scenario != nil, nodes != nil {
      throw ValidationError("--scenario and --nodes do not go together; a scenario has its nodes")
    }
    if filter != nil, scenario == nil {
      throw ValidationError("--filter chooses among the scenarios of a file; add --scenario FILE")
    }
    if let nodes, !(0...5000).contains(nodes) {
      throw ValidationError("--nodes is a number from 0 to 5000")
    }
    if !(0...65535).contains(port) { throw ValidationError("--port is a number from 0 to 65535") }
    if !(1...3600).contains(speed) { throw ValidationError("--speed is a number from 1 to 3600") }
    if paused, speed != 1 { throw ValidationError("--paused and --speed do not go together") }
    if insecure, !Self.isLoopback(address) {
      throw ValidationError("--insecure serves on loopback only; leave --address out")
    }
    if let kubevirt, Versions.kubevirt(kubevirt) == nil {
      throw ValidationError(
        "unknown version '\(kubevirt)' of KubeVirt; there are "
          + Versions.kubevirtNames.joined(separator: ", "))
    }
  }

  private static func isLoopback(_ address: String) -> Bool {
    address == "localhost" || address == "::1" || address.hasPrefix("127.")
  }

  func run() async throws {
    let source = try sourceToServe()
    var scenario = try ServedState.scenario(source)
    if let version = kubevirt.flatMap(Versions.kubevirt) {
      scenario.given.cluster.kubevirtVersion = version
    }
    let origin = try ServedState.origin(
      state,
      or: ServedState.Origin(seed: seed, epoch: epoch, source: source, scenario: scenario))
    let host = ClusterHost(ServedCluster(try Self.simulation(origin)))
    try await ServedState.resume(state, on: host)
    let journal = try ServedState.journal(state, origin)
    let mode: ClockMode = paused ? .paused : .running(speed: speed)
    await host.start(mode, journal: journal, at: paused ? nil : Self.realTime)
    try await serve(host, origin.scenario)
    await host.end()
  }

  /// Real time, so that ages are right; a fixed time where time stands still.
  private var epoch: Instant {
    paused ? .simulationEpoch : (Self.realTime + .seconds(-10)).truncatedToSecond
  }

  private static var realTime: Instant { Clocks.now }

  private func sourceToServe() throws(CommandFailure) -> ServedState.Source {
    guard let scenario else { return .nodes(nodes ?? 3) }
    let chosen = try ScenarioSource.one(scenario, filter: filter)
    let path = chosen.location.file
    do throws(FileError) {
      return .text(try InputFile.text(path), path: path, id: chosen.id)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }

  private static func simulation(_ origin: ServedState.Origin) throws -> Simulation {
    do throws(SimulationError) {
      return try Simulation(
        scenario: origin.scenario, seed: origin.seed, startingAt: origin.epoch)
    } catch {
      throw CommandFailure(.inconclusive, "the cluster cannot be set up: \(error.text)")
    }
  }

  private func serve(_ host: ClusterHost, _ scenario: Scenario) async throws {
    let access = try ClientAccess(scenario, isSecure: !insecure, address: address)
    let log = logRequests ? RequestLog(Self.write) : RequestLog()
    let service = HTTPService(
      host, at: HTTPService.Address(host: address, port: port), security: access.security, log: log)
    let interruption = Interruption()
    let serving = Task {
      try await service.run { port in
        await self.announce(try? access.kubeconfig(port: port), port: port)
      }
    }
    let signals = SignalWatcher(interruption) { serving.cancel() }
    defer { signals.stop() }
    do {
      try await serving.value
    } catch is CancellationError {
    } catch {
      throw CommandFailure(
        .backendUnavailable, "cannot serve on \(address):\(port): \(error); try another --port")
    }
  }

  @Sendable private static func write(_ line: String) { StandardStream.error.write(line + "\n") }

  private func announce(_ kubeconfig: Kubeconfig?, port: Int) async {
    guard let kubeconfig else { return }
    var text = "serving \(kubeconfig.server)\n"
    if let path = kubeconfigOut {
      do throws(FileError) {
        try OutputFile.replace(path, with: kubeconfig.text)
        chmod(path, 0o600)
        text += "  kubectl --kubeconfig \(path) get nodes\n"
      } catch {
        StandardStream.error.write("error: \(error)\n")
      }
    } else {
      text += "  add --kubeconfig-out FILE to get a kubeconfig\n"
    }
    let contexts = kubeconfig.entries.map(\.context)
    if contexts.count > 1 { text += "  contexts: \(contexts.joined(separator: ", "))\n" }
    StandardStream.output.write(text)
  }
}
