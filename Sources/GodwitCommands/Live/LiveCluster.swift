import GodwitModel
import KubernetesClient
import LiveBackend

/// The cluster that a command was given, reached and asked for its version.
struct LiveCluster: Sendable {
  let connection: ClusterConnection
  let api: any ClusterAPI
  /// Of KubeVirt, in its usual spelling: `v1.9`, or with more numbers `v1.9.1`.
  let kubevirt: String
  /// Whether its time stands still until a scenario advances it, so that one runs at a time.
  let isControlled: Bool

  /// Connects as the options and the environment say.
  static func connect(
    kubeconfig: String?, context: String?
  ) async throws(CommandFailure) -> LiveCluster {
    let connection = try connection(kubeconfig: kubeconfig, context: context)
    let client = client(connection)
    do throws(ClientError) {
      let version = try await version(client)
      let control = try await ControlClient.find(on: client)
      return LiveCluster(
        connection: connection, api: client, kubevirt: version,
        isControlled: control?.1.isPaused ?? false)
    } catch {
      await connection.transport.shutdown()
      throw CommandFailure(.backendUnavailable, "\(connection.server): \(error.text)")
    }
  }

  /// Finds out whom to connect to; nothing is sent yet.
  static func connection(
    kubeconfig: String?, context: String?
  ) throws(CommandFailure) -> ClusterConnection {
    do throws(ConnectionError) {
      return try ClusterConnection.load(
        from: ConnectionSources(
          kubeconfig: kubeconfig, context: context, environment: ProcessEnvironment.all,
          now: { Clocks.now }, isInteractive: Terminal.readsFromPerson))
    } catch {
      throw CommandFailure(.backendUnavailable, error.text)
    }
  }

  /// The API behind a connection.
  static func client(_ connection: ClusterConnection) -> KubernetesClient {
    KubernetesClient(
      connection.transport, program: "godwit/\(Godwit.version)",
      unauthorized: connection.unauthorized)
  }

  /// Any request would do to know whether the server is there; this one also tells whether KubeVirt
  /// is (pkg/virt-api/rest/subresource.go, the version handler).
  private static func version(
    _ api: any ClusterAPI
  ) async throws(ClientError) -> String {
    let request = APIRequest(.get, "/apis/subresources.kubevirt.io/v1/version")
    let answer = try await api.send(request, as: .own)
    guard answer.isSuccess, let text = answer.body?["gitVersion"]?.string else {
      throw .unavailable(
        "there is no KubeVirt: \(request.path) was answered \(answer.code); install it, or choose "
          + "another cluster with --context")
    }
    let number = text.prefix { $0 != "-" && $0 != "+" }
    return number.hasPrefix("v") ? String(number) : "v" + number
  }

  /// Closes every connection.
  func disconnect() async { await connection.transport.shutdown() }

  /// The scenarios as they are on this cluster: with its version of KubeVirt.
  func apply(to scenarios: [Scenario]) -> [Scenario] {
    scenarios.map { scenario in
      guard reasonToSkip(scenario) == nil else { return scenario }
      var scenario = scenario
      scenario.given.cluster.kubevirtVersion = kubevirt
      return scenario
    }
  }

  /// Why a scenario is not for the cluster's version; nil where it is for any, or for this one.
  func reasonToSkip(_ scenario: Scenario) -> String? {
    ProductVersion(parsing: kubevirt).flatMap { VersionFit.reasonToSkip(scenario, on: $0) }
  }

  /// What a report says of the cluster.
  var environment: [RunHeader.Property] {
    var properties = [
      RunHeader.Property(name: "context", value: connection.context),
      RunHeader.Property(name: "server", value: connection.server),
      RunHeader.Property(name: "user", value: connection.user),
    ]
    if connection.isInsecure {
      properties.append(
        .init(name: "insecure", value: "the server's certificate was not verified"))
    }
    return properties
  }
}
