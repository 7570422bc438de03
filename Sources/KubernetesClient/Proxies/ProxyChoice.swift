import AsyncHTTPClient

/// The proxy that leads to a server, and what said so.
struct ProxyChoice: Sendable {
  var address: ServerAddress
  /// The field or variable to mend.
  var setting: String

  /// As the HTTP client takes it.
  var configuration: HTTPClient.Configuration.Proxy {
    if address.scheme != "http" {
      return .socksServer(host: address.host, port: address.port ?? 1080)
    }
    let authorization = address.user.map {
      HTTPClient.Authorization.basic(
        username: $0, password: address.password?.revealed ?? "")
    }
    return .server(host: address.host, port: address.port ?? 80, authorization: authorization)
  }

  /// The proxy for a server: that of the kubeconfig, else that of the environment
  /// (client-go tools/clientcmd/client_config.go:198, transport/cache.go, ProxyFromEnvironment).
  static func choose(
    for server: ServerAddress, cluster: KubeconfigCluster, environment: [String: String]
  ) throws(ConnectionError) -> ProxyChoice? {
    let place = cluster.place
    let url = cluster.proxyURL.revealed
    if !url.isEmpty {
      let field = place.field("proxy-url")
      guard let address = ServerAddress(url),
        ["http", "https", "socks5"].contains(address.scheme)
      else { throw place.error("\(field) is not a URL; write it as http://HOST:PORT") }
      return try offered(address, setting: "\(field) in \(place.origin)")
    }
    let variables =
      server.scheme == "https" ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"]
    guard let name = variables.first(where: { environment[$0]?.isEmpty == false }),
      let value = environment[name]
    else { return nil }
    let exceptions = environment["NO_PROXY"].flatMap { $0.isEmpty ? nil : $0 }
    if ProxyExceptions(exceptions ?? environment["no_proxy"] ?? "").include(server) { return nil }
    // A value without a scheme is that of an HTTP proxy (golang.org/x/net
    // http/httpproxy/proxy.go:147).
    guard let address = ServerAddress(value) ?? ServerAddress("http://" + value) else {
      throw ConnectionError(
        "the variable \(name) is not the URL of a proxy; write it as http://HOST:PORT, or name "
          + "\(server.host) in NO_PROXY")
    }
    return try offered(address, setting: "the variable \(name)")
  }

  private static func offered(
    _ address: ServerAddress, setting: String
  ) throws(ConnectionError) -> ProxyChoice {
    guard ["http", "socks5", "socks5h"].contains(address.scheme) else {
      throw ConnectionError(
        "proxies over \(address.scheme):// are not offered; mend \(setting): http:// and socks5:// "
          + "are")
    }
    if address.scheme != "http", address.user != nil {
      throw ConnectionError(
        "SOCKS proxies with a name and a password are not offered; mend \(setting)")
    }
    return ProxyChoice(address: address, setting: setting)
  }
}
