import GodwitModel

/// Finds out which field keeps an object from being decoded.
enum UndecodableField {
  /// The path of the field, `status.phase`; empty when no single field is to blame.
  static func path(in json: JSONValue, of kind: ResourceKind) -> String {
    guard APIObject(kind, json: json) == nil else { return "" }
    return find(json) { APIObject(kind, json: $0) == nil } ?? ""
  }

  /// - Parameter isBad: Whether an object with this value in its place does not decode.
  private static func find(_ value: JSONValue, _ isBad: (JSONValue) -> Bool) -> String? {
    switch value {
    // It is no object or no list that belongs here, whatever is in it.
    case .object where isBad([:]), .array where isBad([]): break
    case .object(let object):
      for member in object.members {
        func wrapped(_ inner: JSONValue) -> JSONValue { .object([member.key: inner]) }
        guard isBad(wrapped(member.value)) else { continue }
        let rest = find(member.value) { isBad(wrapped($0)) }
        return rest.map { $0.hasPrefix("[") ? member.key + $0 : member.key + "." + $0 }
          ?? member.key
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() where isBad(.array([element])) {
        let rest = find(element) { isBad(.array([$0])) }
        return "[\(index)]" + (rest.map { $0.hasPrefix("[") ? $0 : "." + $0 } ?? "")
      }
    case .null, .bool, .number, .string: break
    }
    return nil
  }
}
