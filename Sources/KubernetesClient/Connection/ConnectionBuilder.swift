import FoundationEssentials
import GodwitModel

/// Makes a connection of what a context names.
struct ConnectionBuilder {
  let sources: ConnectionSources
  let selection: MergedKubeconfig.Selection

  func connection() throws(ConnectionError) -> ClusterConnection {
    let cluster = selection.cluster
    var trust = try cluster.trust(sources)
    let address = try address()
    let isSecure = address.scheme == "https"
    let proxy = try ProxyChoice.choose(
      for: address, cluster: cluster, environment: sources.environment)
    trust.isBehindProxy = proxy != nil
    let user = selection.user
    let wording = FailureWording(
      address: address, cluster: cluster.place, user: user?.place, userName: user?.name ?? "",
      tlsServerName: trust.serverName, proxy: proxy)
    let settings = HTTPTransport.Settings(
      address: address, trust: isSecure ? trust : nil, proxy: proxy?.configuration,
      // Nothing secret goes over plain HTTP (client-go tools/clientcmd/client_config.go:230).
      credentials: isSecure ? try credentials(address) : FixedCredentials(credential: .none),
      impersonation: user?.impersonation ?? Impersonation(), wording: wording,
      now: sources.now)
    return ClusterConnection(
      context: selection.context, server: address.text, namespace: selection.namespace,
      user: user?.name ?? "", isInsecure: !isSecure || trust.isInsecure,
      unauthorized: unauthorized(address), transport: HTTPTransport(settings))
  }

  private func address() throws(ConnectionError) -> ServerAddress {
    let place = selection.cluster.place
    let field = place.field("server")
    let text = selection.cluster.server.revealed
    if text.isEmpty {
      throw place.error(
        "\(field) is not there; add the URL of cluster \"\(selection.cluster.name)\"")
    }
    // A bare host is taken as well (client-go rest/url_utils.go:36).
    let isBare = text.firstRange(of: "://") == nil
    let address = ServerAddress(isBare ? "\(usualScheme)://\(text)" : text)
    guard let address, ["http", "https"].contains(address.scheme), !isBare || address.prefix.isEmpty
    else { throw place.error("\(field) is not a URL; write it as https://HOST:PORT") }
    return address
  }

  /// client-go rest/url_utils.go:87: what is set up for TLS speaks it.
  private var usualScheme: String {
    let cluster = selection.cluster
    let hasAuthority =
      !cluster.certificateAuthority.isEmpty || cluster.certificateAuthorityData != nil
    let hasCertificate =
      selection.user.map {
        !$0.clientCertificate.isEmpty || $0.clientCertificateData != nil
      } ?? false
    return hasAuthority || hasCertificate || cluster.insecureSkipTLSVerify ? "https" : "http"
  }

  private func credentials(
    _ address: ServerAddress
  ) throws(ConnectionError) -> any CredentialSource {
    // Who signs in may stand in the URL (Go's net/http/client.go, send).
    let fallback = FixedCredentials(
      credential: Credential(
        authorization: address.user.map {
          UserCredentials.basic($0, address.password?.revealed ?? "")
        }))
    guard let user = selection.user else { return fallback }
    let direct = UserCredentials(user: user, sources: sources)
    try direct.check()
    if !direct.isDirect, user.exec == nil { return fallback }
    guard let exec = user.exec, !direct.isDirect else { return try direct.source() }
    let plugin = try CredentialPlugin(
      exec, userName: user.name, cluster: try pluginInformation(), sources: sources)
    return PluginCredentials(plugin, now: sources.now)
  }

  /// What plugins are told of the cluster (client-go rest/exec.go:52; the fields are those of
  /// pkg/apis/clientauthentication/v1/types.go:80).
  private func pluginInformation() throws(ConnectionError) -> JSONValue {
    let cluster = selection.cluster
    var information: JSONObject = ["server": .string(cluster.server.revealed)]
    if !cluster.tlsServerName.isEmpty {
      information["tls-server-name"] = .string(cluster.tlsServerName)
    }
    if cluster.insecureSkipTLSVerify { information["insecure-skip-tls-verify"] = true }
    var authority = cluster.certificateAuthorityData
    if authority == nil, !cluster.certificateAuthority.isEmpty {
      authority = try sources.bytes(
        of: cluster.certificateAuthority, named: "certificate-authority", in: cluster.place)
    }
    if let authority {
      information["certificate-authority-data"] = .string(Data(authority).base64EncodedString())
    }
    let proxy = cluster.proxyURL.revealed
    if !proxy.isEmpty { information["proxy-url"] = .string(proxy) }
    information["config"] = cluster.pluginConfiguration ?? .null
    return .object(information)
  }

  private func unauthorized(_ address: ServerAddress) -> String {
    guard let user = selection.user else {
      return "the server \(address.text) does not let anyone in without credentials (401); give "
        + "context \"\(selection.context)\" a user in \(selection.cluster.place.origin)"
    }
    return "the server \(address.text) does not accept the credentials of user \"\(user.name)\" "
      + "(401); mend \(user.place.path.isEmpty ? "its token" : user.place.path) in "
      + "\(user.place.origin) or sign in again"
  }
}
