import GodwitModel

/// What somebody wants to do, in the words of RBAC.
package struct AccessAttributes: Hashable, Sendable {
  package var verb: String
  package var group: String
  package var resource: String
  package var subresource: String
  /// Empty at the cluster scope.
  package var namespace: String
  /// Empty when no single object is meant.
  package var name: String
  /// Of a request for a path that is no resource.
  package var nonResourcePath: String?

  package init(
    verb: String, group: String = "", resource: String = "", subresource: String = "",
    namespace: String = "", name: String = "", nonResourcePath: String? = nil
  ) {
    self.verb = verb
    self.group = group
    self.resource = resource
    self.subresource = subresource
    self.namespace = namespace
    self.name = name
    self.nonResourcePath = nonResourcePath
  }

  package init(_ target: RequestTarget) {
    // A namespace is within itself, so that rights bound in it reach it.
    let isNamespace = target.group.isEmpty && target.resource == "namespaces"
    self.init(
      verb: target.verb, group: target.group, resource: target.resource,
      subresource: target.subresource,
      namespace: isNamespace ? target.name : target.namespace, name: target.name,
      nonResourcePath: target.nonResourcePath)
  }

  /// `resourceAttributes` or `nonResourceAttributes` of an access review.
  init(review spec: JSONValue) {
    if let resource = spec["resourceAttributes"] {
      self.init(
        verb: resource["verb"]?.string ?? "", group: resource["group"]?.string ?? "",
        resource: resource["resource"]?.string ?? "",
        subresource: resource["subresource"]?.string ?? "",
        namespace: resource["namespace"]?.string ?? "", name: resource["name"]?.string ?? "")
    } else {
      self.init(
        verb: spec["nonResourceAttributes"]?["verb"]?.string ?? "",
        nonResourcePath: spec["nonResourceAttributes"]?["path"]?.string ?? "")
    }
  }

  /// `virtualmachines/migrate`.
  package var resourceWithSubresource: String {
    subresource.isEmpty ? resource : resource + "/" + subresource
  }
}

/// One rule of a role, matched on its JSON so that roles need not be decoded.
///
/// k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go.
enum PolicyRule {
  static func allows(_ rule: JSONValue, _ access: AccessAttributes) -> Bool {
    guard contains(rule["verbs"], access.verb) else { return false }
    if let path = access.nonResourcePath {
      return (rule["nonResourceURLs"]?.array ?? []).contains { matches($0.string ?? "", path) }
    }
    guard contains(rule["apiGroups"], access.group), allowsResource(rule["resources"], access)
    else { return false }
    let names = rule["resourceNames"]?.array ?? []
    return names.isEmpty || names.contains(.string(access.name))
  }

  private static func contains(_ list: JSONValue?, _ value: String) -> Bool {
    guard let elements = list?.array else { return false }
    for element in elements where element == "*" || element.string == value { return true }
    return false
  }

  /// `*`, `pods/eviction`, or `*/eviction` for every resource with that subresource.
  private static func allowsResource(_ list: JSONValue?, _ access: AccessAttributes) -> Bool {
    guard let elements = list?.array else { return false }
    let wanted = access.resourceWithSubresource
    for element in elements {
      guard let resource = element.string else { continue }
      if resource == "*" || resource == wanted { return true }
      if !access.subresource.isEmpty, resource == "*/" + access.subresource { return true }
    }
    return false
  }

  private static func matches(_ pattern: String, _ path: String) -> Bool {
    if pattern == "*" || pattern == path { return true }
    return pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
  }
}
