import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// Gives a scenario's users and groups their rights.
struct RightsSetup {
  let scenario: Scenario
  let options: LiveOptions
  let names: NameTranslation
  let access: ClusterAccess
  let time: LiveTime

  /// How long the rights may take to be known to whoever checks them.
  private static let limit = Span.seconds(3)
  private static let interval = Span.milliseconds(250)
  /// Longer than any scenario; the tokens go with their accounts.
  private static let tokenSeconds = 86_400

  /// Makes accounts, roles and bindings. Returns the tokens of the accounts, by the user's name.
  func run() async throws(BackendError) -> [String: String] {
    let given = scenario.given
    if given.users.isEmpty { return [:] }
    var tokens: [String: String] = [:]
    if options.users == .serviceAccounts {
      for user in given.users { tokens[user.name] = try await makeAccount(user.name) }
    }
    for group in given.groups {
      try await bind(group.rights, "group:" + group.name, subjects(ofGroup: group.name))
    }
    for user in given.users {
      try await bind(user.rights, "user:" + user.name, [subject(user.name)])
    }
    if options.users == .impersonated {
      for user in given.users { try await checkImpersonation(user) }
    }
    return tokens
  }

  private func bind(
    _ rights: Rights, _ name: String, _ subjects: [JSONValue]
  ) async throws(BackendError) {
    if subjects.isEmpty { return }
    let given = scenario.given
    var placed = rights
    if placed.namespaces.isEmpty { placed.namespaces = [scenario.namespace] }
    let objects = RightsManifests.objects(
      for: placed, prefix: names.mark.prefix + ":" + name, subjects: subjects,
      own: scenario.namespace
    ) { namespace, name in given.hasRole(name, in: namespace) }
    for object in objects {
      let request = APIRequest(
        .post, APIRequest.path(of: object.kind, namespace: object.metadata.namespace),
        body: object.json)
      let response = try await access.send(names.outgoing(request))
      // The same rights given twice.
      if response.isSuccess || response.code == 409 { continue }
      throw names.incoming(response).refusal("the rights of \(name) cannot be given")
    }
  }

  private func subject(_ user: String) -> JSONValue {
    switch options.users {
    case .impersonated: RightsManifests.subject("User", user)
    case .serviceAccounts:
      [
        "kind": "ServiceAccount", "name": .string(user), "namespace": .string(scenario.namespace),
      ]
    }
  }

  /// A service account is in no group that one could name, so that its members are bound.
  private func subjects(ofGroup group: String) -> [JSONValue] {
    switch options.users {
    case .impersonated: [RightsManifests.subject("Group", group)]
    case .serviceAccounts:
      scenario.given.users.filter { $0.groups.contains(group) }.map { subject($0.name) }
    }
  }

  // MARK: Service accounts

  private func makeAccount(_ name: String) async throws(BackendError) -> String {
    let namespace = names.namespace(scenario.namespace)
    let path = APIRequest.path(of: .serviceAccount, namespace: namespace)
    let body: JSONValue = [
      "apiVersion": "v1", "kind": "ServiceAccount",
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
    ]
    let made = try await access.send(APIRequest(.post, path, body: names.marked(body)))
    // A manifest of the scenario, or the cluster itself, may have made it.
    guard made.isSuccess || made.code == 409 else {
      throw made.refusal("the service account \(name) was refused")
    }
    let answer = try await access.send(
      APIRequest(
        .post, path + "/\(name)/token",
        body: [
          "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
          "spec": ["expirationSeconds": .int(Self.tokenSeconds)],
        ]))
    guard answer.isSuccess, let token = answer.body?["status"]?["token"]?.string else {
      throw answer.refusal("the service account \(name) got no token")
    }
    return token
  }

  // MARK: Impersonation

  /// Asks as the user whether it may what it was given, which shows whether impersonation is
  /// allowed, and waits a little while authorisation has not heard of the bindings.
  private func checkImpersonation(_ user: UserLayout) async throws(BackendError) {
    let attributes = try await exemplaryRight(of: user)
    let request = APIRequest(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      body: [
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
        "spec": ["resourceAttributes": attributes ?? ["verb": "get", "resource": "pods"]],
      ])
    let identity = names.identity(
      of: UserInfo(name: user.name, groups: user.groups), tokens: [:])
    var waited = Span.zero
    while true {
      let response: APIResponse
      do throws(ClientError) {
        response = try await access.api.send(request, as: identity)
        if response.isSuccess {
          let isAllowed = response.body?["status"]?["allowed"]?.bool ?? false
          if isAllowed || attributes == nil || waited >= Self.limit { return }
          try await time.pause(Self.interval)
          waited = waited + Self.interval
          continue
        }
      } catch {
        throw BackendError(error)
      }
      throw .unavailable(
        "the user of the kubeconfig may not act as the scenario's users (\(response.explanation)); "
          + "give it the verb impersonate on users and groups, or take --users serviceaccounts")
    }
  }

  /// One thing that the user was given to do, as an access review asks for it.
  private func exemplaryRight(of user: UserLayout) async throws(BackendError) -> JSONValue? {
    let given = scenario.given
    let rights = [user.rights] + given.groups.filter { user.groups.contains($0.name) }.map(\.rights)
    for right in rights {
      let namespace = names.namespace(right.namespaces.first ?? scenario.namespace)
      if let found = Self.attributes(right.rules, namespace) { return found }
      for role in right.roles where !given.hasRole(role, in: scenario.namespace) {
        let present = try await access.get(.clusterRole, names.shared(.clusterRole, role))
        let rules = present?.value(at: ["rules"])?.array ?? []
        if let found = Self.attributes(rules, namespace) { return found }
      }
    }
    return nil
  }

  private static func attributes(_ rules: [JSONValue], _ namespace: String) -> JSONValue? {
    for rule in rules where rule["resourceNames"] == nil {
      guard let group = rule["apiGroups"]?[0]?.string, let verb = rule["verbs"]?[0]?.string,
        let resource = rule["resources"]?[0]?.string
      else { continue }
      let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
      var attributes: JSONObject = [
        "namespace": .string(namespace), "verb": .string(verb), "group": .string(group),
        "resource": .string(parts[0]),
      ]
      if parts.count == 2 { attributes["subresource"] = .string(parts[1]) }
      return .object(attributes)
    }
    return nil
  }
}
