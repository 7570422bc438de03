import GodwitModel
import Simulator

extension ServedCluster {
  /// Answers a request at the present time.
  package mutating func answer(_ request: WireRequest) -> WireAnswer {
    let answer: WireAnswer
    do {
      answer = try respond(request)
    } catch {
      let form = try? AcceptedForm(request, query: [], allowsShapes: true)
      answer = .response(.failure(error, form: (form ?? .json).withoutShape))
    }
    guard request.method == "HEAD", case .response(var response) = answer else { return answer }
    response.body = []
    return .response(response)
  }

  private mutating func respond(_ wire: WireRequest) throws(APIFailure) -> WireAnswer {
    var request = ServedRequest(wire)
    let target = RequestTarget(
      APIRequest(as: wire.user, request.method ?? .get, wire.path, query: request.query))
    var access = AccessAttributes(target)
    if request.method == nil { access.verb = "" }
    let impersonated: UserInfo?
    do {
      impersonated = try Impersonation.requested(wire)
    } catch {
      let uri = wire.path + (wire.query.isEmpty ? "" : "?" + wire.query)
      return .response(
        .text("Internal Server Error: \(uri.goQuoted): \(error.message)\n", status: 500))
    }
    if let wanted = impersonated {
      try Impersonation.authorize(
        wanted, by: authenticated(wire.user), for: access, store: simulation.store)
      request.user = wanted
    } else {
      request.user = authenticated(wire.user)
    }
    let decision = Authorizer().decide(request.user, access, store: simulation.store)
    if !decision.isAllowed {
      throw Authorizer.forbidden(request.user, access, reason: decision.reason)
    }
    if let path = target.nonResourcePath { return try answer(path: path, request) }
    return try answer(target, request)
  }

  /// The user with the group that authentication adds.
  private func authenticated(_ user: UserInfo) -> UserInfo {
    var user = user
    let isAnonymous = user.name == "system:anonymous"
    let group = isAnonymous ? "system:unauthenticated" : "system:authenticated"
    if !user.groups.contains(group) { user.groups.append(group) }
    return user
  }

  // MARK: Paths that are no resources

  private func answer(path: String, _ request: ServedRequest) throws(APIFailure) -> WireAnswer {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let parts = trimmed.split(separator: "/").map(String.init)
    guard request.method == .get else { return .response(.pageNotFound) }
    switch parts.first {
    case nil: return .response(document(["paths": .array(ServedPaths.all)], request))
    case "healthz", "livez", "readyz": return .response(health(parts, request))
    case "version" where parts.count == 1:
      return .response(document(ServerVersion.document, request))
    case "api", "apis": return .response(discovery(parts, request))
    case "openapi":
      return .response(OpenAPIDocuments.answer(parts, request.wire) ?? .pageNotFound)
    default: return .response(.pageNotFound)
    }
  }

  private func document(_ value: JSONValue, _ request: ServedRequest) -> WireResponse {
    var form = AcceptedForm.json
    form.isPretty = AcceptedForm.isPretty(request.wire, request.query)
    return .document(value, form: form)
  }

  private func discovery(_ parts: [String], _ request: ServedRequest) -> WireResponse {
    let isCore = parts[0] == "api"
    if parts.count == 1,
      let version = AggregatedDiscovery.version(acceptedBy: request.wire.header("Accept") ?? "")
    {
      var response = document(
        AggregatedDiscovery.document(isCore: isCore, version: version), request)
      response.headers = [
        WireHeader("Cache-Control", "public"),
        WireHeader(
          "Content-Type",
          AggregatedDiscovery.contentTypePrefix + version + ";as=APIGroupDiscoveryList"),
      ]
      return response
    }
    let value: JSONValue? =
      switch (isCore, parts.count) {
      case (true, 1): LegacyDiscovery.versions(address: address)
      case (true, 2): LegacyDiscovery.resources(group: "", version: parts[1])
      case (false, 1): LegacyDiscovery.groupList
      case (false, 2): LegacyDiscovery.group(document: parts[1])
      case (false, 3): LegacyDiscovery.resources(group: parts[1], version: parts[2])
      default: nil
      }
    return value.map { document($0, request) } ?? .pageNotFound
  }

  private func health(_ parts: [String], _ request: ServedRequest) -> WireResponse {
    let text = HealthChecks.text(parts, isVerbose: request.value("verbose") != nil)
    return text.map { .text($0) } ?? .pageNotFound
  }
}

/// The paths that `/` lists.
enum ServedPaths {
  static let all: [JSONValue] = {
    var paths = ["/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/"]
    paths.removeFirst()
    for group in ServedGroups.groups {
      paths.append("/apis/" + group)
      for version in ServedGroups.versions(of: group) { paths.append("/apis/" + version.name) }
    }
    paths += [
      "/healthz", "/healthz/ping", "/livez", "/livez/ping", "/openapi/v2", "/openapi/v3",
      "/openapi/v3/", "/readyz", "/readyz/ping", "/version",
    ]
    return paths.map { .string($0) }
  }()
}

/// `/version`: that of the kube-apiserver whose answers these are.
enum ServerVersion {
  static let document: JSONValue = [
    "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36",
    "minCompatibilityMajor": "1", "minCompatibilityMinor": "35", "gitVersion": "v1.36.2",
    "gitCommit": "", "gitTreeState": "clean", "buildDate": "1970-01-01T00:00:00Z",
    "goVersion": "go1.26.6", "compiler": "gc", "platform": "linux/amd64",
  ]
}

extension AcceptedForm {
  /// A `Status` is never a table.
  var withoutShape: AcceptedForm {
    var form = self
    form.shape = .object
    return form
  }
}
