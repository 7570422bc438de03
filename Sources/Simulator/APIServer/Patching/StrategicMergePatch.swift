import GodwitModel

/// Strategic merge patch: like a merge patch, but lists with merge keys are merged item by item.
///
/// k8s.io/apimachinery/pkg/util/strategicpatch/patch.go. Directives known: `$patch: delete`,
/// `$patch: replace`, `$retainKeys` (ignored), `$setElementOrder/…` (ignored),
/// `$deleteFromPrimitiveList/…`.
package enum StrategicMergePatch {
  /// `target`, whose fields are those of `shape`, after the patch.
  package static func applied(
    _ patch: JSONValue, to target: JSONValue, _ shape: FieldShape
  ) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    if changes["$patch"] == "replace" {
      var replaced = changes
      replaced["$patch"] = nil
      return .object(replaced)
    }
    var result = target.object ?? JSONObject()
    for change in changes.members {
      if change.key.hasPrefix("$") {
        deletePrimitives(change, from: &result)
        continue
      }
      if change.value.isNull {
        result[change.key] = nil
      } else if change.key == "finalizers", let added = change.value.array {
        let present = result[change.key]?.array ?? []
        result[change.key] = .array(present + added.filter { !present.contains($0) })
      } else {
        let field = Self.shape(of: change.key, in: shape)
        result[change.key] = merged(change.value, into: result[change.key], field)
      }
    }
    return .object(result)
  }

  private static func shape(of key: String, in shape: FieldShape) -> FieldShape {
    switch shape {
    case .object(let type): KindSchema.field(key, ofType: type) ?? .any
    case .map(let element): element
    default: .any
    }
  }

  private static func merged(
    _ patch: JSONValue, into target: JSONValue?, _ shape: FieldShape
  ) -> JSONValue {
    switch (patch, shape) {
    case (.object, _): applied(patch, to: target ?? .null, shape)
    case (.array(let elements), .list(let element, let keys)) where !keys.isEmpty:
      .array(merged(elements, into: target?.array ?? [], element, keys: keys))
    default: patch
    }
  }

  private static func merged(
    _ patch: [JSONValue], into target: [JSONValue], _ element: FieldShape, keys: [String]
  ) -> [JSONValue] {
    if patch.contains(where: { $0["$patch"] == "replace" && $0.object?.count == 1 }) {
      return patch.filter { $0["$patch"] == nil }
    }
    var result = target
    for item in patch {
      let position = result.firstIndex { present in
        keys.allSatisfy { item[$0] == nil || present[$0] == item[$0] }
      }
      if item["$patch"] == "delete" {
        if let position { result.remove(at: position) }
      } else if let position {
        result[position] = applied(item, to: result[position], element)
      } else {
        result.append(item)
      }
    }
    return result
  }

  private static func deletePrimitives(
    _ directive: JSONObject.Member, from result: inout JSONObject
  ) {
    let prefix = "$deleteFromPrimitiveList/"
    guard directive.key.hasPrefix(prefix), let values = directive.value.array else { return }
    let key = String(directive.key.dropFirst(prefix.count))
    guard let present = result[key]?.array else { return }
    result[key] = .array(present.filter { !values.contains($0) })
  }
}
