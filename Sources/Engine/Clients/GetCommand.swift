import GodwitModel

/// `oc get`.
struct GetCommand {
  let session: ClientSession

  /// The objects of one kind that were asked for.
  private struct Group {
    let kind: ResourceKind
    var objects: [JSONValue]
  }

  var procedure: Procedure {
    switch ClientResources.parse(session.words) {
    case .failure(let problem): return session.fail(problem.text)
    case .success(let items):
      switch OutputFormat.parse(session.arguments["output"]) {
      case .failure(let problem): return session.refuse(problem.text)
      case .success(let format): return fetch(items[...], [], format, session)
      }
    }
  }

  private func fetch(
    _ items: ArraySlice<ClientResources.Item>, _ groups: [Group], _ format: OutputFormat,
    _ session: ClientSession
  ) -> Procedure {
    guard let item = items.first else { return finish(groups, format, session) }
    let rest = items.dropFirst()
    let namespace = session.namespace(for: item.kind)
    let path = APIRequest.path(of: item.kind, namespace: namespace, name: item.name ?? "")
    return .send(session.request(.get, path, query: item.name == nil ? listQuery : [])) {
      response in
      var session = session
      if response.code == 404, session.arguments.isOn("ignore-not-found") {
        return fetch(rest, groups, format, session)
      }
      guard response.isSuccess, let body = response.body else {
        session.errors += ClientText.error(response)
        return session.end(1, response)
      }
      let objects = item.name == nil ? body["items"]?.array ?? [] : [body]
      return fetch(
        rest, Self.adding(objects.map { ListItems.complete($0, item.kind) }, item.kind, groups),
        format, session)
    }
  }

  private static func adding(
    _ objects: [JSONValue], _ kind: ResourceKind, _ groups: [Group]
  ) -> [Group] {
    var groups = groups
    if let index = groups.firstIndex(where: { $0.kind == kind }) {
      groups[index].objects += objects
    } else {
      groups.append(Group(kind: kind, objects: objects))
    }
    return groups
  }

  private var listQuery: [QueryItem] {
    var query = [QueryItem("limit", "500")]
    if let selector = session.arguments["selector"] {
      query.append(QueryItem("labelSelector", selector))
    }
    if let selector = session.arguments["field-selector"] {
      query.append(QueryItem("fieldSelector", selector))
    }
    return query
  }

  private func finish(
    _ groups: [Group], _ format: OutputFormat, _ session: ClientSession
  ) -> Procedure {
    var session = session
    let objects = groups.flatMap(\.objects).map(Self.withoutManagedFields)
    let isOne = session.words.count == 2 || session.words.first?.contains("/") == true
    switch format {
    case .yaml, .json:
      let value = isOne && objects.count == 1 ? objects[0] : Self.list(objects)
      session.output =
        format == .yaml ? YAMLText.text(value) : value.sortedByKey.indentedText + "\n"
      return session.end()
    case .name:
      for group in groups {
        for object in group.objects {
          session.output += "\(group.kind.printedName)/\(Self.name(object))\n"
        }
      }
      return session.end()
    case .path(let path):
      let value = isOne && objects.count == 1 ? objects[0] : Self.list(objects)
      session.output = path.text(in: value)
      return session.end()
    case .columns(let columns):
      var rows = session.arguments.isOn("no-headers") ? [] : [columns.map(\.title)]
      rows += objects.map { object in
        columns.map { column in
          let text = column.path.text(in: object)
          return text.isEmpty ? "<none>" : text
        }
      }
      session.output = ColumnText.text(rows, padding: 3, minimum: 6)
      return session.end()
    case .table(let isWide): return table(groups, isWide: isWide, session)
    }
  }

  private func table(
    _ groups: [Group], isWide: Bool, _ session: ClientSession
  ) -> Procedure {
    var session = session
    let isMixed = groups.count > 1
    let shown = groups.filter { !$0.objects.isEmpty }
    if shown.isEmpty {
      if !session.arguments.isOn("ignore-not-found") {
        let isNamespaced = groups.contains { $0.kind.isNamespaced }
        session.errors += ListItems.nothing(session, isNamespaced: isNamespaced)
      }
      return session.end()
    }
    for (index, group) in shown.enumerated() {
      guard let columns = TableColumns.columns(of: group.kind, isWide: isWide) else {
        return session.refuse("the table of \(group.kind.plural)")
      }
      if index > 0 { session.output += "\n" }
      var table = ObjectTable(
        kind: group.kind, columns: columns, now: session.context.world.now)
      table.showsKind = isMixed
      table.showsLabels = session.arguments.isOn("show-labels")
      table.showsNamespace =
        session.arguments.isOn("all-namespaces") && group.kind.isNamespaced
      table.showsHeader = !session.arguments.isOn("no-headers")
      session.output += table.text(group.objects)
    }
    return session.end()
  }

  private static func name(_ object: JSONValue) -> String {
    object.value(at: ["metadata", "name"])?.string ?? ""
  }

  private static func withoutManagedFields(_ object: JSONValue) -> JSONValue {
    guard var members = object.object, var metadata = members["metadata"]?.object else {
      return object
    }
    metadata["managedFields"] = nil
    members["metadata"] = .object(metadata)
    return .object(members)
  }

  private static func list(_ objects: [JSONValue]) -> JSONValue {
    [
      "apiVersion": "v1", "items": .array(objects), "kind": "List",
      "metadata": ["resourceVersion": ""],
    ]
  }
}

/// The value of `-o`.
enum OutputFormat: Equatable {
  case table(isWide: Bool)
  case yaml
  case json
  case name
  case path(JSONPath)
  case columns([Column])

  struct Column: Equatable {
    let title: String
    let path: JSONPath
  }

  struct Problem: Error { let text: String }

  static func parse(_ text: String?) -> Result<OutputFormat, Problem> {
    switch text {
    case nil, "": return .success(.table(isWide: false))
    case "wide": return .success(.table(isWide: true))
    case "yaml": return .success(.yaml)
    case "json": return .success(.json)
    case "name": return .success(.name)
    default: break
    }
    let parts = (text ?? "").split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return .failure(Problem(text: "the output \(text ?? "")")) }
    switch parts[0] {
    case "jsonpath":
      guard let path = JSONPath(template: parts[1]) else { break }
      return .success(.path(path))
    case "custom-columns":
      let columns = parts[1].split(separator: ",").map { column -> Column? in
        let pair = column.split(separator: ":", maxSplits: 1).map(String.init)
        guard pair.count == 2, let path = JSONPath(pair[1]) else { return nil }
        return Column(title: pair[0], path: path)
      }
      let found = columns.compactMap { $0 }
      if found.count == columns.count { return .success(.columns(found)) }
    default: break
    }
    return .failure(Problem(text: "the output \(text ?? "")"))
  }
}
