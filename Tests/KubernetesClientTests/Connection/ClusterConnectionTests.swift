import APIService
import GodwitModel
import Testing

@testable import KubernetesClient

@Suite(.timeLimit(.minutes(5))) struct ClusterConnectionTests {
  private static func authority(_ server: TestServer) throws -> JSONValue {
    .string(HTTPTransportTests.base64(try server.authority.pem))
  }

  @Test func aServerIsKnownByItsOtherName() async throws {
    let names = TestServer.Names(names: ["kubernetes.default"], addresses: [])
    try await TestServer.serve(names) { server in
      for host in ["127.0.0.1", "localhost"] {
        let cluster: JSONObject = [
          "server": .string("https://\(host):\(server.port)"),
          "certificate-authority-data": try Self.authority(server),
          "tls-server-name": "Kubernetes.Default",
        ]
        try await TestServer.connect(cluster: cluster) { connection in
          #expect(connection.server == "https://\(host):\(server.port)")
          #expect(!connection.isInsecure)
          let answer = try await connection.transport.send(TransportRequest("GET", "/version"))
          #expect(answer.status == 200)
        }
      }
    }
  }

  @Test func anyCertificateWillDoWhereTheKubeconfigSaysSo() async throws {
    try await TestServer.serve(TestServer.Names(names: ["other"], addresses: [])) { server in
      let cluster: JSONObject = [
        "server": .string("https://127.0.0.1:\(server.port)"), "insecure-skip-tls-verify": true,
      ]
      try await TestServer.connect(cluster: cluster) { connection in
        #expect(connection.isInsecure)
        let answer = try await connection.transport.send(TransportRequest("GET", "/version"))
        #expect(answer.status == 200)
      }
    }
  }

  @Test func aBareHostSpeaksTLSWhereThereIsAnAuthority() async throws {
    try await TestServer.serve { server in
      let cluster: JSONObject = [
        "server": .string("127.0.0.1:\(server.port)"),
        "certificate-authority-data": try Self.authority(server),
      ]
      try await TestServer.connect(cluster: cluster) { connection in
        #expect(connection.server == "https://127.0.0.1:\(server.port)")
        let answer = try await connection.transport.send(TransportRequest("GET", "/version"))
        #expect(answer.status == 200)
      }
      try await TestServer.connect(cluster: ["server": "127.0.0.1:1"]) { connection in
        #expect(connection.server == "http://127.0.0.1:1")
      }
    }
  }

  @Test func whoIsRefusedLearnsWhichEntryToMend() async throws {
    try await TestServer.serve { server in
      let cluster: JSONObject = [
        "server": .string("https://127.0.0.1:\(server.port)"),
        "certificate-authority-data": try Self.authority(server),
      ]
      try await TestServer.connect(cluster: cluster, user: ["token": "hidden"]) { connection in
        let client = KubernetesClient(
          connection.transport, unauthorized: connection.unauthorized)
        let error = await #expect(throws: ClientError.self) {
          try await client.send(APIRequest(.get, "/api/v1/nodes"), as: .own)
        }
        #expect(
          error?.text
            == "the server https://127.0.0.1:\(server.port) does not accept the credentials of user "
            + "\"mia\" (401); mend users[0].user in kubeconfig kc or sign in again: Unauthorized")
      }
    }
  }

  /// The first answer of the plugin is refused with 401, the second is a certificate.
  @Test func aPluginIsAskedAgainAfterARefusal() async throws {
    let folder = try TestFolder()
    try await TestServer.serve { server in
      let identity = try server.authority.client(TestServer.admin)
      func answer(_ status: JSONObject) -> String {
        JSONValue.object([
          "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1",
          "status": .object(status),
        ]).text
      }
      try folder.write(answer(["token": "expired"]), to: "1")
      try folder.write(
        answer([
          "clientCertificateData": .string(identity.certificate),
          "clientKeyData": .string(identity.key),
        ]), to: "2")
      let plugin = try folder.writeScript(
        "cd \(folder.path); echo x >> runs; cat $(wc -l < runs)", to: "plugin")
      let cluster: JSONObject = [
        "server": .string("https://127.0.0.1:\(server.port)"),
        "certificate-authority-data": try Self.authority(server),
      ]
      let user: JSONObject = [
        "exec": [
          "command": .string(plugin), "apiVersion": "client.authentication.k8s.io/v1",
          "interactiveMode": "Never",
        ]
      ]
      try await TestServer.connect(
        cluster: cluster, user: user, environment: ["PATH": "/usr/bin:/bin"]
      ) { connection in
        for _ in 0..<3 {
          let who = try await connection.whoAmI()
          #expect(who["username"] == "admin")
        }
      }
      #expect(try folder.text(of: "runs") == "x\nx\n")
    }
  }
}
