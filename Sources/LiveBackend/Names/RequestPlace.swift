import GodwitModel

/// Where in the API a path leads.
struct RequestPlace: Hashable, Sendable {
  /// The position of the namespace among the path's parts.
  private(set) var namespaceIndex: Int?
  /// The position of the object's name among the path's parts.
  private(set) var nameIndex: Int?
  private(set) var kind: ResourceKind?
  private(set) var namespace = ""
  private(set) var name = ""
  private(set) var subresource = ""
  /// Whether it is a question about rights, of which nothing stays.
  private(set) var isReview = false
  /// Whether it is a resource at all, not discovery or a document.
  private(set) var isResource = false

  init(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // The first part is empty: a path begins with a slash.
    guard parts.count > 3, parts[1] == "api" || parts[1] == "apis" else { return }
    let group = parts[1] == "api" ? "" : parts[2]
    var next = parts[1] == "api" ? 3 : 4
    guard next < parts.count else { return }
    isReview = group == "authorization.k8s.io" || group == "authentication.k8s.io"
    if parts[next] == "namespaces", next + 1 < parts.count, !parts[next + 1].isEmpty {
      namespaceIndex = next + 1
      namespace = parts[next + 1]
      next += 2
      if next >= parts.count || ["status", "finalize"].contains(parts[next]) {
        // The namespace itself, or one of its subresources.
        kind = .namespace
        name = namespace
        isResource = true
        namespace = ""
        if next < parts.count { subresource = parts[next] }
        return
      }
    }
    isResource = true
    let served = group == "subresources.kubevirt.io" ? "kubevirt.io" : group
    kind = ResourceKind.served(group: served, plural: parts[next])
    guard next + 1 < parts.count, !parts[next + 1].isEmpty else { return }
    nameIndex = next + 1
    name = parts[next + 1]
    if next + 2 < parts.count { subresource = parts[(next + 2)...].joined(separator: "/") }
  }
}
