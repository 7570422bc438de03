/// A cluster that requests can be sent to, as the kubeconfig, the environment and the flags say.
package struct ClusterConnection: Sendable {
  /// The name of the context; `in-cluster` in a pod without a kubeconfig.
  package let context: String
  /// The URL of the server, without who signs in.
  package let server: String
  /// The context's namespace.
  package let namespace: String
  /// The name of the user's entry in the kubeconfig; empty for nobody.
  package let user: String
  /// Whether nothing says that the server is the right one: the kubeconfig has
  /// `insecure-skip-tls-verify: true`, or an `http://` URL. For reports to show.
  package let isInsecure: Bool
  /// What to say where the server answers 401 after all: the user's entry to mend.
  package let unauthorized: String
  /// Sends the requests. Whoever has the connection shuts it down.
  package let transport: any Transport

  /// Finds out whom to connect to and with what, as kubectl does. Nothing is sent yet.
  package static func load(
    from sources: ConnectionSources
  ) throws(ConnectionError) -> ClusterConnection {
    try ConnectionBuilder(sources: sources, selection: try selection(sources)).connection()
  }

  private static func selection(
    _ sources: ConnectionSources
  ) throws(ConnectionError) -> MergedKubeconfig.Selection {
    let kubeconfig = try KubeconfigLocation(sources: sources).load()
    let wanted = sources.context.flatMap { $0.isEmpty ? nil : $0 }
    if let selection = try kubeconfig?.selection(wanted) { return selection }
    // client-go tools/clientcmd/merged_client_builder.go:106
    if wanted == nil, let selection = ServiceAccountFiles.selection(sources) { return selection }
    guard let kubeconfig else {
      throw ConnectionError(
        "there is no kubeconfig at ~/.kube/config; name one with --kubeconfig or the variable "
          + "KUBECONFIG")
    }
    let names = kubeconfig.contexts.map(\.name).joined(separator: ", ")
    throw ConnectionError(
      "\(kubeconfig.origin): current-context is not set; choose a context with --context (there "
        + "are: \(names.isEmpty ? "none" : names))")
  }
}
