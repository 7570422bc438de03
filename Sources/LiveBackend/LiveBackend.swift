import BackendInterface
import GodwitModel
import KubernetesClient

/// A cluster that is reached over its API, as a backend.
package struct LiveBackend: Backend {
  package let name = "live"
  private let api: any ClusterAPI
  private let options: LiveOptions
  private let clock: @Sendable () -> Instant

  /// - Parameter clock: The time of day, never going back.
  package init(
    _ api: any ClusterAPI, options: LiveOptions, clock: @escaping @Sendable () -> Instant
  ) {
    self.api = api
    self.options = options
    self.clock = clock
  }

  /// Always nil: what a cluster has is known once it has been asked.
  package func reasonToSkip(_ scenario: Scenario) -> String? { nil }

  package func openSession(
    for scenario: Scenario, seed: UInt64
  ) async throws(BackendError) -> LiveSession {
    let found: (client: ControlClient, clock: ControlClient.Clock)?
    do throws(ClientError) {
      found = try await ControlClient.find(on: api)
    } catch {
      throw .unavailable(error.text)
    }
    let established = try await EnvironmentSetup.establish(
      scenario, on: api, options: options, control: found?.client)
    do throws(BackendError) {
      return try await session(for: scenario, on: established, control: found?.client)
    } catch {
      for problem in await established.takeDown() { options.note(problem) }
      throw error
    }
  }

  /// How long the watches may take to tell what is there.
  private static let listLimit = Span.seconds(60)

  private func session(
    for scenario: Scenario, on established: EstablishedScenario, control: ControlClient?
  ) async throws(BackendError) -> LiveSession {
    let time = try await time(control)
    let start: Instant
    let isControlled: Bool
    switch time {
    case .real(let clock): (start, isControlled) = (clock(), false)
    case .controlled(_, let now): (start, isControlled) = (now, true)
    }
    let view = ScenarioView(established)
    let sources = Self.sources(of: scenario, in: established, everywhere: isControlled)
    let standing: @Sendable () -> Instant = { start }
    let hub = WatchHub(
      api, sources, patience: OrderPatience(kinds: WatchedKinds.ordered(in: scenario)),
      view: { view.show($0) }, clock: isControlled ? standing : clock)
    guard await hub.wait(atMost: Self.listLimit, until: { $0.isListed }) else {
      hub.stop()
      let failure = hub.withQueue { $0.failure }
      throw .unavailable(failure ?? "the cluster did not tell what it has within a minute")
    }
    return LiveSession(
      established, on: api, namespace: scenario.namespace, view: view, hub: hub, sources: sources,
      time: time, control: control, startingAt: start, note: options.note)
  }

  /// The time of the session, from a whole second on where it can be chosen.
  private func time(_ control: ControlClient?) async throws(BackendError) -> LiveSession.Time {
    guard let control else { return .real(clock) }
    do throws(ClientError) {
      let reading = try await control.clock()
      guard reading.isPaused else { return .real(clock) }
      let second = reading.now.truncatedToSecond
      guard second != reading.now else { return .controlled(control, now: reading.now) }
      let advance = try await control.advance(to: second + .seconds(1), untilChange: false)
      return .controlled(control, now: advance.now)
    } catch {
      throw .unavailable(error.text)
    }
  }

  /// - Parameter everywhere: Watches all namespaces, so that a watch is known to be as far as the
  ///   newest change of its kind, wherever that was.
  private static func sources(
    of scenario: Scenario, in established: EstablishedScenario, everywhere: Bool
  ) -> [ObservationQueue.Source] {
    WatchedKinds.of(scenario).flatMap { kind -> [ObservationQueue.Source] in
      if everywhere || !kind.isNamespaced || kind == .kubeVirt {
        return [.init(kind: kind, namespace: "")]
      }
      return established.namespaces.map { .init(kind: kind, namespace: $0) }
    }
  }
}
