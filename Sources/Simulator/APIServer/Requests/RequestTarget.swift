import GodwitModel

/// What a request is about: the resource, and what is to be done with it.
///
/// k8s.io/apiserver/pkg/endpoints/request/requestinfo.go.
package struct RequestTarget: Hashable, Sendable {
  /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete` or `deletecollection`.
  package var verb = ""
  package var group = ""
  package var version = ""
  package var namespace = ""
  /// The plural name, as it stands in the path.
  package var resource = ""
  package var name = ""
  /// Only the first part: `evacuate` of `evacuate/cancel`, which is also all that kube-apiserver
  /// authorises.
  package var subresource = ""
  /// What comes after the subresource.
  package var tail = ""
  /// Nil for resources without stored objects, such as access reviews.
  package var kind: ResourceKind?
  /// The path, when it is not that of a resource: `/version`.
  package var nonResourcePath: String?

  /// The resource as roles name it: `pods/eviction`.
  package var resourceWithSubresource: String {
    subresource.isEmpty ? resource : resource + "/" + subresource
  }

  package init(_ request: APIRequest) {
    var rest = Self.parts(of: request.path)[...]
    switch rest.first {
    case "api" where rest.count >= 3:
      version = rest[1]
      rest = rest[2...]
    case "apis" where rest.count >= 4:
      group = rest[1]
      version = rest[2]
      rest = rest[3...]
    default:
      nonResourcePath = request.path
      verb = request.method.rawValue.lowercased()
      return
    }
    var isWatch = false
    if rest.first == "watch" {
      isWatch = true
      rest = rest.dropFirst()
    }
    takeNamespace(&rest)
    resource = rest.first ?? ""
    rest = rest.dropFirst()
    name = rest.first ?? ""
    rest = rest.dropFirst()
    subresource = rest.first ?? ""
    tail = rest.dropFirst().joined(separator: "/")
    kind = ResourceKind.served(group: group, plural: resource)
    if let kind, kind.version != version { self.kind = nil }
    verb = Self.verb(of: request, hasName: !name.isEmpty, isWatch: isWatch)
  }

  /// Takes `namespaces/NAME` off the front unless the namespace itself is meant.
  private mutating func takeNamespace(_ rest: inout ArraySlice<String>) {
    guard rest.first == "namespaces", rest.count >= 3 else { return }
    let second = rest[rest.startIndex + 1]
    let third = rest[rest.startIndex + 2]
    if group.isEmpty, third == "status" || third == "finalize" { return }
    namespace = second
    rest = rest.dropFirst(2)
  }

  private static func verb(of request: APIRequest, hasName: Bool, isWatch: Bool) -> String {
    switch request.method {
    case .get:
      let watch = request.query("watch")?.lowercased() ?? "false"
      if isWatch || watch != "false" && watch != "0" { return "watch" }
      return hasName ? "get" : "list"
    case .post: return "create"
    case .put: return "update"
    case .patch: return "patch"
    case .delete: return hasName ? "delete" : "deletecollection"
    }
  }

  /// The parts of a path between its slashes, without percent-encoding.
  private static func parts(of path: String) -> [String] {
    var parts: [String] = []
    parts.reserveCapacity(8)
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      parts.append(
        part.contains(UInt8(ascii: "%"))
          ? PercentEncoding.decoded(part) : String(decoding: part, as: UTF8.self))
    }
    return parts
  }
}
