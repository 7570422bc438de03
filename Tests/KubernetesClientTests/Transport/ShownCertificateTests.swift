import APIService
import GodwitModel
import Testing

@testable import KubernetesClient

/// Watches and the certificate with which they were begun.
@Suite(.timeLimit(.minutes(5))) struct ShownCertificateTests {
  @Test func aWatchEndsWhenThereIsAnotherCertificate() async throws {
    try await TestServer.serve { server in
      let files = TestFiles(["/ca.crt": try server.authority.pem, "kc": Self.kubeconfig(server)])
      func issue() throws {
        let identity = try server.authority.client(TestServer.admin)
        files["/mia.crt"] = identity.certificate
        files["/mia.key"] = identity.key
      }
      try issue()
      try await TestServer.connect(files.sources(kubeconfig: "kc")) { connection in
        let watch = TransportRequest("GET", ServedHistory.path + "?watch=true")
        var pieces = try await connection.transport.open(watch).body.makeAsyncIterator()
        try issue()
        // So long the files are not read again.
        files.advance(by: .minutes(5))
        _ = try await connection.whoAmI()
        await #expect(throws: TransportError.interrupted("the client certificate was renewed")) {
          _ = try await pieces.next()
        }
      }
    }
  }

  private static func kubeconfig(_ server: TestServer) -> String {
    let document: JSONValue = [
      "current-context": "lab",
      "clusters": [
        [
          "name": "c1",
          "cluster": [
            "server": .string("https://127.0.0.1:\(server.port)"),
            "certificate-authority": "/ca.crt",
          ],
        ]
      ],
      "contexts": [["name": "lab", "context": ["cluster": "c1", "user": "mia"]]],
      "users": [
        ["name": "mia", "user": ["client-certificate": "/mia.crt", "client-key": "/mia.key"]]
      ],
    ]
    return document.text
  }
}
