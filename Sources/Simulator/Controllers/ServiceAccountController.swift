import GodwitModel

/// kube-controller-manager's controller of service accounts: every active namespace has one called
/// `default`.
///
/// k8s.io/kubernetes pkg/controller/serviceaccount/serviceaccounts_controller.go, syncNamespace.
/// Clients of a served cluster see them; scenarios do without: nothing in KubeVirt asks for them.
extension World {
  private static let accountName = "default"

  /// Has the account made that a namespace lacks, unless no client sees the cluster.
  mutating func ensureAccount(inNamespace name: String) {
    if !store.servesClients { return }
    enqueue(WorkKey(.serviceAccount, node: name), after: Self.controllerLatency)
  }

  mutating func createAccount(inNamespace name: String) {
    guard let namespace = store.table(.namespace)?["", name]?.object, !namespace.isTerminating,
      store.table(.serviceAccount)?[name, Self.accountName] == nil
    else { return }
    var account = GenericObject()
    account.metadata.name = Self.accountName
    account.metadata.namespace = name
    store.create(.generic(.serviceAccount, Snapshot(account)), at: now)
  }

  /// From now on clients see the cluster: what they find there is made, and not delivered.
  mutating func serveClients() {
    store.servesClients = true
    for namespace in store.objects(.namespace) {
      createAccount(inNamespace: namespace.metadata.name)
    }
    flush()
    _ = takeDeliveries()
  }
}
