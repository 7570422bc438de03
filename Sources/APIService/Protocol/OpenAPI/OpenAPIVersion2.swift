import GodwitModel

/// Documents of version 2 of OpenAPI: what kubectl before 1.29 reads, and only in protobuf.
enum OpenAPIVersion2 {
  /// A schema of version 3 as version 2 has it: a reference stands alone, and what may be of
  /// several types is of none.
  static func schema(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    if let reference = object["allOf"]?[0]?["$ref"] {
      var single: JSONObject = ["$ref": reference]
      if let text = object["description"] { single.append("description", text) }
      return .object(single)
    }
    var result = JSONObject()
    for member in object.members {
      switch member.key {
      case "anyOf": break
      case "properties":
        let members = member.value.object?.members ?? []
        result.append(
          member.key, .object(JSONObject(members.map { ($0.key, schema($0.value)) })))
      case "items", "additionalProperties": result.append(member.key, schema(member.value))
      default: result.append(member.key, member.value)
      }
    }
    return .object(result)
  }

  /// An operation's parameters have their type beside their name.
  static func path(_ value: JSONValue) -> JSONValue {
    guard case .object(let methods) = value else { return value }
    return .object(
      JSONObject(
        methods.members.map { member in
          guard case .object(var operation) = member.value else {
            return (member.key, member.value)
          }
          let parameters = operation["parameters"]?.array ?? []
          operation["parameters"] = .array(
            parameters.map {
              ["name": $0["name"] ?? "", "in": $0["in"] ?? "query", "type": "string"]
            })
          return (member.key, .object(operation))
        }))
  }

  // MARK: Protobuf

  /// A document as gnostic's `openapi.v2.Document`, as far as ours have fields.
  ///
  /// github.com/google/gnostic-models/openapiv2/OpenAPIv2.proto.
  static func protobuf(_ document: JSONValue) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.add(1, document["swagger"]?.string ?? "2.0")
    var info = ProtobufWriter()
    info.add(1, document["info"]?["title"]?.string ?? "")
    info.add(2, document["info"]?["version"]?.string ?? "")
    writer.add(2, info)
    var paths = ProtobufWriter()
    for path in document["paths"]?.object?.members ?? [] {
      paths.add(2, named(path.key, pathItem(path.value)))
    }
    writer.add(8, paths)
    writer.add(9, schemas(document["definitions"]))
    return writer.bytes
  }

  private static func named(_ name: String, _ value: ProtobufWriter) -> ProtobufWriter {
    var writer = ProtobufWriter()
    writer.add(1, name)
    writer.add(2, value)
    return writer
  }

  /// JSON is YAML.
  private static func any(_ value: JSONValue) -> ProtobufWriter {
    var writer = ProtobufWriter()
    writer.add(2, value.text)
    return writer
  }

  private static func schemas(_ value: JSONValue?) -> ProtobufWriter {
    var writer = ProtobufWriter()
    for member in value?.object?.members ?? [] {
      writer.add(1, named(member.key, encoded(member.value)))
    }
    return writer
  }

  private static func encoded(_ schema: JSONValue) -> ProtobufWriter {
    var writer = ProtobufWriter()
    for member in schema.object?.members ?? [] {
      var part = ProtobufWriter()
      switch member.key {
      case "$ref": writer.add(1, member.value.string ?? "")
      case "format": writer.add(2, member.value.string ?? "")
      case "description": writer.add(4, member.value.string ?? "")
      case "default": writer.add(5, any(member.value))
      case "required": for name in member.value.array ?? [] { writer.add(19, name.string ?? "") }
      case "additionalProperties":
        part.add(1, encoded(member.value))
        writer.add(21, part)
      case "type":
        part.add(1, member.value.string ?? "")
        writer.add(22, part)
      case "items":
        part.add(1, encoded(member.value))
        writer.add(23, part)
      case "properties": writer.add(25, schemas(member.value))
      default:
        if member.key.hasPrefix("x-") { writer.add(31, named(member.key, any(member.value))) }
      }
    }
    return writer
  }

  private static func pathItem(_ value: JSONValue) -> ProtobufWriter {
    let numbers = ["get": 2, "put": 3, "post": 4, "delete": 5, "patch": 8]
    var writer = ProtobufWriter()
    for member in value.object?.members ?? [] {
      guard let number = numbers[member.key] else { continue }
      writer.add(number, operation(member.value))
    }
    return writer
  }

  private static func operation(_ value: JSONValue) -> ProtobufWriter {
    var writer = ProtobufWriter()
    for parameter in value["parameters"]?.array ?? [] {
      var query = ProtobufWriter()
      query.add(2, parameter["in"]?.string ?? "")
      query.add(4, parameter["name"]?.string ?? "")
      query.add(6, parameter["type"]?.string ?? "")
      // ParametersItem.parameter.non_body_parameter.query_parameter_sub_schema
      writer.add(
        8,
        [1, 2, 3].reversed().reduce(query) { inner, number in
          var outer = ProtobufWriter()
          outer.add(number, inner)
          return outer
        })
    }
    var responses = ProtobufWriter()
    for response in value["responses"]?.object?.members ?? [] {
      var text = ProtobufWriter()
      text.add(1, response.value["description"]?.string ?? "")
      var item = ProtobufWriter()
      item.add(1, text)
      responses.add(1, named(response.key, item))
    }
    writer.add(9, responses)
    for member in value.object?.members ?? [] where member.key.hasPrefix("x-") {
      writer.add(13, named(member.key, any(member.value)))
    }
    return writer
  }
}
