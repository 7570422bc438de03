/// Several kubeconfigs as one: of entries with the same name, and of current contexts, that of the
/// first file stands, whole (client-go tools/clientcmd/loader.go:157).
struct MergedKubeconfig: Sendable {
  /// The files that were read, in their order.
  private(set) var files: [String] = []
  private(set) var clusters: [KubeconfigCluster] = []
  private(set) var contexts: [KubeconfigContext] = []
  private(set) var users: [KubeconfigUser] = []
  private(set) var currentContext = ""

  /// Adds a file that comes after those that are there.
  mutating func merge(_ file: KubeconfigFile, path: String) {
    files.append(path)
    if currentContext.isEmpty { currentContext = file.currentContext }
    for cluster in file.clusters where !clusters.contains(where: { $0.name == cluster.name }) {
      clusters.append(cluster)
    }
    for context in file.contexts where !contexts.contains(where: { $0.name == context.name }) {
      contexts.append(context)
    }
    for user in file.users where !users.contains(where: { $0.name == user.name }) {
      users.append(user)
    }
  }

  /// How errors name the files.
  var origin: String { "kubeconfig " + files.joined(separator: ":") }

  /// What a context stands for.
  struct Selection: Sendable {
    var context: String
    var namespace: String
    var cluster: KubeconfigCluster
    /// Nobody where the context names no user.
    var user: KubeconfigUser?
  }

  /// - Parameter wanted: The name from `--context`; nil takes the current one.
  /// - Returns: Nil where no context is wanted and none is current.
  func selection(_ wanted: String?) throws(ConnectionError) -> Selection? {
    let name = wanted ?? currentContext
    if name.isEmpty { return nil }
    guard let context = contexts.first(where: { $0.name == name }) else {
      let advice =
        wanted == nil ? "mend current-context or choose with --context" : "mend --context"
      throw ConnectionError(
        "\(origin): there is no context \"\(name)\"; \(advice) \(Self.offer(contexts.map(\.name)))")
    }
    let others = Self.offer(contexts.map(\.name).filter { $0 != name })
    guard let cluster = clusters.first(where: { $0.name == context.cluster }) else {
      throw context.place.error(
        "context \"\(name)\" names cluster \"\(context.cluster)\", which is not in clusters; mend "
          + "\(context.place.field("cluster")) or choose another with --context \(others)")
    }
    let user = users.first { $0.name == context.user }
    if user == nil, !context.user.isEmpty {
      throw context.place.error(
        "context \"\(name)\" names user \"\(context.user)\", which is not in users; mend "
          + "\(context.place.field("user")) or choose another with --context \(others)")
    }
    return Selection(
      context: name, namespace: context.namespace.isEmpty ? "default" : context.namespace,
      cluster: cluster, user: user)
  }

  private static func offer(_ names: [String]) -> String {
    names.isEmpty ? "(there are no others)" : "(there are: \(names.joined(separator: ", ")))"
  }
}
