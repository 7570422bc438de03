import APIService
import FoundationEssentials
import GodwitModel
import NIOCore
import NIOPosix
import Testing

@testable import KubernetesClient

/// Each failure says what to mend.
@Suite(.timeLimit(.minutes(5))) struct TransportFailureTests {
  private static func failure(
    _ cluster: JSONObject, user: JSONObject = [:], environment: [String: String] = [:],
    timeout: Span? = nil
  ) async throws -> TransportError? {
    try await TestServer.connect(cluster: cluster, user: user, environment: environment) {
      connection in
      await #expect(throws: TransportError.self) {
        try await connection.transport.send(TransportRequest("GET", "/version", timeout: timeout))
      }
    }
  }

  private static func cluster(
    _ server: TestServer, host: String = "127.0.0.1", _ more: JSONObject = [:]
  ) throws -> JSONObject {
    var cluster: JSONObject = [
      "server": .string("https://\(host):\(server.port)"),
      "certificate-authority-data": .string(HTTPTransportTests.base64(try server.authority.pem)),
    ]
    for member in more.members { cluster[member.key] = member.value }
    return cluster
  }

  @Test func aPortWhereNobodyListens() async throws {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    try await channel.close()
    let expected =
      "refuses the connection; see that it runs, or mend clusters[0].cluster.server in kubeconfig "
      + "kc, or choose another --context"
    for host in ["127.0.0.1", "localhost"] {
      let server = "https://\(host):\(port)"
      #expect(
        try await Self.failure(["server": .string(server)])
          == .unreachable("the server \(server) \(expected)"))
    }
    #expect(
      try await Self.failure(
        ["server": "https://x.example", "proxy-url": .string("http://127.0.0.1:\(port)")])
        == .unreachable(
          "the proxy http://127.0.0.1:\(port) refuses the connection; mend "
            + "clusters[0].cluster.proxy-url in kubeconfig kc"))
  }

  @Test func aNameThatNobodyHas() async throws {
    #expect(
      try await Self.failure(["server": "https://no.such.name.invalid:6443"])
        == .unreachable(
          "the server https://no.such.name.invalid:6443 has a name that is not known; see that it "
            + "runs, or mend clusters[0].cluster.server in kubeconfig kc, or choose another "
            + "--context"))
  }

  @Test func anAuthorityThatIsNotTrusted() async throws {
    try await TestServer.serve { server in
      let other = HTTPTransportTests.base64(try CertificateAuthority().pem)
      let failure = try await Self.failure(
        try Self.cluster(server, ["certificate-authority-data": .string(other)]))
      #expect(
        failure
          == .security(
            "the certificate of the server https://127.0.0.1:\(server.port) is of an authority that "
              + "is not trusted; mend clusters[0].cluster.certificate-authority-data in kubeconfig "
              + "kc"))
      // Those of the system do not know it either.
      let system = try await Self.failure(["server": .string("https://127.0.0.1:\(server.port)")])
      #expect(system == failure)
    }
  }

  @Test func aCertificateThatHasExpired() async throws {
    try await TestServer.serve(TestServer.Names(age: .seconds(400 * 24 * 3600))) { server in
      guard case .security(let text) = try await Self.failure(try Self.cluster(server)) else {
        Issue.record("no failure of security")
        return
      }
      #expect(
        text.hasPrefix("the certificate of the server https://127.0.0.1:\(server.port) expired"))
    }
  }

  @Test func anAuthorityThatHasExpired() async throws {
    let old = try CertificateAuthority(now: Date().addingTimeInterval(-400 * 24 * 3600))
    try await TestServer.serve { server in
      let cluster = try Self.cluster(
        server,
        ["certificate-authority-data": .string(HTTPTransportTests.base64(try old.pem))])
      guard case .security(let text) = try await Self.failure(cluster) else {
        Issue.record("no failure of security")
        return
      }
      #expect(
        text.hasPrefix(
          "the authority in clusters[0].cluster.certificate-authority-data in kubeconfig kc expired"
        ))
    }
  }

  @Test func aCertificateForAnotherName() async throws {
    try await TestServer.serve(TestServer.Names(names: ["kubernetes"], addresses: [])) { server in
      func expected(_ name: String, host: String) -> TransportError {
        .security(
          "the certificate of the server https://\(host):\(server.port) is not for \(name) but for "
            + "kubernetes; mend clusters[0].cluster.tls-server-name in kubeconfig kc, which is a "
            + "name that the certificate has, or clusters[0].cluster.server in kubeconfig kc")
      }
      for host in ["127.0.0.1", "localhost"] {
        let failure = try await Self.failure(try Self.cluster(server, host: host))
        #expect(failure == expected(host, host: host))
      }
      let cluster = try Self.cluster(server, ["tls-server-name": "other"])
      #expect(try await Self.failure(cluster) == expected("other", host: "127.0.0.1"))
    }
  }

  @Test func theNameOfTheConnectionIsNotThatOfItsAddress() async throws {
    try await TestServer.serve(TestServer.Names(names: ["kubernetes"])) { server in
      let cluster = try Self.cluster(server, ["tls-server-name": "other"])
      guard case .security = try await Self.failure(cluster) else {
        Issue.record("the certificate is for 127.0.0.1, but not for other")
        return
      }
    }
  }

  @Test func aClientCertificateThatIsNotAccepted() async throws {
    try await TestServer.serve { server in
      let stranger = try CertificateAuthority().client(UserInfo(name: "mia"))
      let user: JSONObject = [
        "client-certificate-data": .string(HTTPTransportTests.base64(stranger.certificate)),
        "client-key-data": .string(HTTPTransportTests.base64(stranger.key)),
      ]
      let failure = try await Self.failure(try Self.cluster(server), user: user)
      #expect(
        failure
          == .security(
            "the server https://127.0.0.1:\(server.port) does not accept the client certificate of "
              + "user \"mia\"; mend users[0].user.client-certificate-data in kubeconfig kc"))
    }
  }

  @Test func aServerWithoutTLS() async throws {
    try await RawServer.serve(text: "HTTP/1.1 400 Bad Request\r\n\r\n") { server in
      let failure = try await Self.failure(["server": .string("https://127.0.0.1:\(server.port)")])
      guard case .unreachable(let text) = failure else {
        Issue.record("\(failure as Any)")
        return
      }
      #expect(text.contains("does not speak TLS; mend clusters[0].cluster.server"))
    }
  }

  @Test func anAnswerThatDoesNotCome() async throws {
    try await RawServer.serve(text: "") { server in
      let url = "http://127.0.0.1:\(server.port)"
      let failure = try await Self.failure(
        ["server": .string(url)], timeout: .milliseconds(50))
      #expect(
        failure
          == .timedOut("the server \(url) did not answer GET /version within 50ms"))
    }
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
    try await RawServer.serve(text: half) { server in
      let url = "http://127.0.0.1:\(server.port)"
      let failure = try await Self.failure(
        ["server": .string(url)], timeout: .milliseconds(50))
      #expect(
        failure
          == .timedOut("the server \(url) did not answer GET /version within 50ms"))
    }
  }

  @Test(arguments: [nil, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"])
  func aConnectionThatBreaks(answer: String?) async throws {
    let closing: RawServer.Answer = { _, channel in
      guard let answer else { return nil }
      channel.writeAndFlush(ByteBuffer(string: answer)).whenComplete { _ in
        channel.close(promise: nil)
      }
      return ""
    }
    try await RawServer.serve(closing) { server in
      let url = "http://127.0.0.1:\(server.port)"
      let failure = try await Self.failure(["server": .string(url)])
      #expect(
        failure
          == .interrupted("the connection to the server \(url) broke during GET /version"))
    }
  }

  @Test func aCancelledRequest() async throws {
    try await RawServer.serve(text: "") { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        let transport = connection.transport
        let task = Task { try await transport.send(TransportRequest("GET", "/slow")) }
        await server.wait { !$0.all.isEmpty }
        task.cancel()
        let result = await task.result
        #expect(throws: TransportError.cancelled) { try result.get() }
        await server.wait { $0.closed == 1 }
      }
    }
  }

  @Test func anAnswerWithoutAnEnd() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
    try await RawServer.serve(text: answer) { server in
      let failure = try await Self.failure(["server": .string("http://127.0.0.1:\(server.port)")])
      #expect(
        failure
          == .interrupted(
            "the answer to GET /version has more than 128 MiB; ask for less at a time"))
    }
  }
}
