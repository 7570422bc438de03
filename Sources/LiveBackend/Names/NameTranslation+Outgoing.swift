import GodwitModel

/// What is sent: names are replaced where a name of that sort is meant, since the scenario's are
/// words that may stand for anything else too.
extension NameTranslation {
  /// Keys whose value is the name of a namespace.
  private static let namespaceKeys = ["namespace", "kubernetes.io/metadata.name"]
  /// Keys whose value is the name of a node.
  private static let nodeKeys = [
    "nodeName", "sourceNode", "targetNode", "kubernetes.io/hostname", "kubevirt.io/nodeName",
    "kubevirt.io/migrationTargetNodeName",
  ]

  /// A request with the cluster's names; what it creates has the run's labels.
  package func outgoing(_ request: APIRequest) -> APIRequest {
    var request = request
    let place = RequestPlace(request.path)
    request.path = path(place, request.path)
    request.query = request.query.map { query($0, place) }
    guard let body = request.body else { return request }
    var translated = outgoing(body)
    if place.isReview { translated = review(translated) }
    let isWhole =
      request.method == .post || request.method == .put || request.patchType == .apply
    if isWhole, place.subresource.isEmpty, !place.isReview { translated = marked(translated) }
    request.body = translated
    return request
  }

  /// A fault with the cluster's names.
  package func outgoing(_ fault: Fault) -> Fault {
    switch fault {
    case .killNode(let name): .killNode(node(name))
    case .healNode(let name): .healNode(node(name))
    case .killVirtHandler(let name): .killVirtHandler(node: node(name))
    case .healVirtHandler(let name): .healVirtHandler(node: node(name))
    case .killPod(let space, let name): .killPod(namespace: namespace(space), name: name)
    case .failCopy(let space, let migration, let message):
      .failCopy(namespace: namespace(space), migration: migration, message: message)
    case .stallCopy(let space, let migration):
      .stallCopy(namespace: namespace(space), migration: migration)
    case .resumeCopy(let space, let migration):
      .resumeCopy(namespace: namespace(space), migration: migration)
    }
  }

  // MARK: Path and query

  private func path(_ place: RequestPlace, _ path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let index = place.namespaceIndex { parts[index] = namespace(parts[index]) }
    if let index = place.nameIndex, let kind = place.kind {
      parts[index] = shared(kind, parts[index])
    }
    return parts.joined(separator: "/")
  }

  private func query(_ item: QueryItem, _ place: RequestPlace) -> QueryItem {
    guard item.name == "fieldSelector" || item.name == "labelSelector" else { return item }
    let terms = item.value.split(separator: ",", omittingEmptySubsequences: false).map {
      term(String($0), place)
    }
    return QueryItem(item.name, terms.joined(separator: ","))
  }

  /// One term of a selector, `KEY=VALUE`, `KEY==VALUE` or `KEY!=VALUE`; others stay.
  private func term(_ term: String, _ place: RequestPlace) -> String {
    guard let sign = term.firstIndex(where: { $0 == "=" || $0 == "!" }) else { return term }
    let key = String(term[..<sign])
    let rest = term[sign...]
    let operation = rest.prefix { $0 == "=" || $0 == "!" }
    let value = String(rest.dropFirst(operation.count))
    let last = String(key.split(separator: ".").last ?? "")
    let translated: String
    if Self.namespaceKeys.contains(key) || last == "namespace" {
      translated = namespace(value)
    } else if Self.nodeKeys.contains(key) || Self.nodeKeys.contains(last) {
      translated = node(value)
    } else if key == "metadata.name", let kind = place.kind {
      translated = shared(kind, value)
    } else {
      return term
    }
    return key + operation + translated
  }

  // MARK: Bodies

  /// A body with the cluster's names.
  package func outgoing(_ body: JSONValue) -> JSONValue { outgoing(body, key: "") }

  private func outgoing(_ value: JSONValue, key: String) -> JSONValue {
    switch value {
    case .string(let text):
      if Self.namespaceKeys.contains(key) { return .string(namespace(text)) }
      if Self.nodeKeys.contains(key) { return .string(node(text)) }
      return value
    case .array(let elements):
      let inner = key == "namespaces" ? "namespace" : key
      return .array(elements.map { outgoing($0, key: inner) })
    case .object(let object): return outgoing(object)
    case .null, .bool, .number: return value
    }
  }

  private func outgoing(_ object: JSONObject) -> JSONValue {
    var result = JSONObject(minimumCapacity: object.count)
    for member in object.members {
      var key = member.key
      // Of a selector's requirement and of a JSON patch, the key is beside the value.
      if key == "values" || key == "value" { key = besideKey(object) ?? key }
      result.append(member.key, outgoing(member.value, key: key))
    }
    guard let kindName = object["kind"]?.string else { return .object(result) }
    if let name = object["name"]?.string {
      // References: subjects and role references of bindings, the objects of events.
      switch kindName {
      case "User": result["name"] = .string(user(name))
      case "Group": result["name"] = .string(group(name))
      default:
        if let kind = ResourceKind.named(kindName) { result["name"] = .string(shared(kind, name)) }
      }
    }
    if let name = object["metadata"]?["name"]?.string, let kind = ResourceKind.named(kindName) {
      result.set(.string(shared(kind, name)), at: ["metadata", "name"])
    }
    return .object(result)
  }

  private func besideKey(_ object: JSONObject) -> String? {
    if let key = object["key"]?.string { return key == "metadata.name" ? "nodeName" : key }
    guard let path = object["path"]?.string, object["op"] != nil else { return nil }
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.replacing("~1", by: "/").replacing("~0", by: "~")
  }

  /// Access reviews name users, and objects by their plural.
  private func review(_ body: JSONValue) -> JSONValue {
    guard var object = body.object, var spec = object["spec"]?.object else { return body }
    if let name = spec["user"]?.string { spec["user"] = .string(user(name)) }
    if let names = spec["groups"]?.array {
      spec["groups"] = .array(names.map { $0.string.map { .string(group($0)) } ?? $0 })
    }
    let attributes = ["resourceAttributes"]
    if let resource = spec["resourceAttributes"], let name = resource["name"]?.string,
      let plural = resource["resource"]?.string,
      let kind = ResourceKind.served(group: resource["group"]?.string ?? "", plural: plural)
    {
      spec.set(.string(shared(kind, name)), at: attributes + ["name"])
    }
    object["spec"] = .object(spec)
    return .object(object)
  }

  /// An object with the labels of the run.
  func marked(_ value: JSONValue) -> JSONValue {
    guard var object = value.object else { return value }
    for entry in mark.labels.entries {
      object.set(.string(entry.value), at: ["metadata", "labels", entry.key])
    }
    return .object(object)
  }
}

extension String {
  /// The text with every `part` replaced.
  fileprivate func replacing(_ part: String, by other: String) -> String {
    var result = ""
    var rest = self[...]
    while let place = rest.firstIndex(where: { $0 == part.first }) {
      result += rest[..<place]
      rest = rest[place...]
      if rest.hasPrefix(part) {
        result += other
        rest = rest.dropFirst(part.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}
