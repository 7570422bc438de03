import Testing

@testable import KubernetesClient

@Suite struct ProxyChoiceTests {
  private static func choice(
    _ url: String = "", server: String = "https://api.lab.example:6443",
    _ environment: [String: String] = [:]
  ) throws -> ProxyChoice? {
    let place = KubeconfigPlace(origin: "kubeconfig kc", path: "clusters[0].cluster")
    var cluster = KubeconfigCluster(name: "c", place: place, server: Secret(server))
    cluster.proxyURL = Secret(url)
    return try ProxyChoice.choose(
      for: try #require(ServerAddress(server)), cluster: cluster, environment: environment)
  }

  @Test func theKubeconfigGoesBeforeTheEnvironment() throws {
    let choice = try Self.choice("http://p:1", ["HTTPS_PROXY": "http://q:2", "NO_PROXY": "*"])
    #expect(choice?.address.text == "http://p:1")
    #expect(choice?.setting == "clusters[0].cluster.proxy-url in kubeconfig kc")
  }

  @Test func theVariableIsThatOfTheScheme() throws {
    let environment = ["HTTPS_PROXY": "", "https_proxy": "q:2", "HTTP_PROXY": "http://r:3"]
    #expect(try Self.choice(environment)?.address.text == "http://q:2")
    #expect(try Self.choice(environment)?.setting == "the variable https_proxy")
    #expect(try Self.choice(server: "http://x:1", environment)?.address.text == "http://r:3")
    #expect(try Self.choice() == nil)
  }

  private static func choice(_ environment: [String: String]) throws -> ProxyChoice? {
    try choice("", server: "https://api.lab.example:6443", environment)
  }

  @Test(arguments: [
    ("*", true), ("lab.example", true), (".lab.example", true), ("*.lab.example", true),
    ("API.lab.example", true), ("api.lab.example:6443", true), ("api.lab.example:443", false),
    (".api.lab.example", false), ("b.example", false), ("10.0.0.0/8", false), ("", false),
    ("other, lab.example ", true), (":6443", false),
  ])
  func namesThatNeedNone(list: String, isExcepted: Bool) throws {
    let environment = ["HTTPS_PROXY": "http://q:2", "NO_PROXY": list]
    #expect((try Self.choice(environment) == nil) == isExcepted)
  }

  @Test(arguments: [
    ("https://10.1.2.3:6443", "10.0.0.0/8", true), ("https://10.1.2.3:6443", "11.0.0.0/8", false),
    ("https://10.1.2.3:6443", "10.1.2.3", true), ("https://10.1.2.3:6443", "10.1.2.3:443", false),
    ("https://10.1.2.3", "10.1.2.3:443", true), ("https://[fd00::1]", "[fd00::1]:443", true),
    ("https://[fd00::1]", "fd00::/16", true), ("https://127.0.0.9:1", "", true),
    ("https://[::1]:1", "", true), ("https://localhost:1", "", true),
    ("https://10.1.2.3", "10.1.2.2/31", true), ("https://10.1.2.4", "10.1.2.2/31", false),
  ])
  func addressesThatNeedNone(server: String, list: String, isExcepted: Bool) throws {
    let environment = ["HTTPS_PROXY": "http://q:2", "NO_PROXY": list]
    #expect((try Self.choice(server: server, environment) == nil) == isExcepted)
  }

  @Test func whatIsNotOfferedIsRefused() {
    func text(_ url: String) -> String? {
      #expect(throws: ConnectionError.self) { try Self.choice(url) }?.text
    }
    let setting = "clusters[0].cluster.proxy-url in kubeconfig kc"
    #expect(
      text("https://p:1")
        == "proxies over https:// are not offered; mend \(setting): http:// and socks5:// are")
    #expect(
      text("socks5://u:hidden@p:1")
        == "SOCKS proxies with a name and a password are not offered; mend \(setting)")
  }
}
