import GodwitModel

/// Merges what is applied into an object, and takes out what is applied no longer.
///
/// sigs.k8s.io/structured-merge-diff/v6/typed/merge.go and remove.go.
enum FieldMerge {
  static func merged(
    _ configuration: JSONValue, into live: JSONValue, _ structure: FieldStructure
  ) -> JSONValue {
    let form = structure.form(of: configuration)
    guard form != .atomic, form == structure.form(of: live) else { return configuration }
    let parts = structure.parts(of: configuration)
    switch form {
    case .object:
      var object = live.object ?? JSONObject()
      for (element, value, inner) in parts {
        guard case .field(let name) = element else { continue }
        object[name] = object[name].map { merged(value, into: $0, inner) } ?? value
      }
      return .object(object)
    case .keyedList, .set:
      // The applier's items in their order, each where the object has it or at the end.
      var items = structure.parts(of: live).map { ($0.0, $0.1) }
      for (element, value, inner) in parts {
        if let place = items.firstIndex(where: { $0.0 == element }) {
          items[place].1 = merged(value, into: items[place].1, inner)
        } else {
          items.append((element, value))
        }
      }
      return .array(items.map(\.1))
    case .atomic: return configuration
    }
  }

  /// The value without the fields of `fields`, and without what they leave empty.
  static func pruned(
    _ value: JSONValue, _ fields: FieldSet, _ structure: FieldStructure
  ) -> JSONValue {
    if fields.isEmpty { return value }
    switch structure.form(of: value) {
    case .atomic: return value
    case .object:
      var object = value.object ?? JSONObject()
      for (element, part, inner) in structure.parts(of: value) {
        guard case .field(let name) = element, let below = fields[element] else { continue }
        let rest = pruned(part, below, inner)
        let isEmptied = rest == [:] && part != [:] && !below.isMember
        object[name] = below.isMember && isGone(rest, inner) || isEmptied ? nil : rest
      }
      return .object(object)
    case .keyedList, .set:
      return .array(
        structure.parts(of: value).compactMap { element, part, inner in
          guard let below = fields[element] else { return part }
          if below.isMember { return nil }
          return pruned(part, below, inner)
        })
    }
  }

  /// Whether nothing of a pruned value is left that others have.
  private static func isGone(_ value: JSONValue, _ structure: FieldStructure) -> Bool {
    structure.form(of: value) == .atomic || structure.parts(of: value).isEmpty
  }
}
