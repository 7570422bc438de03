import GodwitModel

/// `oc delete`: deletes, and returns when the objects are gone.
struct DeleteCommand {
  let session: ClientSession

  var procedure: Procedure {
    switch ClientResources.parse(session.words) {
    case .failure(let problem): return session.fail(problem.text)
    case .success(let items):
      if items.contains(where: { $0.name == nil }) { return deleteListed(items) }
      return delete(items.compactMap { item in item.name.map { (item.kind, $0) } }, session)
    }
  }

  private var isForced: Bool { session.arguments.isOn("force") }

  /// `--all`, or those of a selector.
  private func deleteListed(_ items: [ClientResources.Item]) -> Procedure {
    let selector = session.arguments["selector"]
    guard session.arguments.isOn("all") || selector != nil else {
      return session.fail(
        "error: resource(s) were provided, but no name was specified")
    }
    guard items.count == 1, let kind = items.first?.kind else {
      return session.refuse("deleting several kinds at once")
    }
    let query = selector.map { [QueryItem("labelSelector", $0)] } ?? []
    let path = APIRequest.path(of: kind, namespace: session.namespace(for: kind))
    return .send(session.request(.get, path, query: query)) { response in
      guard response.isSuccess else { return session.fail(response) }
      let names = (response.body?["items"]?.array ?? []).compactMap {
        $0.value(at: ["metadata", "name"])?.string
      }
      if names.isEmpty {
        var session = session
        session.output += "No resources found\n"
        return session.end()
      }
      return delete(names.map { (kind, $0) }, session)
    }
  }

  private func delete(_ objects: [(ResourceKind, String)], _ session: ClientSession) -> Procedure {
    guard let (kind, name) = objects.first else { return session.end() }
    let path = APIRequest.path(
      of: kind, namespace: session.context.namespace, name: name)
    var options = JSONObject()
    if isForced { options.append("gracePeriodSeconds", 0) }
    options.append("propagationPolicy", "Background")
    return .send(session.request(.delete, path, body: .object(options))) { response in
      var session = session
      let rest = Array(objects.dropFirst())
      if response.code == 404, session.arguments.isOn("ignore-not-found") {
        return delete(rest, session)
      }
      guard response.isSuccess else { return session.fail(response) }
      let verb = isForced ? "force deleted" : "deleted"
      session.output += "\(kind.printedName) \"\(name)\" \(verb)\n"
      if session.arguments["wait"] == "false" { return delete(rest, session) }
      let key = ObjectKey(kind, namespace: session.context.namespace, name: name)
      return wait(for: key, response) { delete(rest, session) }
    }
  }

  /// Goes on when the object is gone; kubectl watches it.
  private func wait(
    for key: ObjectKey, _ response: APIResponse, then next: @escaping () -> Procedure
  ) -> Procedure {
    let uid =
      response.body?.value(at: ["metadata", "uid"])?.string
      ?? response.body?.value(at: ["details", "uid"])?.string
    return .catchUp {
      .wait(
        until: .distantFuture,
        or: { world in
          guard let object = world.current(key) else { return true }
          return uid.map { $0 != object.metadata.uid } ?? false
        }, then: next)
    }
  }
}
