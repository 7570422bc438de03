import GodwitModel

/// `oc describe`, of kinds that kubectl has no describer of its own for.
struct DescribeCommand {
  let session: ClientSession

  var procedure: Procedure {
    switch ClientResources.parse(session.words) {
    case .failure(let problem): return session.fail(problem.text)
    case .success(let items):
      for item in items where !Self.isGeneric(item.kind) {
        return session.refuse("describing a \(item.kind.singular)")
      }
      return list(items, [])
    }
  }

  /// Whether kubectl prints a kind field by field.
  private static func isGeneric(_ kind: ResourceKind) -> Bool {
    kind.group == "kubevirt.io" || kind.group == "migrations.kubevirt.io"
  }

  /// Finds the objects, then describes them one after the other.
  private func list(_ items: [ClientResources.Item], _ found: [JSONValue]) -> Procedure {
    guard let item = items.first else { return describe(found[...], session) }
    let rest = Array(items.dropFirst())
    let namespace = session.namespace(for: item.kind)
    if let name = item.name {
      let path = APIRequest.path(of: item.kind, namespace: namespace, name: name)
      return .send(session.request(.get, path)) { response in
        guard response.isSuccess, let body = response.body else { return session.fail(response) }
        return list(rest, found + [body])
      }
    }
    let path = APIRequest.path(of: item.kind, namespace: namespace)
    var query = [QueryItem("limit", "500")]
    if let selector = session.arguments["selector"] {
      query.append(QueryItem("labelSelector", selector))
    }
    return .send(session.request(.get, path, query: query)) { response in
      guard response.isSuccess else { return session.fail(response) }
      let objects = (response.body?["items"]?.array ?? []).map { object -> JSONValue in
        ListItems.complete(object, item.kind)
      }
      return list(rest, found + objects)
    }
  }

  private func describe(_ objects: ArraySlice<JSONValue>, _ session: ClientSession) -> Procedure {
    guard let object = objects.first else {
      if session.output.isEmpty {
        var session = session
        session.errors += ListItems.nothing(session)
        return session.end()
      }
      return session.end()
    }
    let metadata = object["metadata"]
    let namespace = metadata?["namespace"]?.string ?? ""
    let selector = [
      ("involvedObject.name", metadata?["name"]?.string ?? ""),
      ("involvedObject.namespace", namespace),
      ("involvedObject.kind", object["kind"]?.string ?? ""),
      ("involvedObject.uid", metadata?["uid"]?.string ?? ""),
    ].filter { !$0.1.isEmpty }.map { $0.0 + "=" + $0.1 }.joined(separator: ",")
    let path = APIRequest.path(of: .event, namespace: namespace)
    let query = [QueryItem("fieldSelector", selector), QueryItem("limit", "500")]
    return .send(session.request(.get, path, query: query)) { response in
      let events = (response.body?["items"]?.array ?? []).compactMap { item -> Event? in
        guard case .event(let snapshot) = APIObject(.event, json: item) else { return nil }
        return snapshot.object
      }
      var session = session
      if !session.output.isEmpty { session.output += "\n\n" }
      session.output += DescribeRenderer.object(
        object, events: Self.sorted(events), now: session.context.world.now)
      return describe(objects.dropFirst(), session)
    }
  }

  /// By last timestamp, those without one first, as kubectl sorts them.
  private static func sorted(_ events: [Event]) -> [Event] {
    events.enumerated().sorted {
      let left = $0.element.lastTimestamp?.instant.nanosecondsSinceEpoch ?? .min
      let right = $1.element.lastTimestamp?.instant.nanosecondsSinceEpoch ?? .min
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }
}

/// Items of lists, as kubectl treats them.
enum ListItems {
  /// The item with its kind, which servers leave out in lists of built-in kinds.
  static func complete(_ object: JSONValue, _ kind: ResourceKind) -> JSONValue {
    guard var members = object.object else { return object }
    if members["apiVersion"] == nil { members["apiVersion"] = .string(kind.apiVersion) }
    if members["kind"] == nil { members["kind"] = .string(kind.kind) }
    return .object(members)
  }

  /// What is printed on stderr when nothing was found.
  static func nothing(_ session: ClientSession, isNamespaced: Bool = true) -> String {
    if session.arguments.isOn("all-namespaces") || !isNamespaced { return "No resources found\n" }
    return "No resources found in \(session.context.namespace) namespace.\n"
  }
}
