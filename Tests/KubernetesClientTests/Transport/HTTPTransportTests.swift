import APIService
import FoundationEssentials
import GodwitModel
import NIOCore
import Synchronization
import Testing

@testable import KubernetesClient

@Suite(.timeLimit(.minutes(5))) struct HTTPTransportTests {
  @Test func aKubeconfigOfGodwitServeLetsItsUsersIn() async throws {
    try await TestServer.serve { server in
      let mia = UserInfo(name: "mia", groups: ["operators"])
      let files = TestFiles(["kc": try server.kubeconfig([TestServer.admin, mia])])
      try await TestServer.connect(files.sources(kubeconfig: "kc")) { connection in
        #expect(connection.context == "admin")
        #expect(connection.namespace == "demo")
        #expect(connection.server == "https://127.0.0.1:\(server.port)")
        #expect(!connection.isInsecure)
        let who = try await connection.whoAmI()
        #expect(who["username"] == "admin")
      }
      try await TestServer.connect(
        files.sources(kubeconfig: "kc", context: "mia")
      ) { connection in
        let who = try await connection.whoAmI()
        #expect(who["username"] == "mia")
        #expect(who["groups"]?.array?.contains("operators") == true)
      }
    }
  }

  @Test func withoutTLSNothingSecretIsSent() async throws {
    try await RawServer.serve(text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") {
      server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)/prefix/")]
      let user: JSONObject = ["token": "hidden", "as": "mia", "as-groups": ["a", "b"]]
      try await TestServer.connect(cluster: cluster, user: user) { connection in
        #expect(connection.isInsecure)
        #expect(connection.server == "http://127.0.0.1:\(server.port)/prefix")
        let answer = try await connection.transport.send(TransportRequest("GET", "/api?a=b%2Fc"))
        #expect(answer.status == 200)
        #expect(answer.header("content-length") == "2")
        #expect(answer.body == Array("{}".utf8))
      }
      let lines = server.requests.first?.split(separator: "\r\n").map(String.init)
      #expect(
        lines == [
          "GET /prefix/api?a=b%2Fc HTTP/1.1", "Host: 127.0.0.1:\(server.port)",
          "User-Agent: godwit", "Impersonate-User: mia", "Impersonate-Group: a",
          "Impersonate-Group: b",
        ])
    }
  }

  @Test func whoeverTheRequestNamesGoesBeforeTheKubeconfig() async throws {
    try await TestServer.serve { server in
      let admin = try server.authority.client(TestServer.admin)
      let cluster: JSONObject = [
        "server": .string("https://127.0.0.1:\(server.port)"),
        "certificate-authority-data": .string(Self.base64(try server.authority.pem)),
      ]
      let user: JSONObject = [
        "client-certificate-data": .string(Self.base64(admin.certificate)),
        "client-key-data": .string(Self.base64(admin.key)), "as": "mia",
        "as-user-extra": ["Example.com/Scope": ["x", "y"]], "as-groups": ["operators"],
      ]
      try await TestServer.connect(cluster: cluster, user: user) { connection in
        let mia = try await connection.whoAmI()
        #expect(mia["username"] == "mia")
        #expect(mia["groups"] == ["operators", "system:authenticated"])
        #expect(mia["extra"] == ["example.com/scope": ["x", "y"]])
        let other = try await connection.transport.send(
          TransportRequest(
            "GET", "/api/v1/nodes", headers: [TransportHeader("Impersonate-User", "ola")]))
        #expect(other.status == 403)
        #expect(String(decoding: other.body, as: UTF8.self).contains("\"ola\\\""))
        // With a token of one's own neither the certificate nor the user of the kubeconfig goes.
        let token = try await connection.transport.send(
          TransportRequest("GET", "/api", headers: [TransportHeader("authorization", "Bearer x")]))
        #expect(token.status == 401)
      }
    }
  }

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test func aTokenThatWasReplacedIsSentAfterARefusal() async throws {
    let files = TestFiles(["t": "old"])
    let answer: RawServer.Answer = { request, _ in
      if request.contains("Authorization: Bearer old") {
        files["t"] = "new"
        return "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
      }
      return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    }
    try await RawServer.serve(answer) { server in
      let user = KubeconfigUser(
        name: "mia", place: KubeconfigPlace(origin: "kubeconfig kc", path: "users[0].user"),
        tokenFile: "t")
      let address = try #require(ServerAddress("http://127.0.0.1:\(server.port)"))
      let transport = HTTPTransport(
        HTTPTransport.Settings(
          address: address,
          credentials: try UserCredentials(user: user, sources: files.sources()).source(),
          impersonation: Impersonation(),
          wording: FailureWording(
            address: address, cluster: user.place, user: user.place, userName: "mia"),
          now: { .simulationEpoch }))
      #expect(try await transport.send(TransportRequest("GET", "/a")).status == 200)
      #expect(try await transport.open(TransportRequest("GET", "/b")).status == 200)
      files["t"] = "old"
      #expect(try await transport.open(TransportRequest("GET", "/c")).status == 200)
      await transport.shutdown()
      let requests = server.requests.map { String($0.prefix(6)) }
      #expect(requests == ["GET /a", "GET /a", "GET /b", "GET /c"])
    }
  }

  @Test func piecesArriveAsTheyAreSent() async throws {
    let channels = Mutex<[any Channel]>([])
    let answer: RawServer.Answer = { _, channel in
      channels.withLock { $0.append(channel) }
      return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    }
    try await RawServer.serve(answer) { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        let stream = try await connection.transport.open(TransportRequest("GET", "/watch"))
        let channel = try #require(channels.withLock { $0.first })
        var pieces = stream.body.makeAsyncIterator()
        // The next is not sent before this one came, so nothing can wait for more to join it.
        for number in 0..<200 {
          let text = "{\"n\":\(number)}\n"
          let chunk = String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n"
          channel.writeAndFlush(ByteBuffer(string: chunk), promise: nil)
          let piece = try await pieces.next()
          #expect(piece.map { String(decoding: $0, as: UTF8.self) } == text)
        }
        channel.writeAndFlush(ByteBuffer(string: "0\r\n\r\n"), promise: nil)
        #expect(try await pieces.next() == nil)
      }
    }
  }

  @Test func aDozenWatchesAndMoreAreOpenAtATime() async throws {
    let answer: RawServer.Answer = { _, _ in
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    }
    try await RawServer.serve(answer) { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        var streams: [TransportStream] = []
        for _ in 0..<40 {
          streams.append(try await connection.transport.open(TransportRequest("GET", "/watch")))
        }
        #expect(streams.allSatisfy { $0.status == 200 })
      }
    }
  }

  @Test(arguments: [true, false])
  func givingAWatchUpClosesItsConnection(byCancelling: Bool) async throws {
    let answer: RawServer.Answer = { _, _ in
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"
    }
    try await RawServer.serve(answer) { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        let (seen, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
          let stream = try await connection.transport.open(TransportRequest("GET", "/watch"))
          for try await _ in stream.body {
            continuation.yield()
            if !byCancelling { return }
          }
        }
        for await _ in seen { break }
        if byCancelling { task.cancel() }
        _ = await task.result
        await server.wait { $0.closed == 1 }
      }
    }
  }

  @Test func theReaderSlowsTheServer() async throws {
    let sent = Mutex(0)
    let size = 1 << 20
    let answer: RawServer.Answer = { _, channel in
      let chunk = String(size, radix: 16) + "\r\n" + String(repeating: "x", count: size) + "\r\n"
      @Sendable func write() {
        channel.writeAndFlush(ByteBuffer(string: chunk)).whenSuccess {
          if sent.withLock({
            $0 += 1
            return $0 < 64
          }) {
            write()
          } else {
            channel.writeAndFlush(ByteBuffer(string: "0\r\n\r\n"), promise: nil)
          }
        }
      }
      channel.writeAndFlush(
        ByteBuffer(string: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), promise: nil)
      write()
      return ""
    }
    try await RawServer.serve(answer) { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        let stream = try await connection.transport.open(TransportRequest("GET", "/list"))
        var pieces = stream.body.makeAsyncIterator()
        var count = try await pieces.next()?.count ?? 0
        try await Self.letTimePass()
        #expect(sent.withLock { $0 } < 64)
        while let piece = try await pieces.next() { count += piece.count }
        #expect(count == 64 * size)
      }
    }
  }

  /// As long as some hundred requests take, in which a server that nobody slows is done.
  private static func letTimePass() async throws {
    try await RawServer.serve(text: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") { server in
      let cluster: JSONObject = ["server": .string("http://127.0.0.1:\(server.port)")]
      try await TestServer.connect(cluster: cluster) { connection in
        for _ in 0..<500 { _ = try await connection.transport.send(TransportRequest("GET", "/")) }
      }
    }
  }
}
