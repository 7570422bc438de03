import APIService
import GodwitModel
import Testing

@testable import KubernetesClient

@Suite(.timeLimit(.minutes(5))) struct ProxyTransportTests {
  /// The server is not where the URL says, so only the proxy leads to it.
  @Test(arguments: ["10.9.8.7", "api.lab.example"])
  func requestsGoThroughTheProxyOfTheKubeconfig(host: String) async throws {
    let names = TestServer.Names(names: ["api.lab.example"], addresses: [[10, 9, 8, 7]])
    try await TestServer.serve(names) { server in
      try await RawServer.proxy(to: server.port) { proxy in
        let cluster: JSONObject = [
          "server": .string("https://\(host):6443"),
          "certificate-authority-data": .string(
            HTTPTransportTests.base64(try server.authority.pem)),
          "proxy-url": .string("http://me:pass@127.0.0.1:\(proxy.port)"),
        ]
        try await TestServer.connect(cluster: cluster) { connection in
          let answer = try await connection.whoAmI()
          #expect(answer["message"]?.string?.contains("\"system:anonymous\"") == true)
        }
        let lines = proxy.requests.first?.split(separator: "\r\n").map(String.init)
        #expect(lines?.first == "CONNECT \(host):6443 HTTP/1.1")
        #expect(lines?.contains("proxy-authorization: Basic bWU6cGFzcw==") == true)
      }
    }
  }

  @Test func requestsGoThroughASOCKSProxyWhichLooksNamesUp() async throws {
    let names = TestServer.Names(names: ["api.lab.example"], addresses: [])
    try await TestServer.serve(names) { server in
      try await RawServer.socksProxy(to: server.port) { proxy in
        let cluster: JSONObject = [
          "server": .string("https://api.lab.example:6443"),
          "certificate-authority-data": .string(
            HTTPTransportTests.base64(try server.authority.pem)),
          "proxy-url": .string("socks5://127.0.0.1:\(proxy.port)"),
        ]
        try await TestServer.connect(cluster: cluster) { connection in
          let answer = try await connection.transport.send(TransportRequest("GET", "/version"))
          #expect(answer.status == 200)
        }
        #expect(proxy.requests.last?.contains("api.lab.example") == true)
      }
    }
  }

  @Test func theProxysCertificateIsNotTheServers() async throws {
    try await TestServer.serve { server in
      try await RawServer.proxy(to: server.port) { proxy in
        let cluster: JSONObject = [
          "server": "https://10.9.8.7:6443",
          "certificate-authority-data": .string(
            HTTPTransportTests.base64(try server.authority.pem)),
        ]
        let environment = ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]
        try await TestServer.connect(cluster: cluster, environment: environment) { connection in
          let error = await #expect(throws: TransportError.self) {
            try await connection.transport.send(TransportRequest("GET", "/version"))
          }
          guard case .security(let text)? = error else {
            Issue.record("\(error as Any)")
            return
          }
          #expect(text.contains("is not for 10.9.8.7 but for localhost, 127.0.0.1"))
        }
      }
    }
  }

  @Test(arguments: [
    ("HTTP/1.1 407 Who\r\n\r\n", "wants a name and a password; put them into the URL"),
    ("HTTP/1.1 403 No\r\n\r\n", "refuses to connect to x.example:6443"),
  ])
  func whatAProxyRefuses(answer: String, expected: String) async throws {
    try await RawServer.serve(text: answer) { proxy in
      let url = "http://127.0.0.1:\(proxy.port)"
      let cluster: JSONObject = ["server": "https://x.example:6443"]
      try await TestServer.connect(cluster: cluster, environment: ["HTTPS_PROXY": url]) {
        connection in
        let error = await #expect(throws: TransportError.self) {
          try await connection.transport.send(TransportRequest("GET", "/version"))
        }
        #expect(
          error == .unreachable("the proxy \(url) \(expected); mend the variable HTTPS_PROXY"))
      }
    }
  }
}
