/// JSON merge patch, RFC 7386: objects are merged, null removes, everything else replaces.
package enum MergePatch {
  /// `target` after the patch.
  package static func applied(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result = target.object ?? JSONObject()
    for change in changes.members {
      if change.value.isNull {
        result[change.key] = nil
      } else {
        result[change.key] = applied(change.value, to: result[change.key] ?? .null)
      }
    }
    return .object(result)
  }
}
