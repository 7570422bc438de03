import GodwitModel

/// `oc label` and `oc annotate`.
struct EditCommand {
  let session: ClientSession
  /// `labels` or `annotations`.
  let field: String

  var procedure: Procedure {
    let isEdit = { (word: String) in
      word.contains("=") || (word.hasSuffix("-") && word.count > 1)
    }
    let edits = session.words.filter(isEdit)
    let words = session.words.filter { !isEdit($0) }
    if edits.isEmpty { return session.refuse("an edit without a value") }
    switch ClientResources.parse(words) {
    case .failure(let problem): return session.fail(problem.text)
    case .success(let items):
      guard items.count == 1, let name = items[0].name else {
        return session.refuse("editing several objects at once")
      }
      return edit(items[0].kind, name, edits)
    }
  }

  private func edit(_ kind: ResourceKind, _ name: String, _ edits: [String]) -> Procedure {
    let path = APIRequest.path(
      of: kind, namespace: session.context.namespace, name: name)
    return .send(session.request(.get, path)) { response in
      guard response.isSuccess else { return session.fail(response) }
      let present = response.body?.value(at: ["metadata", field])
      var values = JSONObject()
      var removesOnly = true
      for edit in edits {
        if edit.hasSuffix("-"), !edit.contains("=") {
          values[String(edit.dropLast())] = .null
          continue
        }
        removesOnly = false
        let parts = edit.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(parts[0])
        let value = String(parts[1])
        if let old = present?[key]?.string, old != value, !session.arguments.isOn("overwrite") {
          return session.fail(
            "error: '\(key)' already has a value (\(old)), and --overwrite is false")
        }
        values[key] = .string(value)
      }
      return send(kind, name, path, values, removesOnly, present)
    }
  }

  private func send(
    _ kind: ResourceKind, _ name: String, _ path: String, _ values: JSONObject,
    _ removesOnly: Bool, _ present: JSONValue?
  ) -> Procedure {
    let verb = field == "labels" ? "label" : "annotate"
    let done = field == "labels" ? "labeled" : "annotated"
    let isUnchanged = values.members.allSatisfy { member in
      (present?[member.key] ?? .null) == member.value
    }
    var session = session
    if isUnchanged, field == "labels" {
      session.output += "\(kind.printedName)/\(name) not labeled\n"
      return session.end()
    }
    let request = session.request(
      .patch, path, query: [QueryItem("fieldManager", "kubectl-\(verb)")], patch: .merge,
      body: ["metadata": .object(JSONObject([(field, .object(values))]))])
    return .send(request) { response in
      guard response.isSuccess else { return session.fail(response) }
      let text = removesOnly && field == "labels" ? "unlabeled" : done
      session.output += "\(kind.printedName)/\(name) \(text)\n"
      return session.end(0, response)
    }
  }
}

/// `oc patch`.
struct PatchCommand {
  let session: ClientSession

  var procedure: Procedure {
    guard let text = session.arguments["patch"] else {
      return session.fail(
        "error: must specify --patch or --patch-file containing the contents "
          + "of the patch")
    }
    guard let body = try? JSONValue(parsing: text) else {
      return session.refuse("a patch that is not JSON")
    }
    let type: PatchType
    switch session.arguments["type"] ?? "strategic" {
    case "merge": type = .merge
    case "json": type = .json
    default: type = .strategicMerge
    }
    switch ClientResources.parse(session.words) {
    case .failure(let problem): return session.fail(problem.text)
    case .success(let items):
      guard items.count == 1, let name = items[0].name else {
        return session.refuse("patching several objects at once")
      }
      return patch(items[0].kind, name, type, body)
    }
  }

  private func patch(
    _ kind: ResourceKind, _ name: String, _ type: PatchType, _ body: JSONValue
  ) -> Procedure {
    let path = APIRequest.path(
      of: kind, namespace: session.context.namespace, name: name)
    return .send(session.request(.get, path)) { before in
      guard before.isSuccess else { return session.fail(before) }
      let request = session.request(
        .patch, path, query: [QueryItem("fieldManager", "kubectl-patch")], patch: type,
        body: body)
      return .send(request) { response in
        guard response.isSuccess else { return session.fail(response) }
        let version = ["metadata", "resourceVersion"]
        let isSame = before.body?.value(at: version) == response.body?.value(at: version)
        var session = session
        session.output += "\(kind.printedName)/\(name) patched\(isSame ? " (no change)" : "")\n"
        return session.end(0, response)
      }
    }
  }
}

/// `oc adm cordon` and `oc adm uncordon`.
struct CordonCommand {
  let session: ClientSession
  let unschedulable: Bool

  var procedure: Procedure {
    guard session.words.count == 1 else { return session.refuse("several nodes at once") }
    let name = session.words[0].split(separator: "/").last.map(String.init) ?? ""
    let path = session.context.path(.node, name)
    let done = unschedulable ? "cordoned" : "uncordoned"
    return .send(session.request(.get, path)) { response in
      guard response.isSuccess else { return session.fail(response) }
      var session = session
      let present = response.body?.value(at: ["spec", "unschedulable"])?.bool ?? false
      if present == unschedulable {
        session.output += "node/\(name) already \(done)\n"
        return session.end(0, response)
      }
      let value: JSONValue = unschedulable ? true : .null
      let request = session.request(
        .patch, path, patch: .strategicMerge, body: ["spec": ["unschedulable": value]])
      return .send(request) { response in
        guard response.isSuccess else {
          let verb = unschedulable ? "cordon" : "uncordon"
          return session.fail(
            "error: unable to \(verb) node \"\(name)\": \(VirtctlSurface.message(response))")
        }
        session.output += "node/\(name) \(done)\n"
        return session.end(0, response)
      }
    }
  }
}

/// `oc auth can-i VERB RESOURCE`.
struct AccessCommand {
  let session: ClientSession

  var procedure: Procedure {
    let words = session.words
    guard words.count == 3, words[0] == "can-i", !session.arguments.isOn("list") else {
      return session.refuse("this form of `auth`")
    }
    let parts = words[2].split(separator: "/", maxSplits: 1).map(String.init)
    let dotted = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
    let kind = ResourceKind.named(parts[0])
    var attributes = JSONObject()
    if let kind, !kind.isNamespaced {
      // Cluster-wide resources are asked for without a namespace.
    } else {
      attributes.append("namespace", .string(session.context.namespace))
    }
    attributes.append("verb", .string(words[1]))
    attributes.append(
      "group", .string(kind?.group ?? (dotted.count == 2 ? dotted[1] : "")))
    attributes.append("resource", .string(kind?.plural ?? dotted[0]))
    if let subresource = session.arguments["subresource"] {
      attributes.append("subresource", .string(subresource))
    }
    if parts.count == 2 { attributes.append("name", .string(parts[1])) }
    let request = session.request(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      body: [
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
        "spec": ["resourceAttributes": .object(attributes)],
      ])
    return .send(request) { response in
      guard response.isSuccess else { return session.fail(response) }
      let isAllowed = response.body?.value(at: ["status", "allowed"])?.bool ?? false
      var session = session
      session.output += isAllowed ? "yes\n" : "no\n"
      return session.end(isAllowed ? 0 : 1, response)
    }
  }
}
