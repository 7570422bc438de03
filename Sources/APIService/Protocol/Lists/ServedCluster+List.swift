import GodwitModel
import Simulator

extension ServedCluster {
  /// A list, or one page of it.
  ///
  /// k8s.io/apiserver/pkg/storage/etcd3/store.go, GetList, and cacher/delegator.
  func list(_ exchange: ResourceExchange) throws(APIFailure) -> WireResponse {
    let options = try ListOptions(exchange.request, kind: exchange.kind, isWatch: false)
    let page = try page(exchange, options)
    let document = try render(page, exchange)
    var response = WireResponse.document(document, form: exchange.form)
    if exchange.isDeprecated {
      response.headers.append(
        WireHeader("Warning", "299 - " + ResourceExchange.deprecation.goQuoted))
    }
    return response
  }

  /// Part of a list, and where it goes on.
  private struct Page {
    var objects: [APIObject]
    var version: Int
    var continuation = ""
    var remaining: Int?
  }

  private func page(
    _ exchange: ResourceExchange, _ options: ListOptions
  ) throws(APIFailure) -> Page {
    let namespace = exchange.target.namespace
    var token: ContinueToken?
    if !options.continuation.isEmpty {
      if let version = options.resourceVersion, version != 0 {
        throw .badRequest("specifying resource version is not allowed when using continue")
      }
      token = try ContinueToken(parsing: options.continuation)
    }
    let version: Int?
    if let token {
      version = try continued(token)
    } else {
      version = try self.version(of: options)
    }
    var selected = history.objects(exchange.kind, at: version).filter {
      (namespace.isEmpty || $0.metadata.namespace == namespace) && options.selects($0)
    }
    if let token { selected.removeAll { !token.precedes($0.metadata) } }
    var page = Page(objects: selected, version: version ?? history.version)
    guard options.limit > 0, selected.count > options.limit else { return page }
    page.objects = Array(selected.prefix(options.limit))
    // etcd does not know how many of the rest a selector lets through.
    if !options.isSelective { page.remaining = selected.count - options.limit }
    if let last = page.objects.last?.metadata {
      page.continuation =
        ContinueToken(version: page.version, after: last, inNamespace: !namespace.isEmpty).text
    }
    return page
  }

  /// The version in which a list goes on.
  private func continued(_ token: ContinueToken) throws(APIFailure) -> Int? {
    if token.version < 0 { return nil }
    guard token.version >= history.oldestVersion else {
      var failure = APIFailure(
        code: 410, reason: "Expired",
        message: """
          The provided continue parameter is too old to display a consistent list result. You can \
          start a new list without the continue parameter, or use the continue token in this \
          response to retrieve the remainder of the results. Continuing with the provided token \
          results in an inconsistent list - objects that were created, modified, or deleted \
          between the time the first chunk was returned and now may show up in the list.
          """)
      var inconsistent = token
      inconsistent.version = -1
      failure.continuation = inconsistent.text
      throw failure
    }
    return token.version
  }

  /// The version that is to be shown; nil for the latest.
  private func version(of options: ListOptions) throws(APIFailure) -> Int? {
    guard let wanted = options.resourceVersion, wanted > 0 else { return nil }
    if wanted > history.version {
      throw APIFailure(
        code: 504, reason: "Timeout",
        message: "Timeout: Too large resource version: \(wanted), current: \(history.version)",
        details: [
          "causes": [
            ["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]
          ], "retryAfterSeconds": 1,
        ])
    }
    // With a limit and no match a version is meant exactly, as it was before there were matches.
    guard options.match == "Exact" || options.match.isEmpty && options.limit > 0 else { return nil }
    guard wanted >= history.oldestVersion else {
      throw APIFailure(
        code: 410, reason: "Expired",
        message: "The resourceVersion for the provided list is too old.")
    }
    return wanted
  }

  // MARK: Rendering

  private func render(_ page: Page, _ exchange: ResourceExchange) throws(APIFailure) -> JSONValue {
    let items = page.objects.map { exchange.inServedVersion($0.json) }
    let kind = exchange.kind
    switch exchange.form.shape {
    case .object:
      return [
        "apiVersion": .string(exchange.servedVersion),
        "items": .array(kind.isCustom ? items : items.map(Self.withoutType)),
        "kind": .string(kind.kind + "List"),
        "metadata": .object(metadata(page, writesEmpty: kind.isCustom)),
      ]
    case .table:
      let renderer = ObjectTableRenderer(kind, now: now, include: exchange.includeObject)
      var table = try renderer.table(of: items, resourceVersion: String(page.version))
      if case .object(var object) = table {
        object["metadata"] = .object(metadata(page, writesEmpty: false))
        table = .object(object)
      }
      return table
    case .partialMetadataList:
      return [
        "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1",
        "metadata": .object(metadata(page, writesEmpty: false)),
        "items": .array(items.map(PartialMetadata.of)),
      ]
    case .partialMetadata:
      throw .notAcceptable(
        "you requested PartialObjectMetadata, but the requested object is a list "
          + "(\(kind.goType(isList: true)))")
    }
  }

  private func metadata(_ page: Page, writesEmpty: Bool) -> JSONObject {
    var metadata = JSONObject()
    // Custom resources always write it; typed lists leave it out while it is empty.
    if writesEmpty || !page.continuation.isEmpty {
      metadata.append("continue", .string(page.continuation))
    }
    if let remaining = page.remaining { metadata.append("remainingItemCount", .int(remaining)) }
    metadata.append("resourceVersion", .string(String(page.version)))
    return metadata
  }

  /// Items of a typed list carry no type of their own.
  private static func withoutType(_ item: JSONValue) -> JSONValue {
    guard case .object(var object) = item else { return item }
    object["apiVersion"] = nil
    object["kind"] = nil
    return .object(object)
  }
}
