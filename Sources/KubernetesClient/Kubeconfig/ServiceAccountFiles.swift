/// What a pod has of its service account, used where there is no kubeconfig
/// (client-go rest/config.go:546, tools/clientcmd/client_config.go:646 and :668).
enum ServiceAccountFiles {
  private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// What is in the pod that this is; nil outside of one.
  static func selection(_ sources: ConnectionSources) -> MergedKubeconfig.Selection? {
    guard let host = sources.environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
      let port = sources.environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty,
      text("token", sources) != nil
    else { return nil }
    let place = KubeconfigPlace(origin: "the pod's service account", path: "")
    let isAddress = host.contains(":")
    let server = "https://" + (isAddress ? "[\(host)]" : host) + ":" + port
    var cluster = KubeconfigCluster(
      name: "in-cluster", place: place, server: Secret(server))
    if text("ca.crt", sources) != nil { cluster.certificateAuthority = "\(folder)/ca.crt" }
    let user = KubeconfigUser(name: "in-cluster", place: place, tokenFile: "\(folder)/token")
    return MergedKubeconfig.Selection(
      context: "in-cluster", namespace: namespace(sources), cluster: cluster, user: user)
  }

  private static func namespace(_ sources: ConnectionSources) -> String {
    if let name = sources.environment["POD_NAMESPACE"], !name.isEmpty { return name }
    let name = text("namespace", sources)?.filter { !$0.isWhitespace } ?? ""
    return name.isEmpty ? "default" : name
  }

  private static func text(_ file: String, _ sources: ConnectionSources) -> String? {
    guard case .contents(let bytes) = sources.readFile("\(folder)/\(file)") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
