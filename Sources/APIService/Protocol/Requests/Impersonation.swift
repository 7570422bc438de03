import GodwitModel
import Simulator

/// Acting as somebody else, by the headers `Impersonate-User`, `-Group`, `-Uid` and `-Extra-KEY`.
///
/// k8s.io/apiserver/pkg/endpoints/filters/impersonation.
enum Impersonation {
  /// What is said of headers that go with no user.
  struct Failure: Error, Hashable, Sendable {
    let message: String
  }

  /// The user that the headers name; nil when they name none.
  ///
  /// Throws when headers come without a user.
  static func requested(_ request: WireRequest) throws(Failure) -> UserInfo? {
    let groups = request.headers.filter { $0.name.lowercased() == "impersonate-group" }
    let uid = request.header("Impersonate-Uid") ?? ""
    let extra = self.extra(request)
    let name = request.header("Impersonate-User") ?? ""
    if name.isEmpty {
      if groups.isEmpty, uid.isEmpty, extra.isEmpty { return nil }
      // As Go prints the references that it has made of the headers by then.
      var references = groups.map { "{Group  \($0.value)    }" }
      for entry in extra {
        references += entry.values.map {
          "{UserExtra  \($0)  authentication.k8s.io/v1  \(entry.key)}"
        }
      }
      if !uid.isEmpty { references.append("{UID  \(uid)  authentication.k8s.io/v1  }") }
      throw Failure(
        message: "requested [\(references.joined(separator: " "))] without impersonating a user")
    }
    var user = UserInfo(name: name, groups: groups.map(\.value))
    user.uid = uid
    user.extra = extra
    if name.hasPrefix("system:serviceaccount:"), groups.isEmpty {
      let parts = name.split(separator: ":")
      user.groups = ["system:serviceaccounts"]
      if parts.count == 4 { user.groups.append("system:serviceaccounts:\(parts[2])") }
    }
    let anonymous = "system:anonymous"
    let group = name == anonymous ? "system:unauthenticated" : "system:authenticated"
    if !user.groups.contains(group) { user.groups.append(group) }
    return user
  }

  private static func extra(_ request: WireRequest) -> [UserInfo.Extra] {
    let prefix = "impersonate-extra-"
    var extra: [UserInfo.Extra] = []
    for header in request.headers {
      let name = header.name.lowercased()
      guard name.hasPrefix(prefix) else { continue }
      let key = PercentEncoding.decoded(name.dropFirst(prefix.count).utf8)
      if let place = extra.firstIndex(where: { $0.key == key }) {
        extra[place].values.append(header.value)
      } else {
        extra.append(UserInfo.Extra(key, [header.value]))
      }
    }
    return extra.sorted { $0.key < $1.key }
  }

  /// Refuses what `user` may not: each of name, groups, uid and extras is asked for.
  ///
  /// Before that Kubernetes 1.36 asks for the constrained right, by a verb that names the one of
  /// the request, and its refusal is the one that is shown (recorded).
  static func authorize(
    _ wanted: UserInfo, by user: UserInfo, for access: AccessAttributes, store: ObjectStore
  ) throws(APIFailure) {
    let authorizer = Authorizer()
    func allows(_ resource: String, _ name: String, group: String = "", _ subresource: String = "")
      -> Bool
    {
      authorizer.decide(
        user,
        AccessAttributes(
          verb: "impersonate", group: group, resource: resource, subresource: subresource,
          name: name), store: store
      ).isAllowed
    }
    let parts = wanted.name.split(separator: ":")
    var isAllowed =
      wanted.name.hasPrefix("system:serviceaccount:") && parts.count == 4
      ? authorizer.decide(
        user,
        AccessAttributes(
          verb: "impersonate", resource: "serviceaccounts", namespace: String(parts[2]),
          name: String(parts[3])), store: store
      ).isAllowed : allows("users", wanted.name)
    let implied = ["system:authenticated", "system:unauthenticated"]
    for group in wanted.groups where !implied.contains(group) {
      if wanted.name.hasPrefix("system:serviceaccount:"),
        group.hasPrefix("system:serviceaccounts")
      {
        continue
      }
      isAllowed = isAllowed && allows("groups", group)
    }
    if !wanted.uid.isEmpty {
      isAllowed = isAllowed && allows("uids", wanted.uid, group: "authentication.k8s.io")
    }
    for extra in wanted.extra {
      for value in extra.values {
        isAllowed =
          isAllowed
          && allows("userextras", value, group: "authentication.k8s.io", extra.key)
      }
    }
    if isAllowed { return }
    var refused = access
    refused.verb = "impersonate-on:user-info:" + access.verb
    throw Authorizer.forbidden(user, refused, reason: "")
  }
}
