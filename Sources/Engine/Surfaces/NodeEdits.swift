import GodwitModel

/// What kubectl does to nodes: cordon, uncordon, taint.
struct NodeEdits {
  let context: SurfaceContext

  /// Marks a node unschedulable, or schedulable again, after a look at it, as kubectl does.
  func setUnschedulable(_ unschedulable: Bool, node: String) -> Procedure {
    let path = context.path(.node, node)
    return .send(context.request(.get, path)) { response in
      guard response.isSuccess else { return .done(ActionOutcome(response: response)) }
      let present = response.body?.value(at: ["spec", "unschedulable"])?.bool ?? false
      if present == unschedulable { return .done(ActionOutcome(response: response)) }
      let value: JSONValue = unschedulable ? true : .null
      let request = context.request(
        .patch, path, patch: .strategicMerge, body: ["spec": ["unschedulable": value]])
      return .send(request) { .done(ActionOutcome(response: $0)) }
    }
  }

  /// Adds taints (`key=value:Effect`), or removes them (`key`, `key:Effect`).
  func taint(_ edits: [ObjectEdit], removes: Bool) -> Procedure {
    .sequence(edits.map { edit in { _ in taint(edit, removes: removes) } })
  }

  private func taint(_ edit: ObjectEdit, removes: Bool) -> Procedure {
    guard case .object(.node, let node) = edit.target else {
      return .notModelled("only nodes can be tainted")
    }
    let texts = edit.value.array?.compactMap(\.scalarText) ?? [edit.value.scalarText ?? ""]
    let taints = texts.compactMap { TaintText($0) }
    guard taints.count == texts.count else {
      return .notModelled("a taint is written `key=value:Effect`")
    }
    let path = context.path(.node, node)
    return .send(context.request(.get, path)) { response in
      guard response.isSuccess else { return .done(ActionOutcome(response: response)) }
      var present = response.body?.value(at: ["spec", "taints"])?.array ?? []
      for taint in taints {
        present.removeAll { taint.isSame(as: $0) }
        if !removes { present.append(taint.json) }
      }
      let request = context.request(
        .patch, path, query: [QueryItem("fieldManager", "kubectl-taint")], patch: .merge,
        body: ["spec": ["taints": present.isEmpty ? .null : .array(present)]])
      return .send(request) { .done(ActionOutcome(response: $0)) }
    }
  }
}

/// A taint as people write it: `key=value:NoSchedule`.
struct TaintText {
  var key: String
  var value = ""
  /// Empty means every effect, where taints are removed.
  var effect = ""

  /// Nil when the text has no key. A trailing `-` is left out.
  init?(_ text: String) {
    let body = text.hasSuffix("-") ? text.dropLast() : Substring(text)
    let parts = body.split(separator: ":", maxSplits: 1)
    guard let head = parts.first else { return nil }
    let pair = head.split(separator: "=", maxSplits: 1)
    guard let key = pair.first else { return nil }
    self.key = String(key)
    if pair.count == 2 { value = String(pair[1]) }
    if parts.count == 2 { effect = String(parts[1]) }
  }

  var json: JSONValue {
    var object = JSONObject()
    object.append("effect", .string(effect))
    object.append("key", .string(key))
    if !value.isEmpty { object.append("value", .string(value)) }
    return .object(object)
  }

  /// Kubernetes tells taints apart by key and effect.
  func isSame(as taint: JSONValue) -> Bool {
    taint["key"]?.string == key && (effect.isEmpty || taint["effect"]?.string == effect)
  }
}
