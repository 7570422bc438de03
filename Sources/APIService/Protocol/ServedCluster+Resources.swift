import GodwitModel
import Simulator

extension ServedCluster {
  /// Answers a request for a resource that its user may make.
  mutating func answer(
    _ target: RequestTarget, _ request: ServedRequest
  ) throws(APIFailure) -> WireAnswer {
    let served = ServedGroups.all.first {
      $0.group == target.group && $0.version == target.version
    }
    guard let served else { return .response(.pageNotFound) }
    if served.isAggregated { return .response(try answerForKubeVirt(request)) }
    guard let kind = kind(of: target) else { return try answerReview(target, request) }
    guard let method = request.method else {
      guard kind.isCustom else { throw .unknownMethod }
      throw .methodNotAllowed(group: kind.group, resource: kind.plural, verb: "")
    }
    if !kind.isNamespaced, !target.namespace.isEmpty {
      if kind.isCustom { return .response(.pageNotFound) }
      throw .unknownPath
    }
    if kind == .serviceAccount, target.subresource == "token" {
      return .response(try issueToken(target, request))
    }
    let exchange = ResourceExchange(
      kind: kind, target: target, request: request,
      form: try AcceptedForm(request.wire, query: request.query, allowsShapes: true))
    switch target.verb {
    case "list" where target.subresource.isEmpty: return .response(try list(exchange))
    case "watch": return try watch(exchange)
    case "get": return .response(try get(exchange))
    default: return .response(try write(exchange, method))
    }
  }

  /// The stored kind that a path means, in whichever version it is served.
  private func kind(of target: RequestTarget) -> ResourceKind? {
    if target.group == "apiextensions.k8s.io" {
      return target.resource == "customresourcedefinitions" ? .customResourceDefinition : nil
    }
    return target.kind ?? ResourceKind.served(group: target.group, plural: target.resource)
  }

  /// Reviews of access and identity, and resources that the group does not have.
  private mutating func answerReview(
    _ target: RequestTarget, _ request: ServedRequest
  ) throws(APIFailure) -> WireAnswer {
    let isReview = target.group == "authorization.k8s.io" || target.group == "authentication.k8s.io"
    guard isReview, let method = request.method else {
      // What no definition names, the server of custom resources passes on into the void.
      if target.group.hasSuffix("kubevirt.io") { return .response(.pageNotFound) }
      throw .unknownPath
    }
    let form = try AcceptedForm(request.wire, query: request.query, allowsShapes: false)
    var apiRequest = request.apiRequest(method: method)
    if method == .post {
      apiRequest.body = try RequestBody.object(request.wire, kind: target.resource).value
    }
    return .response(render(perform(apiRequest), form: form))
  }

  /// Hands a request to the API server and takes what it brings about into the history.
  mutating func perform(_ request: APIRequest) -> APIResponse {
    let response = simulation.handle(request)
    recordChanges()
    return response
  }

  private func render(_ response: APIResponse, form: AcceptedForm) -> WireResponse {
    guard let body = response.body else {
      return .empty(status: response.code, warnings: response.warnings)
    }
    if !response.isSuccess, body["kind"] == "Status" {
      return withRetryHint(
        .document(
          body, status: response.code, form: form.withoutShape, warnings: response.warnings), body)
    }
    return .document(body, status: response.code, form: form, warnings: response.warnings)
  }

  private func withRetryHint(_ response: WireResponse, _ status: JSONValue) -> WireResponse {
    guard let seconds = status["details"]?["retryAfterSeconds"]?.int else { return response }
    var response = response
    response.headers.append(WireHeader("Retry-After", String(seconds)))
    return response
  }

  // MARK: Reading

  private mutating func get(_ exchange: ResourceExchange) throws(APIFailure) -> WireResponse {
    if exchange.kind == .customResourceDefinition {
      let name = exchange.target.name
      guard
        let object = CustomResourceDefinitions.objects.first(where: { $0.metadata.name == name })
      else { throw .notFound(exchange.kind, name: name) }
      return .document(try rendered(object.json, exchange), form: exchange.form)
    }
    return try answer(perform(exchange.apiRequest(.get)), exchange)
  }

  // MARK: Writing

  private mutating func write(
    _ exchange: ResourceExchange, _ method: RequestMethod
  ) throws(APIFailure) -> WireResponse {
    if exchange.kind == .customResourceDefinition { throw .unknownMethod }
    let isNamed = !exchange.target.name.isEmpty
    if !exchange.kind.isCustom, exchange.target.subresource.isEmpty,
      method == .post && isNamed || method == .delete && !isNamed && exchange.kind == .namespace
    {
      throw .unknownMethod
    }
    if method == .put || method == .patch, exchange.target.name.isEmpty {
      guard exchange.kind.isCustom else { throw .unknownMethod }
      throw .badRequest("name must be provided")
    }
    var request = exchange.apiRequest(method)
    // What else there is the API server refuses, whatever the body says.
    guard ["", "status", "eviction"].contains(exchange.target.subresource) else {
      return try answer(perform(request), exchange)
    }
    let body = try RequestBody.read(exchange, method)
    request.body = body.value.map(exchange.inStoredVersion)
    if exchange.kind == .pod, method == .post, !isNamed {
      request.body = request.body.map(PodDefaults.filled)
    }
    request.duplicateFields = body.duplicates
    request.patchType = body.patchType
    return try answer(perform(request), exchange)
  }

  /// The answer to a client, in the form that it asked for.
  private func answer(
    _ response: APIResponse, _ exchange: ResourceExchange
  ) throws(APIFailure) -> WireResponse {
    guard response.isSuccess, let body = response.body, body["kind"] != "Status" else {
      return withDeprecation(render(response, form: exchange.form), exchange)
    }
    let document = try rendered(body, exchange)
    return withDeprecation(
      .document(
        document, status: response.code, form: exchange.form, warnings: response.warnings),
      exchange)
  }

  /// One object as the client wants it: whole, as a table or its metadata alone.
  private func rendered(
    _ body: JSONValue, _ exchange: ResourceExchange
  ) throws(APIFailure) -> JSONValue {
    let object = exchange.inServedVersion(body)
    switch exchange.form.shape {
    case .object: return object
    case .table:
      let table = ObjectTableRenderer(exchange.kind, now: now, include: exchange.includeObject)
      return try table.table(
        of: [object], resourceVersion: object["metadata"]?["resourceVersion"]?.string ?? "")
    case .partialMetadata: return PartialMetadata.of(object)
    case .partialMetadataList:
      throw .notAcceptable(
        "you requested PartialObjectMetadataList, but the requested object is not a list "
          + "(\(exchange.kind.goType(isList: false)))")
    }
  }

  private func withDeprecation(
    _ response: WireResponse, _ exchange: ResourceExchange
  ) -> WireResponse {
    guard exchange.isDeprecated else { return response }
    var response = response
    response.headers.append(
      WireHeader("Warning", "299 - " + ResourceExchange.deprecation.goQuoted))
    return response
  }
}

/// A request for objects of a kind, and how its answer is to look.
struct ResourceExchange: Sendable {
  let kind: ResourceKind
  let target: RequestTarget
  let request: ServedRequest
  let form: AcceptedForm

  static let deprecation =
    "kubevirt.io/v1alpha3 is now deprecated and will be removed in a future release."

  /// Whether the client uses a version that is served for old clients alone.
  var isDeprecated: Bool { target.version != kind.version }

  /// What rows of a table carry: `None`, `Metadata` or `Object`.
  var includeObject: String { request.value("includeObject") ?? "Metadata" }

  /// The same request in the version in which the kind is stored.
  func apiRequest(_ method: RequestMethod) -> APIRequest {
    var api = request.apiRequest(method: method)
    if isDeprecated {
      api.path = APIRequest.path(
        of: kind, namespace: target.namespace, name: target.name, subresource: target.subresource)
    }
    return api
  }

  /// `kubevirt.io/v1alpha3`, when that is what the client asked for.
  var servedVersion: String {
    target.group.isEmpty ? target.version : target.group + "/" + target.version
  }

  /// An object of the client in the version in which the kind is stored.
  func inStoredVersion(_ value: JSONValue) -> JSONValue {
    guard isDeprecated, case .object(var object) = value,
      object["apiVersion"]?.string == servedVersion
    else { return value }
    object["apiVersion"] = .string(kind.apiVersion)
    return .object(object)
  }

  /// An object or list in the version that the client asked for.
  func inServedVersion(_ value: JSONValue) -> JSONValue {
    let value = BuiltInForm.of(value, kind)
    guard isDeprecated, case .object(var object) = value else { return value }
    if object["apiVersion"] != nil { object["apiVersion"] = .string(servedVersion) }
    return .object(object)
  }
}

/// The metadata of an object without the rest.
enum PartialMetadata {
  static func of(_ object: JSONValue) -> JSONValue {
    [
      "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
      "metadata": object["metadata"] ?? [:],
    ]
  }
}

extension APIFailure {
  /// A method that the path does not have.
  static let unknownMethod = APIFailure(
    code: 405, reason: "MethodNotAllowed",
    message: "the server does not allow this method on the requested resource",
    details: JSONObject())

  /// A form that the answer does not have.
  static func notAcceptable(_ message: String) -> APIFailure {
    APIFailure(code: 406, reason: "NotAcceptable", message: message)
  }
}

extension ResourceKind {
  /// The Go type behind the kind as `%T` prints it.
  func goType(isList: Bool) -> String {
    if isCustom { return isList ? "*unstructured.UnstructuredList" : "*unstructured.Unstructured" }
    let package = group.isEmpty ? "core" : String(group.prefix { $0 != "." })
    return "*\(package).\(kind)" + (isList ? "List" : "")
  }
}
