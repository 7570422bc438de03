import GodwitModel

/// JSON patch, RFC 6902, with the refusals of kube-apiserver.
package struct JSONPatch: Sendable {
  private struct Operation: Sendable {
    let name: String
    let path: [String]
    let from: [String]
    let value: JSONValue?
  }

  private let operations: [Operation]

  /// Reads a patch: an array of operations.
  package init(_ patch: JSONValue) throws(APIFailure) {
    guard case .array(let elements) = patch else {
      throw .badRequest(
        "error decoding patch: json: cannot unmarshal \(patch.typeName) into Go value of type "
          + "[]handlers.jsonPatchOp")
    }
    operations = elements.map { element in
      Operation(
        name: element["op"]?.string ?? "", path: Self.parts(element["path"]?.string ?? ""),
        from: Self.parts(element["from"]?.string ?? ""), value: element["value"])
    }
  }

  /// The parts of a JSON pointer.
  private static func parts(_ pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      unescaped($0)
    }
  }

  private static func unescaped(_ part: Substring) -> String {
    guard part.utf8.contains(UInt8(ascii: "~")) else { return String(part) }
    var result = ""
    var isEscape = false
    for character in part {
      switch (isEscape, character) {
      case (true, "1"): result.append("/")
      case (true, "0"): result.append("~")
      case (true, _): result.append(contentsOf: "~\(character)")
      case (false, "~"):
        isEscape = true
        continue
      case (false, _): result.append(character)
      }
      isEscape = false
    }
    return result
  }

  /// The object after all operations, in order; refused as a whole when one does not apply.
  package func applied(to object: JSONValue) throws(APIFailure) -> JSONValue {
    var result = object
    for operation in operations { try Self.apply(operation, to: &result) }
    return result
  }

  private static func apply(
    _ operation: Operation, to object: inout JSONValue
  ) throws(APIFailure) {
    switch operation.name {
    case "test":
      let present = value(at: operation.path[...], in: object) ?? .null
      guard present == (operation.value ?? .null) else { throw .patchDoesNotApply }
    case "add":
      guard let value = operation.value else { throw .patchDoesNotApply }
      try edit(&object, operation.path[...], .add(value))
    case "replace":
      guard let value = operation.value else { throw .patchDoesNotApply }
      try edit(&object, operation.path[...], .replace(value))
    case "remove": try edit(&object, operation.path[...], .remove)
    case "move", "copy":
      guard let value = value(at: operation.from[...], in: object) else {
        throw .patchDoesNotApply
      }
      if operation.name == "move" { try edit(&object, operation.from[...], .remove) }
      try edit(&object, operation.path[...], .add(value))
    default: throw .patchDoesNotApply
    }
  }

  private enum Edit {
    case add(JSONValue)
    case replace(JSONValue)
    case remove
  }

  private static func value(at path: ArraySlice<String>, in object: JSONValue) -> JSONValue? {
    guard let key = path.first else { return object }
    switch object {
    case .object(let members):
      return members[key].flatMap { value(at: path.dropFirst(), in: $0) }
    case .array(let elements):
      guard let index = Int(key), elements.indices.contains(index) else { return nil }
      return value(at: path.dropFirst(), in: elements[index])
    default: return nil
    }
  }

  private static func edit(
    _ object: inout JSONValue, _ path: ArraySlice<String>, _ edit: Edit
  ) throws(APIFailure) {
    guard let key = path.first else {
      switch edit {
      case .add(let value), .replace(let value): object = value
      case .remove: throw .patchDoesNotApply
      }
      return
    }
    switch object {
    case .object(var members):
      try Self.edit(&members, key, path.dropFirst(), edit)
      object = .object(members)
    case .array(var elements):
      try Self.edit(&elements, key, path.dropFirst(), edit)
      object = .array(elements)
    default: throw .patchDoesNotApply
    }
  }

  private static func edit(
    _ members: inout JSONObject, _ key: String, _ rest: ArraySlice<String>, _ edit: Edit
  ) throws(APIFailure) {
    guard rest.isEmpty else {
      guard var child = members[key] else { throw .patchDoesNotApply }
      try Self.edit(&child, rest, edit)
      members[key] = child
      return
    }
    switch edit {
    case .add(let value): members[key] = value
    case .replace(let value):
      guard members[key] != nil else { throw .patchDoesNotApply }
      members[key] = value
    case .remove:
      guard members[key] != nil else { throw .patchDoesNotApply }
      members[key] = nil
    }
  }

  private static func edit(
    _ elements: inout [JSONValue], _ key: String, _ rest: ArraySlice<String>, _ edit: Edit
  ) throws(APIFailure) {
    if rest.isEmpty, case .add(let value) = edit {
      guard let index = key == "-" ? elements.count : Int(key),
        (0...elements.count).contains(index)
      else { throw .patchDoesNotApply }
      elements.insert(value, at: index)
      return
    }
    guard let index = Int(key), elements.indices.contains(index) else {
      throw .patchDoesNotApply
    }
    if !rest.isEmpty {
      try Self.edit(&elements[index], rest, edit)
    } else if case .replace(let value) = edit {
      elements[index] = value
    } else {
      elements.remove(at: index)
    }
  }
}
