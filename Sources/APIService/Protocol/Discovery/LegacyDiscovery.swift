import GodwitModel
import Simulator

/// Discovery as it has been from the start: one document a group and version.
enum LegacyDiscovery {
  /// `/api`.
  static func versions(address: String) -> JSONValue {
    [
      "kind": "APIVersions", "versions": ["v1"],
      "serverAddressByClientCIDRs": [
        ["clientCIDR": "0.0.0.0/0", "serverAddress": .string(address)]
      ],
    ]
  }

  /// `/apis`.
  static var groupList: JSONValue {
    [
      "kind": "APIGroupList", "apiVersion": "v1",
      "groups": .array(ServedGroups.groups.map { .object(group($0)) }),
    ]
  }

  /// `/apis/GROUP`; nil when it is not served.
  static func group(document name: String) -> JSONValue? {
    guard ServedGroups.groups.contains(name) else { return nil }
    var object: JSONObject = ["kind": "APIGroup", "apiVersion": "v1"]
    for member in group(name).members { object.append(member.key, member.value) }
    return .object(object)
  }

  private static func group(_ name: String) -> JSONObject {
    let versions = ServedGroups.versions(of: name).map { version -> JSONValue in
      ["groupVersion": .string(version.name), "version": .string(version.version)]
    }
    return [
      "name": .string(name), "versions": .array(versions),
      "preferredVersion": versions.first ?? .null,
    ]
  }

  /// `/api/v1` and `/apis/GROUP/VERSION`; nil when it is not served.
  static func resources(group: String, version: String) -> JSONValue? {
    guard
      let served = ServedGroups.all.first(where: { $0.group == group && $0.version == version })
    else { return nil }
    var object: JSONObject = ["kind": "APIResourceList"]
    if !group.isEmpty { object.append("apiVersion", "v1") }
    object.append("groupVersion", .string(served.name))
    object.append("resources", .array(served.resources.flatMap { entries($0, served) }))
    return .object(object)
  }

  private static func entries(
    _ resource: ServedResource, _ version: ServedGroupVersion
  ) -> [JSONValue] {
    var object: JSONObject = [
      "name": .string(resource.plural), "singularName": .string(resource.singular),
      "namespaced": .bool(resource.isNamespaced), "kind": .string(resource.kind),
      "verbs": version.isAggregated ? .null : strings(resource.verbs),
    ]
    if !resource.shortNames.isEmpty { object.append("shortNames", strings(resource.shortNames)) }
    if !resource.categories.isEmpty { object.append("categories", strings(resource.categories)) }
    if !resource.storageVersionHash.isEmpty {
      object.append("storageVersionHash", .string(resource.storageVersionHash))
    }
    return [.object(object)] + resource.subresources.map { entry($0, of: resource) }
  }

  private static func entry(
    _ subresource: ServedResource.Subresource, of resource: ServedResource
  ) -> JSONValue {
    var object: JSONObject = [
      "name": .string(resource.plural + "/" + subresource.name), "singularName": "",
      "namespaced": .bool(resource.isNamespaced),
    ]
    if !subresource.group.isEmpty {
      object.append("group", .string(subresource.group))
      object.append("version", .string(subresource.version))
    }
    object.append("kind", .string(subresource.kind))
    object.append("verbs", strings(subresource.verbs))
    return .object(object)
  }

  private static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}
