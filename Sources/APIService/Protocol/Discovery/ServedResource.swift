import GodwitModel
import Simulator

/// A resource that the served API has, as discovery describes it.
struct ServedResource: Sendable {
  /// One of a resource's subresources.
  struct Subresource: Sendable {
    var name: String
    var kind: String
    var verbs: [String]
    /// Where the subresource's kind is of another group.
    var group = ""
    var version = ""
  }

  var plural: String
  var singular: String
  var kind: String
  var isNamespaced: Bool
  var verbs: [String]
  var shortNames: [String] = []
  var categories: [String] = []
  /// Eight bytes of SHA-256 over `GROUP/VERSION/KIND` of what is stored, in base 64.
  var storageVersionHash = ""
  var subresources: [Subresource] = []

  static let allVerbs = [
    "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
  ]
  /// Custom resources list their verbs in another order.
  static let customVerbs = [
    "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch",
  ]

  /// The resource of a kind that is stored.
  init(_ kind: ResourceKind) {
    plural = kind.plural
    singular = kind.singular
    self.kind = kind.kind
    isNamespaced = kind.isNamespaced
    verbs = kind.isCustom ? Self.customVerbs : Self.allVerbs
    shortNames = kind.shortNames
    if kind == .namespace { verbs.removeAll { $0 == "deletecollection" } }
    if kind.group == "kubevirt.io" || kind == .pod { categories = ["all"] }
    storageVersionHash = Self.hashes[kind.kind] ?? ""
    subresources = Self.subresources(of: kind)
  }

  /// A resource of which nothing is stored, such as access reviews.
  init(_ plural: String, kind: String, isNamespaced: Bool = false, verbs: [String]? = ["create"]) {
    self.plural = plural
    singular = kind.lowercased()
    self.kind = kind
    self.isNamespaced = isNamespaced
    self.verbs = verbs ?? []
  }

  private static func subresources(of kind: ResourceKind) -> [Subresource] {
    var found: [Subresource] = []
    switch kind {
    case .pod:
      found.append(
        Subresource(
          name: "eviction", kind: "Eviction", verbs: ["create"], group: "policy", version: "v1"))
    case .serviceAccount:
      found.append(
        Subresource(
          name: "token", kind: "TokenRequest", verbs: ["create"],
          group: "authentication.k8s.io", version: "v1"))
    default: break
    }
    if kind.hasStatusSubresource {
      found.append(
        Subresource(name: "status", kind: kind.kind, verbs: ["get", "patch", "update"]))
    }
    return found
  }

  private static let hashes = [
    "ConfigMap": "qFsyl6wFWjQ=", "Event": "r2yiGXH7wu8=", "Namespace": "Q3oi5N2YM8M=",
    "Node": "XwShjMxG9Fs=", "PersistentVolumeClaim": "QWTyNDq0dC4=", "Pod": "xPOwRZ+Yhw8=",
    "ResourceQuota": "8uhSgffRX6w=", "Secret": "S6u1pOWzb84=",
    "ServiceAccount": "pbx9ZvyFpBE=", "PodDisruptionBudget": "EVWiDmWqyJw=",
    "Role": "7FuwZcIIItM=", "RoleBinding": "eGsCzGH6b1g=", "ClusterRole": "bYE5ZWDrJ44=",
    "ClusterRoleBinding": "48tpQ8gZHFc=", "Lease": "gqkMMb/YqFM=",
    "CustomResourceDefinition": "M5uH+AlWATY=", "KubeVirt": "+s0w/mxiw14=",
    "VirtualMachine": "v2rohjOGqcY=", "VirtualMachineInstance": "1DClFQM6+os=",
    "VirtualMachineInstanceMigration": "ByphcRAtdtg=", "MigrationPolicy": "rbGMTuqrja4=",
  ]
}

extension ResourceKind {
  /// Whether a CustomResourceDefinition defines the kind.
  var isCustom: Bool { group == "kubevirt.io" || group.hasSuffix(".kubevirt.io") }

  /// The kind of the definitions themselves; they can be read, not written.
  static let customResourceDefinition = ResourceKind(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
    shortNames: ["crd", "crds"], isNamespaced: false)
}
