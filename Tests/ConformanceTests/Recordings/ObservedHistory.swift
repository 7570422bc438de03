import GodwitModel

/// What was seen of a run, in the form in which recording and simulator are compared: per object
/// the distinct successive values of each field, per object the set of events, and the answers.
struct ObservedHistory {
  /// `vmim/job` → path → values in order; `–` while unset. Ordered by first appearance.
  private(set) var objects: [(id: String, fields: [(path: String, values: [String])])] = []
  /// `VirtualMachineInstance/vm-a Normal Migrating …`, each once.
  private(set) var events: [String] = []

  /// The words of fields that are not there.
  static let unset = "–"

  /// Takes in one version of an object, already normalised.
  mutating func see(_ id: String, _ projection: JSONValue) {
    var leaves: [(String, String)] = []
    Self.flatten(projection, path: "", into: &leaves)
    let index: Int
    if let known = objects.firstIndex(where: { $0.id == id }) {
      index = known
    } else {
      index = objects.count
      objects.append((id, []))
    }
    let isFirst = objects[index].fields.isEmpty
    for (path, text) in leaves {
      if let field = objects[index].fields.firstIndex(where: { $0.path == path }) {
        if objects[index].fields[field].values.last != text {
          objects[index].fields[field].values.append(text)
        }
      } else {
        objects[index].fields.append((path, isFirst ? [text] : [Self.unset, text]))
      }
    }
    for field in objects[index].fields.indices {
      let path = objects[index].fields[field].path
      if !leaves.contains(where: { $0.0 == path }), path != Self.lifetime,
        objects[index].fields[field].values.last != Self.unset
      {
        objects[index].fields[field].values.append(Self.unset)
      }
    }
  }

  /// Takes in the end of an object.
  mutating func end(_ id: String) {
    guard let index = objects.firstIndex(where: { $0.id == id }) else { return }
    objects[index].fields.append((Self.lifetime, ["gone"]))
  }

  static let lifetime = "(lifetime)"

  /// Takes in one event.
  mutating func event(
    on object: String, type: String, reason: String, message: String, from component: String
  ) {
    let source = component.isEmpty ? "" : " (from \(component))"
    let text = "\(object) \(type) \(reason): \(message)\(source)"
    if !events.contains(text) { events.append(text) }
  }

  private static func flatten(
    _ value: JSONValue, path: String, into leaves: inout [(String, String)]
  ) {
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members {
        flatten(
          member.value, path: path.isEmpty ? member.key : path + "." + member.key, into: &leaves)
      }
    case .array(let elements) where elements.contains { $0["type"]?.string != nil }:
      for element in elements {
        flatten(element, path: path + "[" + (element["type"]?.string ?? "") + "]", into: &leaves)
      }
    case .null, .object: break
    case .array(let elements) where elements.isEmpty: break
    case .bool, .number, .string, .array: leaves.append((path, value.sortedByKey.text))
    }
  }
}
