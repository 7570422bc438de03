import GodwitModel
import KubernetesYAML

/// One kubeconfig as it is read, with the paths of files made relative to the folder of the
/// kubeconfig (client-go tools/clientcmd/loader.go:512).
struct KubeconfigFile: Sendable {
  var clusters: [KubeconfigCluster] = []
  var contexts: [KubeconfigContext] = []
  var users: [KubeconfigUser] = []
  var currentContext = ""

  init(_ bytes: [UInt8], path: String) throws(ConnectionError) {
    let root = KubeconfigPlace(origin: "kubeconfig \(path)", path: "")
    let document: YAMLDocument
    do throws(YAMLDocument.Failure) {
      document = try YAMLDocument(parsing: bytes)
    } catch {
      throw root.error("cannot be read: \(error.message)")
    }
    let fields = try KubeconfigFields(document.value, at: root)
    try Self.checkKind(fields)
    let folder = Self.folder(of: path)
    currentContext = try fields.text("current-context")
    for entry in try fields.elements("clusters") {
      clusters.append(try Self.cluster(entry, folder))
    }
    for entry in try fields.elements("contexts") { contexts.append(try Self.context(entry)) }
    for entry in try fields.elements("users") { users.append(try Self.user(entry, folder)) }
    try Self.checkNames(clusters.map { ($0.name, $0.place) })
    try Self.checkNames(contexts.map { ($0.name, $0.place) })
    try Self.checkNames(users.map { ($0.name, $0.place) })
  }

  private static func checkKind(_ fields: KubeconfigFields) throws(ConnectionError) {
    let version = try fields.text("apiVersion")
    let kind = try fields.text("kind")
    if !["", "v1"].contains(version) || !["", "Config"].contains(kind) {
      throw fields.place.error(
        "apiVersion and kind are \(version) and \(kind); a kubeconfig has v1 and Config")
    }
  }

  /// A name stands once in a list (client-go tools/clientcmd/api/v1/conversion.go:40).
  private static func checkNames(
    _ entries: [(name: String, place: KubeconfigPlace)]
  ) throws(ConnectionError) {
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.name).inserted {
      throw entry.place.error("\(entry.place.path): the name \"\(entry.name)\" is taken; rename it")
    }
  }

  private static func cluster(
    _ entry: KubeconfigFields, _ folder: String
  ) throws(ConnectionError) -> KubeconfigCluster {
    let fields = try entry.mapping("cluster")
    var plugins: JSONValue?
    for item in try fields.elements("extensions")
    where try item.text("name") == "client.authentication.k8s.io/exec" {
      plugins = item.json("extension")
    }
    return KubeconfigCluster(
      name: try entry.text("name"), place: fields.place, server: Secret(try fields.text("server")),
      tlsServerName: try fields.text("tls-server-name"),
      insecureSkipTLSVerify: try fields.bool("insecure-skip-tls-verify"),
      certificateAuthority: resolved(try fields.text("certificate-authority"), folder),
      certificateAuthorityData: try fields.data("certificate-authority-data"),
      proxyURL: Secret(try fields.text("proxy-url")), pluginConfiguration: plugins)
  }

  private static func context(
    _ entry: KubeconfigFields
  ) throws(ConnectionError) -> KubeconfigContext {
    let fields = try entry.mapping("context")
    return KubeconfigContext(
      name: try entry.text("name"), place: fields.place, cluster: try fields.text("cluster"),
      user: try fields.text("user"), namespace: try fields.text("namespace"))
  }

  private static func user(
    _ entry: KubeconfigFields, _ folder: String
  ) throws(ConnectionError) -> KubeconfigUser {
    let fields = try entry.mapping("user")
    var user = KubeconfigUser(name: try entry.text("name"), place: fields.place)
    user.clientCertificate = resolved(try fields.text("client-certificate"), folder)
    user.clientCertificateData = try fields.data("client-certificate-data")
    user.clientKey = resolved(try fields.text("client-key"), folder)
    user.clientKeyData = try fields.data("client-key-data").map { Secret($0) }
    user.token = Secret(try fields.text("token"))
    user.tokenFile = resolved(try fields.text("tokenFile"), folder)
    user.username = try fields.text("username")
    user.password = Secret(try fields.text("password"))
    user.impersonation = try impersonation(fields)
    if fields.has("auth-provider") {
      user.authProvider = try fields.mapping("auth-provider").text("name")
    }
    if fields.has("exec") { user.exec = try exec(try fields.mapping("exec"), folder) }
    return user
  }

  private static func impersonation(
    _ fields: KubeconfigFields
  ) throws(ConnectionError) -> Impersonation {
    var impersonation = Impersonation(
      user: try fields.text("as"), uid: try fields.text("as-uid"),
      groups: try fields.texts("as-groups"))
    let extra = try fields.mapping("as-user-extra")
    for name in extra.names {
      impersonation.extra.append(Impersonation.Extra(key: name, values: try extra.texts(name)))
    }
    return impersonation
  }

  private static func exec(
    _ fields: KubeconfigFields, _ folder: String
  ) throws(ConnectionError) -> ExecConfiguration {
    let version = try fields.text("apiVersion")
    let command = try fields.text("command")
    var mode = try fields.text("interactiveMode")
    // client-go tools/clientcmd/api/v1/defaults.go:27
    if mode.isEmpty, version == "client.authentication.k8s.io/v1beta1" { mode = "IfAvailable" }
    var variables: [ExecConfiguration.Variable] = []
    for item in try fields.elements("env") {
      variables.append(
        ExecConfiguration.Variable(
          name: try item.text("name"), value: Secret(try item.text("value"))))
    }
    return ExecConfiguration(
      place: fields.place, apiVersion: version,
      // A bare name is looked for in PATH (loader.go:613).
      command: command.contains("/") ? resolved(command, folder) : command,
      arguments: Secret(try fields.texts("args")), environment: variables,
      installHint: try fields.text("installHint"),
      provideClusterInfo: try fields.bool("provideClusterInfo"), interactiveMode: mode)
  }

  /// The folder of a file, with its slash; empty for the working folder.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func resolved(_ path: String, _ folder: String) -> String {
    path.isEmpty || path.hasPrefix("/") ? path : folder + path
  }
}
