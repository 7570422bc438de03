import GodwitModel

/// Compares an object as it was sent with the known fields of its kind.
///
/// Unknown fields are taken out, as kube-apiserver does with every kind, and reported; values of a
/// wrong type are reported and left in.
struct SchemaCheck {
  /// A value of a wrong type.
  struct TypeProblem: Hashable {
    /// `spec.addedNodeSelector`.
    let path: String
    /// The JSON type that was expected: `object`.
    let expected: String
    /// The JSON type that was found: `array`.
    let found: String
    /// The named type that has the field, without its group: `ObjectMeta`; empty at the root.
    let owner: String

    /// The words of go-openapi/validate.
    var text: String { "\(path) in body must be of type \(expected): \"\(found)\"" }
  }

  private(set) var unknownFields: [String] = []
  private(set) var typeProblems: [TypeProblem] = []
  private var path: [String] = []
  private var owner = ""
  private let profile: KubeVirtProfile

  /// - Parameter profile: Fields that came after its version are unknown.
  init(profile: KubeVirtProfile) { self.profile = profile }

  /// Checks a whole object of `kind`; gives it back without what is unknown.
  ///
  /// A kind that is not in the table of known fields passes as it is.
  mutating func check(_ object: JSONValue, kind: String) -> JSONValue {
    guard let shape = KindSchema.shape(ofKind: kind) else { return object }
    return check(object, shape) ?? object
  }

  /// The pruned value; nil when nothing had to be taken out.
  private mutating func check(_ value: JSONValue, _ shape: FieldShape) -> JSONValue? {
    if value.isNull { return nil }
    switch shape {
    case .any: return nil
    case .string, .time, .enumeration: expect(value, ["string"], "string")
    case .boolean: expect(value, ["boolean"], "boolean")
    case .integer: expect(value, ["integer"], "integer")
    case .number: expect(value, ["integer", "number"], "number")
    case .quantity: expect(value, ["string", "integer", "number"], "string")
    case .intOrString: expect(value, ["string", "integer"], "string")
    case .map(let element): return checkMap(value, element)
    case .list(let element, _): return checkList(value, element)
    case .object(let type): return checkObject(value, type)
    }
    return nil
  }

  private mutating func expect(_ value: JSONValue, _ types: [String], _ name: String) {
    let found = value.typeName
    if !types.contains(found) { report(expected: name, found: found) }
  }

  private mutating func report(expected: String, found: String) {
    typeProblems.append(
      TypeProblem(
        path: FieldPathText.text(path), expected: expected, found: found, owner: owner))
  }

  private mutating func checkMap(_ value: JSONValue, _ element: FieldShape) -> JSONValue? {
    guard case .object(var object) = value else {
      report(expected: "object", found: value.typeName)
      return nil
    }
    var changed = false
    for member in object.members {
      path.append(member.key)
      if let pruned = check(member.value, element) {
        object[member.key] = pruned
        changed = true
      }
      path.removeLast()
    }
    return changed ? .object(object) : nil
  }

  private mutating func checkList(_ value: JSONValue, _ element: FieldShape) -> JSONValue? {
    guard case .array(var elements) = value else {
      report(expected: "array", found: value.typeName)
      return nil
    }
    var changed = false
    for index in elements.indices {
      path.append("[\(index)]")
      if let pruned = check(elements[index], element) {
        elements[index] = pruned
        changed = true
      }
      path.removeLast()
    }
    return changed ? .array(elements) : nil
  }

  private mutating func checkObject(_ value: JSONValue, _ type: String) -> JSONValue? {
    guard case .object(var object) = value else {
      report(expected: "object", found: value.typeName)
      return nil
    }
    let outer = owner
    owner = type
    defer { owner = outer }
    var changed = false
    for member in object.members {
      path.append(member.key)
      defer { path.removeLast() }
      guard let shape = KindSchema.field(member.key, ofType: type),
        profile.hasField(member.key, ofType: type)
      else {
        unknownFields.append(FieldPathText.text(path))
        object[member.key] = nil
        changed = true
        continue
      }
      if let pruned = check(member.value, shape) {
        object[member.key] = pruned
        changed = true
      }
    }
    return changed ? .object(object) : nil
  }

}

extension JSONValue {
  /// The name of the value's type in JSON Schema.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number(let text):
      text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
        ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
