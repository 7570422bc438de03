import GodwitModel

/// The tables of the other kinds (printers.go).
enum CoreColumns {
  static func of(_ kind: ResourceKind) -> [TableColumn] {
    switch kind {
    case .persistentVolumeClaim: claim
    case .resourceQuota:
      [
        .objectName, quota("Request", limits: false), quota("Limit", limits: true), .age,
      ]
    case .serviceAccount:
      [
        .objectName,
        TableColumn("Secrets", secretsDescription) { account, _ in
          .string(String((account["secrets"]?.array ?? []).count))
        }, .age,
      ]
    case .configMap:
      [
        .objectName,
        TableColumn("Data", configDataDescription) { map, _ in
          let data = map["data"]?.object?.count ?? 0
          return .string(String(data + (map["binaryData"]?.object?.count ?? 0)))
        }, .age,
      ]
    case .secret:
      [
        .objectName, .text("Type", ["type"], secretTypeDescription),
        TableColumn("Data", secretDataDescription) { secret, _ in
          .string(String(secret["data"]?.object?.count ?? 0))
        }, .age,
      ]
    case .lease:
      [.objectName, .text("Holder", ["spec", "holderIdentity"], holderDescription), .age]
    case .podDisruptionBudget: budget
    case .roleBinding, .clusterRoleBinding: binding
    case .role, .clusterRole: [.objectName, .creation]
    default: [.objectName, .creation]
    }
  }

  // MARK: Claims

  private static let claim: [TableColumn] = [
    .objectName,
    TableColumn(
      "Status",
      """
      phase represents the current phase of PersistentVolumeClaim.
      """
    ) { claim, _ in
      if claim["metadata"]?["deletionTimestamp"] != nil { return "Terminating" }
      return claim["status"]?["phase"] ?? ""
    },
    .text(
      "Volume", ["spec", "volumeName"],
      """
      volumeName is the binding reference to the PersistentVolume backing this claim.
      """),
    TableColumn(
      "Capacity",
      """
      capacity represents the actual resources of the underlying volume.
      """
    ) { claim, _ in
      guard isBound(claim) else { return "" }
      return claim["status"]?["capacity"]?["storage"] ?? "0"
    },
    TableColumn(
      "Access Modes",
      """
      accessModes contains the actual access modes the volume backing the PVC has. More info: \
      https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes-1
      """
    ) { claim, _ in .string(isBound(claim) ? accessModes(claim) : "") },
    .text(
      "StorageClass", ["spec", "storageClassName"],
      """
      storageClassName is the name of the StorageClass required by the claim. More info: \
      https://kubernetes.io/docs/concepts/storage/persistent-volumes#class-1
      """),
    .text(
      "VolumeAttributesClass", ["spec", "volumeAttributesClassName"],
      """
      volumeAttributesClassName may be used to set the VolumeAttributesClass used by this claim. \
      If specified, the CSI driver will create or update the volume with the attributes defined \
      in the corresponding VolumeAttributesClass. This has a different purpose than \
      storageClassName, it can be changed after the claim is created. An empty string or nil \
      value indicates that no VolumeAttributesClass will be applied to the claim. If the claim \
      enters an Infeasible error state, this field can be reset to its previous value (including \
      nil) to cancel the modification. If the resource referred to by volumeAttributesClass does \
      not exist, this PersistentVolumeClaim will be set to a Pending state, as reflected by the \
      modifyVolumeStatus field, until such as a resource exists. More info: \
      https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
      """, missing: "<unset>"),
    .age,
    .text(
      "VolumeMode", ["spec", "volumeMode"],
      """
      volumeMode defines what type of volume is required by the claim. Value of Filesystem is \
      implied when not included in claim spec.
      """, missing: "<unset>", priority: 1),
  ]

  private static func isBound(_ claim: JSONValue) -> Bool {
    !(claim["spec"]?["volumeName"]?.string ?? "").isEmpty
  }

  private static func accessModes(_ claim: JSONValue) -> String {
    let names = [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"),
      ("ReadWriteOncePod", "RWOP"),
    ]
    let modes = (claim["status"]?["accessModes"]?.array ?? []).compactMap(\.string)
    return names.filter { modes.contains($0.0) }.map(\.1).joined(separator: ",")
  }

  // MARK: Quotas

  /// `requests.cpu: 1/2, pods: 3/10`: what is used of what is allowed.
  private static func quota(_ name: String, limits: Bool) -> TableColumn {
    let description =
      limits
      ? "Limit represents a maximum amount of a resource that can be consumed by pods in the "
        + "namespace."
      : "Request represents a minimum amount of a resource that can be consumed by pods in the "
        + "namespace."
    return TableColumn(name, description) { quota, _ in
      let hard = quota["status"]?["hard"]?.object?.sortedByKey.members ?? []
      let used = quota["status"]?["used"]
      let texts = hard.filter { $0.key.hasPrefix("limits.") == limits }.map {
        "\($0.key): \(used?[$0.key]?.scalarText ?? "0")/\($0.value.scalarText ?? "")"
      }
      return .string(texts.joined(separator: ", "))
    }
  }

  // MARK: Disruption budgets

  private static let budget: [TableColumn] = [
    .objectName,
    .text(
      "Min Available", ["spec", "minAvailable"],
      "The minimum number of pods that must be available.", missing: "N/A"),
    .text(
      "Max Unavailable", ["spec", "maxUnavailable"],
      "The maximum number of pods that may be unavailable.", missing: "N/A"),
    TableColumn(
      "Allowed Disruptions", type: "integer",
      "Calculated number of pods that may be disrupted at this time."
    ) { budget, _ in budget["status"]?["disruptionsAllowed"] ?? 0 },
    .age,
  ]

  // MARK: Bindings

  private static let binding: [TableColumn] = [
    .objectName,
    TableColumn("Role", "RoleRef can only reference a ClusterRole in the global namespace.") {
      binding, _ in
      let role = binding["roleRef"]
      return .string((role?["kind"]?.string ?? "") + "/" + (role?["name"]?.string ?? ""))
    },
    .age,
    subjects("Users", "User"), subjects("Groups", "Group"),
    subjects("ServiceAccounts", "ServiceAccount"),
  ]

  private static func subjects(_ name: String, _ kind: String) -> TableColumn {
    TableColumn(name, "\(name) in the roleBinding", priority: 1) { binding, _ in
      let subjects = (binding["subjects"]?.array ?? []).filter { $0["kind"]?.string == kind }
      let names = subjects.map { subject -> String in
        let name = subject["name"]?.string ?? ""
        return kind == "ServiceAccount" ? (subject["namespace"]?.string ?? "") + "/" + name : name
      }
      return .string(names.joined(separator: ", "))
    }
  }

  // MARK: Descriptions

  private static let secretsDescription = """
    Secrets is a list of the secrets in the same namespace that pods running using this \
    ServiceAccount are allowed to use. Pods are only limited to this list if this service \
    account has a "kubernetes.io/enforce-mountable-secrets" annotation set to "true". The \
    "kubernetes.io/enforce-mountable-secrets" annotation is deprecated since v1.32. Prefer \
    separate namespaces to isolate access to mounted secrets. This field should not be used to \
    find auto-generated service account token secrets for use outside of pods. Instead, tokens \
    can be requested directly using the TokenRequest API, or service account token secrets can \
    be manually created. More info: https://kubernetes.io/docs/concepts/configuration/secret
    """
  private static let configDataDescription = """
    Data contains the configuration data. Each key must consist of alphanumeric characters, '-', \
    '_' or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys \
    stored in Data must not overlap with the keys in the BinaryData field, this is enforced \
    during validation process.
    """
  private static let secretTypeDescription = """
    Used to facilitate programmatic handling of secret data. More info: \
    https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
    """
  private static let secretDataDescription = """
    Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or \
    '.'. The serialized form of the secret data is a base64 encoded string, representing the \
    arbitrary (possibly non-string) data value here. Described in \
    https://tools.ietf.org/html/rfc4648#section-4
    """
  private static let holderDescription = """
    holderIdentity contains the identity of the holder of a current lease. If Coordinated Leader \
    Election is used, the holder identity must be equal to the elected \
    LeaseCandidate.metadata.name field.
    """
}
