import GodwitModel

/// What every cluster of a version of KubeVirt begins with: the built-in roles and namespaces.
enum ClusterBase {
  /// The objects, made `since`; those that scenarios begin with are made once for each version.
  static func store(of profile: KubeVirtProfile, since epoch: Instant) -> ObjectStore {
    if epoch != .simulationEpoch { return make(profile, at: epoch) }
    return switch profile.minor {
    case 0: minor0
    case 1: minor1
    case 2: minor2
    case 3: minor3
    case 4: minor4
    case 5: minor5
    case 6: minor6
    case 7: minor7
    case 8: minor8
    default: minor9
    }
  }

  // Each is made when it is first asked for: hardly ever is there more than one in a run.
  private static let minor0 = make(KubeVirtProfile(minor: 0))
  private static let minor1 = make(KubeVirtProfile(minor: 1))
  private static let minor2 = make(KubeVirtProfile(minor: 2))
  private static let minor3 = make(KubeVirtProfile(minor: 3))
  private static let minor4 = make(KubeVirtProfile(minor: 4))
  private static let minor5 = make(KubeVirtProfile(minor: 5))
  private static let minor6 = make(KubeVirtProfile(minor: 6))
  private static let minor7 = make(KubeVirtProfile(minor: 7))
  private static let minor8 = make(KubeVirtProfile(minor: 8))
  private static let minor9 = make(KubeVirtProfile(minor: 9))

  /// The namespaces that every cluster has.
  static let namespaces = [
    "default", "kube-node-lease", "kube-public", "kube-system", "kubevirt",
  ]

  private static func make(
    _ profile: KubeVirtProfile, at epoch: Instant = .simulationEpoch
  ) -> ObjectStore {
    var store = ObjectStore(identifiers: SeededGenerator(seed: 0, purpose: "base"))
    BootstrapRoles.add(to: &store, profile, at: epoch)
    for name in namespaces {
      store.create(ClusterSetup.namespace(NamespaceLayout(name: name)), at: epoch)
    }
    _ = store.takeLog()
    return store
  }
}
