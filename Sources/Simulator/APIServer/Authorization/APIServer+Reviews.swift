import GodwitModel

extension APIServer {
  /// Answers questions about access and identity: nothing of them is stored.
  func review(
    _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let target = context.target
    guard target.version == "v1", target.name.isEmpty else { throw .unknownPath }
    guard target.verb == "create" else {
      throw .methodNotAllowed(group: target.group, resource: target.resource, verb: target.verb)
    }
    let spec = context.request.body?["spec"] ?? .null
    switch (target.group, target.resource) {
    case ("authorization.k8s.io", "selfsubjectaccessreviews"):
      return access("SelfSubjectAccessReview", spec, context.user, context, store: store)
    case ("authorization.k8s.io", "subjectaccessreviews"),
      ("authorization.k8s.io", "localsubjectaccessreviews"):
      let groups = (spec["groups"]?.array ?? []).compactMap(\.string)
      let user = UserInfo(name: spec["user"]?.string ?? "", groups: groups)
      let kind =
        target.resource.hasPrefix("local") ? "LocalSubjectAccessReview" : "SubjectAccessReview"
      return access(kind, spec, user, context, store: store)
    case ("authorization.k8s.io", "selfsubjectrulesreviews"):
      return rules(spec, context.user, store: store)
    case ("authentication.k8s.io", "selfsubjectreviews"): return identity(context)
    default: throw .unknownPath
    }
  }

  private func access(
    _ kind: String, _ spec: JSONValue, _ user: UserInfo, _ context: RequestContext,
    store: ObjectStore
  ) -> APIResponse {
    let decision = authorizer.decide(user, AccessAttributes(review: spec), store: store)
    var status: JSONObject = ["allowed": .bool(decision.isAllowed)]
    if !decision.reason.isEmpty { status.append("reason", .string(decision.reason)) }
    return APIResponse(
      code: 201,
      body: [
        "kind": .string(kind), "apiVersion": "authorization.k8s.io/v1",
        "metadata": reviewMetadata(kind, spec, context, store: store), "spec": spec,
        "status": .object(status),
      ])
  }

  private func rules(
    _ spec: JSONValue, _ user: UserInfo, store: ObjectStore
  ) -> APIResponse {
    let namespace = spec["namespace"]?.string ?? ""
    var resourceRules: [JSONValue] = []
    var nonResourceRules: [JSONValue] = []
    for rule in authorizer.rules(of: user, namespace: namespace, store: store) {
      if rule["nonResourceURLs"] == nil {
        resourceRules.append(rule)
      } else {
        nonResourceRules.append(rule)
      }
    }
    if user.groups.contains("system:masters") {
      resourceRules.insert(["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]], at: 0)
      nonResourceRules.insert(["verbs": ["*"], "nonResourceURLs": ["*"]], at: 0)
    }
    return APIResponse(
      code: 201,
      body: [
        "kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1",
        "metadata": [:], "spec": [:],
        "status": [
          "resourceRules": .array(resourceRules), "nonResourceRules": .array(nonResourceRules),
          "incomplete": false,
        ],
      ])
  }

  private func identity(_ context: RequestContext) -> APIResponse {
    let user = context.user
    var info: JSONObject = ["username": .string(user.name)]
    if !user.uid.isEmpty { info.append("uid", .string(user.uid)) }
    if !user.groups.isEmpty {
      info.append("groups", .array(user.groups.map { .string($0) }))
    }
    if !user.extra.isEmpty {
      info.append(
        "extra",
        .object(
          JSONObject(
            user.extra.map { ($0.key, .array($0.values.map { .string($0) })) })))
    }
    return APIResponse(
      code: 201,
      body: [
        "kind": "SelfSubjectReview", "apiVersion": "authentication.k8s.io/v1",
        "metadata": ["creationTimestamp": .string(context.now.truncatedToSecond.description)],
        "status": ["userInfo": .object(info)],
      ])
  }
}
