/// A kind of API object: its names and where it lives.
///
/// One reference to facts that never change: kinds are part of every key, so they are copied and
/// compared all the time.
package struct ResourceKind: Sendable {
  private final class Facts: Sendable {
    let group: String
    let version: String
    let kind: String
    let plural: String
    let singular: String
    let shortNames: [String]
    let isNamespaced: Bool
    let hasStatusSubresource: Bool

    init(
      group: String, version: String, kind: String, plural: String?, shortNames: [String],
      isNamespaced: Bool, hasStatusSubresource: Bool
    ) {
      self.group = group
      self.version = version
      self.kind = kind
      singular = kind.lowercased()
      self.plural = plural ?? singular + "s"
      self.shortNames = shortNames
      self.isNamespaced = isNamespaced
      self.hasStatusSubresource = hasStatusSubresource
    }
  }

  private let facts: Facts

  /// API group; empty for the core group.
  package var group: String { facts.group }
  package var version: String { facts.version }
  package var kind: String { facts.kind }
  package var plural: String { facts.plural }
  package var singular: String { facts.singular }
  package var shortNames: [String] { facts.shortNames }
  package var isNamespaced: Bool { facts.isNamespaced }
  /// Whether status is written through its own subresource.
  package var hasStatusSubresource: Bool { facts.hasStatusSubresource }

  /// A kind; `plural` defaults to the lower-cased kind with an `s`.
  package init(
    group: String, version: String, kind: String, plural: String? = nil,
    shortNames: [String] = [], isNamespaced: Bool = true, hasStatusSubresource: Bool = false
  ) {
    facts = Facts(
      group: group, version: version, kind: kind, plural: plural, shortNames: shortNames,
      isNamespaced: isNamespaced, hasStatusSubresource: hasStatusSubresource)
  }

  /// `v1` or `kubevirt.io/v1`.
  package var apiVersion: String { group.isEmpty ? version : group + "/" + version }

  /// `virtualmachineinstancemigrations.kubevirt.io`, or `pods` in the core group.
  package var qualifiedPlural: String { group.isEmpty ? plural : plural + "." + group }

}

extension ResourceKind: Hashable {
  /// The group and the kind; versions of a kind are the same kind.
  package static func == (left: ResourceKind, right: ResourceKind) -> Bool {
    left.facts === right.facts || left.kind == right.kind && left.group == right.group
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension ResourceKind {
  package static let virtualMachine = ResourceKind(
    group: "kubevirt.io", version: "v1", kind: "VirtualMachine", shortNames: ["vm", "vms"],
    hasStatusSubresource: true)
  package static let virtualMachineInstance = ResourceKind(
    group: "kubevirt.io", version: "v1", kind: "VirtualMachineInstance",
    shortNames: ["vmi", "vmis"])
  package static let virtualMachineInstanceMigration = ResourceKind(
    group: "kubevirt.io", version: "v1", kind: "VirtualMachineInstanceMigration",
    shortNames: ["vmim", "vmims"], hasStatusSubresource: true)
  package static let kubeVirt = ResourceKind(
    group: "kubevirt.io", version: "v1", kind: "KubeVirt", shortNames: ["kv", "kvs"],
    hasStatusSubresource: true)
  package static let migrationPolicy = ResourceKind(
    group: "migrations.kubevirt.io", version: "v1alpha1", kind: "MigrationPolicy",
    plural: "migrationpolicies", isNamespaced: false, hasStatusSubresource: true)
  package static let node = ResourceKind(
    group: "", version: "v1", kind: "Node", shortNames: ["no"], isNamespaced: false,
    hasStatusSubresource: true)
  package static let pod = ResourceKind(
    group: "", version: "v1", kind: "Pod", shortNames: ["po"], hasStatusSubresource: true)
  package static let namespace = ResourceKind(
    group: "", version: "v1", kind: "Namespace", shortNames: ["ns"], isNamespaced: false,
    hasStatusSubresource: true)
  package static let event = ResourceKind(
    group: "", version: "v1", kind: "Event", shortNames: ["ev"])
  package static let persistentVolumeClaim = ResourceKind(
    group: "", version: "v1", kind: "PersistentVolumeClaim", shortNames: ["pvc"],
    hasStatusSubresource: true)
  package static let resourceQuota = ResourceKind(
    group: "", version: "v1", kind: "ResourceQuota", shortNames: ["quota"],
    hasStatusSubresource: true)
  package static let serviceAccount = ResourceKind(
    group: "", version: "v1", kind: "ServiceAccount", shortNames: ["sa"])
  package static let configMap = ResourceKind(
    group: "", version: "v1", kind: "ConfigMap", shortNames: ["cm"])
  package static let secret = ResourceKind(group: "", version: "v1", kind: "Secret")
  package static let lease = ResourceKind(
    group: "coordination.k8s.io", version: "v1", kind: "Lease")
  package static let podDisruptionBudget = ResourceKind(
    group: "policy", version: "v1", kind: "PodDisruptionBudget", shortNames: ["pdb"],
    hasStatusSubresource: true)
  package static let role = ResourceKind(
    group: "rbac.authorization.k8s.io", version: "v1", kind: "Role")
  package static let roleBinding = ResourceKind(
    group: "rbac.authorization.k8s.io", version: "v1", kind: "RoleBinding")
  package static let clusterRole = ResourceKind(
    group: "rbac.authorization.k8s.io", version: "v1", kind: "ClusterRole", isNamespaced: false)
  package static let clusterRoleBinding = ResourceKind(
    group: "rbac.authorization.k8s.io", version: "v1", kind: "ClusterRoleBinding",
    isNamespaced: false)

  /// Every kind that Godwit knows, in the order in which they are listed to people.
  package static let all: [ResourceKind] = [
    virtualMachine, virtualMachineInstance, virtualMachineInstanceMigration, kubeVirt,
    migrationPolicy, node, pod, namespace, event, persistentVolumeClaim, resourceQuota,
    serviceAccount, configMap, secret, lease, podDisruptionBudget, role, roleBinding,
    clusterRole, clusterRoleBinding,
  ]

  /// The kind that a person means by `name`: kind, plural, singular or short name, any case.
  package static func named(_ name: String) -> ResourceKind? {
    let lowered = name.lowercased()
    return all.first {
      $0.singular == lowered || $0.plural == lowered || $0.shortNames.contains(lowered)
        || $0.qualifiedPlural == lowered
    }
  }

  /// The kind with this group and plural, as they stand in a request's path.
  package static func served(group: String, plural: String) -> ResourceKind? {
    all.first { $0.plural == plural && $0.group == group }
  }
}

/// The identity of an object while it exists: its kind, namespace (empty if cluster-wide), name.
package struct ObjectKey: Hashable, Sendable {
  package var kind: ResourceKind
  package var namespace: String
  package var name: String

  package init(_ kind: ResourceKind, namespace: String = "", name: String) {
    self.kind = kind
    self.namespace = kind.isNamespaced ? namespace : ""
    self.name = name
  }

  /// Names alone tell most objects apart, and three texts take three times as long to hash.
  package func hash(into hasher: inout Hasher) { hasher.combine(endOf: name) }
}

extension Hasher {
  /// Mixes in the end of a name. Kubernetes' names are ASCII and end in what makes them unique, so
  /// that eight bytes tell them apart, which take half as long to hash as a text.
  package mutating func combine(endOf name: String) {
    let end = name.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count > 8 else { return bytes.reduce(0) { $0 << 8 | UInt64($1) } }
      return UnsafeRawBufferPointer(bytes)
        .loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    }
    guard let end, end & 0x8080_8080_8080_8080 == 0 else { return combine(name) }
    combine(end)
  }
}

extension ObjectKey: CustomStringConvertible {
  /// `VirtualMachineInstance/fedora`, the form in which events and reports name an object.
  package var description: String { kind.kind + "/" + name }
}
