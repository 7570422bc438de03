import APIService
import FaultProxy
import FoundationEssentials
import GodwitModel
import KubernetesClient

/// A simulated cluster behind HTTP on a free port of loopback.
struct TestServer: Sendable {
  let port: Int
  let authority: CertificateAuthority
  let host: ClusterHost

  /// What the server's certificate is for; nil serves without TLS.
  struct Names: Sendable {
    var names: [String] = ["localhost"]
    var addresses: [[UInt8]] = [[127, 0, 0, 1]]
    /// How long before now the certificates were made.
    var age: Span = .zero
  }

  /// Serves while the body runs.
  static func serve<Result: Sendable>(
    _ names: Names? = Names(), _ body: @escaping @Sendable (TestServer) async throws -> Result
  ) async throws -> Result {
    let age = TimeInterval(names?.age.wholeSeconds ?? 0)
    let authority = try CertificateAuthority(now: Date().addingTimeInterval(-age))
    let security = try names.map {
      HTTPService.Security(
        identity: try authority.server(names: $0.names, addresses: $0.addresses),
        authority: try authority.pem)
    }
    return try await ServedHost.serve(try ServedHost.cluster(), security: security) { served in
      try await body(TestServer(port: served.port, authority: authority, host: served.host))
    }
  }

  /// A kubeconfig as `godwit serve` writes it, with a context for each user.
  func kubeconfig(_ users: [UserInfo] = [admin], scheme: String = "https") throws -> String {
    Kubeconfig(
      server: "\(scheme)://127.0.0.1:\(port)", namespace: "demo",
      authority: scheme == "https" ? try authority.pem : nil,
      entries: try users.map {
        Kubeconfig.Entry(
          context: $0.name, identity: scheme == "https" ? try authority.client($0) : nil)
      }
    ).text
  }

  static let admin = UserInfo(name: "admin", groups: ["system:masters"])

  /// A connection by a kubeconfig of these fields, JSON objects both, which is shut down after.
  static func connect<Result: Sendable>(
    cluster: JSONObject, user: JSONObject = [:], files: TestFiles = TestFiles(),
    environment: [String: String] = [:],
    _ body: (ClusterConnection) async throws -> Result
  ) async throws -> Result {
    let document: JSONValue = [
      "current-context": "lab",
      "clusters": [["name": "c1", "cluster": .object(cluster)]],
      "contexts": [["name": "lab", "context": ["cluster": "c1", "user": "mia"]]],
      "users": [["name": "mia", "user": .object(user)]],
    ]
    files["kc"] = document.text
    var sources = files.sources(kubeconfig: "kc", environment: environment)
    // Certificates are of today.
    sources.now = {
      Instant(nanosecondsSinceEpoch: Int64(Date().timeIntervalSince1970) * 1_000_000_000)
    }
    return try await connect(sources, body)
  }

  static func connect<Result: Sendable>(
    _ sources: ConnectionSources, _ body: (ClusterConnection) async throws -> Result
  ) async throws -> Result {
    let connection = try ClusterConnection.load(from: sources)
    do {
      let result = try await body(connection)
      await connection.transport.shutdown()
      return result
    } catch {
      await connection.transport.shutdown()
      throw error
    }
  }
}

extension ClusterConnection {
  /// Who the server says one is.
  func whoAmI() async throws -> JSONValue {
    let review = #"{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"#
    let response = try await transport.send(
      TransportRequest(
        "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        headers: [TransportHeader("Content-Type", "application/json")], body: Array(review.utf8)))
    let answer = try JSONValue(parsing: response.body)
    return answer["status"]?["userInfo"] ?? answer
  }
}
