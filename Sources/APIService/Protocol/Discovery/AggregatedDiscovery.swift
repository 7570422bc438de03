import GodwitModel

/// Discovery in one document: `/api` and `/apis` as an `APIGroupDiscoveryList`.
enum AggregatedDiscovery {
  static let contentTypePrefix = "application/json;g=apidiscovery.k8s.io;v="

  /// The version of the list, `v2` or `v2beta1`, that an `Accept` header asks for first; nil when
  /// it does not want an aggregated document before the plain one.
  static func version(acceptedBy header: String) -> String? {
    for clause in header.split(separator: ",") {
      let parts = clause.split(separator: ";").map { $0.trimmingBlanks }
      guard parts.first == "application/json" else {
        if parts.first == "*/*" { return nil }
        continue
      }
      if parts.count == 1 { return nil }
      guard parts.contains("g=apidiscovery.k8s.io"), parts.contains("as=APIGroupDiscoveryList")
      else { continue }
      for version in ["v2", "v2beta1"] where parts.contains("v=" + version) { return version }
    }
    return nil
  }

  /// The document for the core group, or for all the others.
  static func document(isCore: Bool, version: String) -> JSONValue {
    let groups = isCore ? [""] : ServedGroups.groups
    return [
      "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/" + version),
      "metadata": [:], "items": .array(groups.map { item($0) }),
    ]
  }

  private static func item(_ group: String) -> JSONValue {
    let versions = ServedGroups.versions(of: group).map { version -> JSONValue in
      [
        "version": .string(version.version),
        "resources": .array(
          version.resources.filter { !$0.plural.utf8.contains(UInt8(ascii: "/")) }
            .map { resource($0, version) }), "freshness": "Current",
      ]
    }
    return [
      "metadata": .object(group.isEmpty ? JSONObject() : ["name": .string(group)]),
      "versions": .array(versions),
    ]
  }

  private static func resource(
    _ resource: ServedResource, _ version: ServedGroupVersion
  ) -> JSONValue {
    // The built-in kinds leave out group and version, which are those of the list (recorded).
    let isCustom = version.group == "kubevirt.io" || version.group.hasSuffix(".kubevirt.io")
    var object: JSONObject = [
      "resource": .string(resource.plural),
      "responseKind": [
        "group": .string(isCustom ? version.group : ""),
        "version": .string(isCustom ? version.version : ""), "kind": .string(resource.kind),
      ],
      "scope": resource.isNamespaced ? "Namespaced" : "Cluster",
      "singularResource": .string(resource.singular),
      "verbs": .array(resource.verbs.map { .string($0) }),
    ]
    if !resource.shortNames.isEmpty {
      object.append("shortNames", .array(resource.shortNames.map { .string($0) }))
    }
    if !resource.categories.isEmpty {
      object.append("categories", .array(resource.categories.map { .string($0) }))
    }
    if !resource.subresources.isEmpty {
      object.append(
        "subresources",
        .array(
          resource.subresources.map { subresource in
            [
              "subresource": .string(subresource.name),
              "responseKind": [
                "group": .string(
                  isCustom && subresource.group.isEmpty ? version.group : subresource.group),
                "version": .string(
                  isCustom && subresource.version.isEmpty ? version.version : subresource.version),
                "kind": .string(subresource.kind),
              ],
              "verbs": .array(subresource.verbs.map { .string($0) }),
            ]
          }))
    }
    return .object(object)
  }
}
