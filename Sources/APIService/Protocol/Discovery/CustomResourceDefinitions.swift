import GodwitModel

/// The definitions of KubeVirt's kinds, as far as names, versions and columns go; they can be read,
/// not changed.
enum CustomResourceDefinitions {
  static let objects: [APIObject] = [
    .kubeVirt, .migrationPolicy, .virtualMachineInstanceMigration, .virtualMachineInstance,
    .virtualMachine,
  ].map(object)

  private static func object(_ kind: ResourceKind) -> APIObject {
    var definition = GenericObject()
    definition.metadata.name = kind.plural + "." + kind.group
    definition.metadata.generation = 1
    definition.metadata.resourceVersion = "1"
    definition.metadata.creationTimestamp = Timestamp(.simulationEpoch)
    definition.metadata.labels["app.kubernetes.io/component"] = "kubevirt"
    definition.metadata.labels["app.kubernetes.io/managed-by"] = "virt-operator"
    definition.metadata.labels["kubevirt.io"] = ""
    var names: JSONObject = ["kind": .string(kind.kind), "listKind": .string(kind.kind + "List")]
    names.append("plural", .string(kind.plural))
    names.append("singular", .string(kind.singular))
    if kind.group == "kubevirt.io" { names.append("categories", ["all"]) }
    if !kind.shortNames.isEmpty {
      names.append("shortNames", .array(kind.shortNames.map { .string($0) }))
    }
    let versions = kind.group == "kubevirt.io" ? ["v1", "v1alpha3"] : [kind.version]
    definition.rest["spec"] = [
      "conversion": ["strategy": "None"], "group": .string(kind.group), "names": .object(names),
      "scope": kind.isNamespaced ? "Namespaced" : "Cluster",
      "versions": .array(versions.map { version($0, of: kind) }),
    ]
    definition.rest["status"] = [
      "acceptedNames": .object(names),
      "conditions": [
        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
        condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ],
      "storedVersions": [.string(kind.version)],
    ]
    return .generic(.customResourceDefinition, Snapshot(definition))
  }

  private static func version(_ name: String, of kind: ResourceKind) -> JSONValue {
    var version: JSONObject = ["name": .string(name), "served": true]
    version.append("storage", .bool(name == kind.version))
    if name != kind.version {
      version.append("deprecated", true)
      version.append("deprecationWarning", .string(ResourceExchange.deprecation))
    }
    version.append(
      "schema",
      ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]])
    if kind.hasStatusSubresource { version.append("subresources", ["status": [:]]) }
    if kind != .migrationPolicy {
      version.append(
        "additionalPrinterColumns", .array(CustomResourceColumns.of(kind).map(\.definition)))
    }
    return .object(version)
  }

  private static func condition(_ type: String, _ reason: String, _ message: String) -> JSONValue {
    [
      "lastTransitionTime": .string(Instant.simulationEpoch.description),
      "message": .string(message), "reason": .string(reason), "status": "True",
      "type": .string(type),
    ]
  }
}

extension CustomResourceColumns {
  /// As it stands in a definition.
  fileprivate var definition: JSONValue {
    var column: JSONObject = [:]
    if let description { column.append("description", .string(description)) }
    column.append("jsonPath", .string(path))
    column.append("name", .string(name))
    if priority > 0 { column.append("priority", .int(priority)) }
    column.append("type", .string(type))
    return .object(column)
  }
}
