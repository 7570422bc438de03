import GodwitModel

/// The schemas of the served kinds, made of the table of their fields.
///
/// Custom resources are one schema each, as their definitions have it; built-in kinds refer to the
/// named types of their parts.
struct OpenAPISchemas {
  /// `#/components/schemas/` in version 3, `#/definitions/` in version 2.
  let prefix: String
  private(set) var components = JSONObject()
  private var seen: Set<String> = []

  init(prefix: String) { self.prefix = prefix }

  private static let packages = [
    "core": "io.k8s.api.core.v1", "rbac": "io.k8s.api.rbac.v1", "policy": "io.k8s.api.policy.v1",
    "coordination": "io.k8s.api.coordination.v1",
    "meta": "io.k8s.apimachinery.pkg.apis.meta.v1", "kubevirt": "io.kubevirt.v1",
    "migrations": "io.kubevirt.migrations.v1alpha1", "cdi": "io.kubevirt.cdi.v1beta1",
  ]

  private static let quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity"
  private static let time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time"
  private static let intOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"

  private static func component(_ type: String) -> String {
    let parts = type.split(separator: ".", maxSplits: 1).map(String.init)
    return (packages[parts[0]] ?? parts[0]) + "." + (parts.count > 1 ? parts[1] : "")
  }

  private func reference(_ name: String) -> JSONValue { ["$ref": .string(prefix + name)] }

  // MARK: Kinds

  /// Adds the schema of a kind, of its list, and of all that they refer to.
  mutating func add(_ kind: ResourceKind, version: String) {
    guard case .object(let type)? = KindSchema.shape(ofKind: kind.kind) else { return }
    var schema = kind.isCustom ? custom(kind, type) : named(type)
    let identity: JSONValue = [
      [
        "group": .string(kind.group), "kind": .string(kind.kind), "version": .string(version),
      ]
    ]
    schema.append("x-kubernetes-group-version-kind", identity)
    let name = Self.name(of: kind, type: type, version: version)
    components[name] = .object(schema)
    components[name + "List"] = list(kind, version: version, of: name)
  }

  private static func name(of kind: ResourceKind, type: String, version: String) -> String {
    guard kind.isCustom else { return component(type) }
    let group = kind.group.split(separator: ".").reversed().joined(separator: ".")
    return "\(group).\(version).\(kind.kind)"
  }

  private mutating func list(
    _ kind: ResourceKind, version: String, of name: String
  ) -> JSONValue {
    addNamed("meta.ListMeta")
    return [
      "description": .string("\(kind.kind)List is a list of \(kind.kind)"), "type": "object",
      "required": ["items"],
      "properties": [
        "apiVersion": ["type": "string", "description": .string(Self.apiVersionText)],
        "items": ["type": "array", "items": reference(name)],
        "kind": ["type": "string", "description": .string(Self.kindText)],
        "metadata": reference(Self.component("meta.ListMeta")),
      ],
      "x-kubernetes-group-version-kind": [
        [
          "group": .string(kind.group), "kind": .string(kind.kind + "List"),
          "version": .string(version),
        ]
      ],
    ]
  }

  static let apiVersionText = """
    APIVersion defines the versioned schema of this representation of an object. Servers should \
    convert recognized schemas to the latest internal value, and may reject unrecognized values. \
    More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
    """
  static let kindText = """
    Kind is a string value representing the REST resource this object represents. Servers may \
    infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. \
    More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
    """
  private static let metadataText = """
    Standard object's metadata. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
    """

  // MARK: Custom resources

  private mutating func custom(_ kind: ResourceKind, _ type: String) -> JSONObject {
    var schema = inline(type, within: [])
    if case .object(var properties)? = schema["properties"] {
      properties["apiVersion"] = ["description": .string(Self.apiVersionText), "type": "string"]
      properties["kind"] = ["description": .string(Self.kindText), "type": "string"]
      properties["metadata"] = metadataProperty()
      schema["properties"] = .object(properties)
    }
    return schema
  }

  private mutating func metadataProperty() -> JSONValue {
    addNamed("meta.ObjectMeta")
    return [
      "description": .string(Self.metadataText),
      "allOf": [reference(Self.component("meta.ObjectMeta"))],
    ]
  }

  /// A type with everything in it; what leads back to an outer type is free-form.
  private func inline(_ type: String, within outer: [String]) -> JSONObject {
    var schema = JSONObject()
    let descriptions = FieldDescriptions.shared
    if outer.isEmpty, let text = descriptions.description(ofType: type) {
      schema.append("description", .string(text))
    }
    schema.append("type", "object")
    let required = descriptions.required(inType: type)
    if !required.isEmpty { schema.append("required", .array(required.map { .string($0) })) }
    var properties = JSONObject()
    for field in KindSchema.fields(ofType: type) ?? [] {
      var property = inline(field.shape, within: outer + [type])
      if let text = descriptions.description(of: field.name, inType: type) {
        property["description"] = .string(text)
      }
      properties.append(field.name, .object(property))
    }
    if !properties.isEmpty { schema.append("properties", .object(properties)) }
    return schema
  }

  private func inline(_ shape: FieldShape, within outer: [String]) -> JSONObject {
    switch shape {
    case .string, .enumeration: ["type": "string"]
    case .boolean: ["type": "boolean"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .time: ["type": "string", "format": "date-time"]
    case .quantity, .intOrString:
      [
        "anyOf": [["type": "integer"], ["type": "string"]],
        "x-kubernetes-int-or-string": true,
      ]
    case .any: ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
    case .map(let element):
      [
        "type": "object",
        "additionalProperties": .object(inline(element, within: outer)),
      ]
    case .list(let element, _):
      ["type": "array", "items": .object(inline(element, within: outer))]
    case .object(let type):
      outer.contains(type)
        ? ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
        : inline(type, within: outer)
    }
  }

  // MARK: Named types

  private mutating func addNamed(_ type: String) {
    guard seen.insert(type).inserted else { return }
    components[Self.component(type)] = .object(named(type))
  }

  private mutating func named(_ type: String) -> JSONObject {
    seen.insert(type)
    var schema = JSONObject()
    let descriptions = FieldDescriptions.shared
    if let text = descriptions.description(ofType: type) {
      schema.append("description", .string(text))
    }
    schema.append("type", "object")
    var properties = JSONObject()
    for field in KindSchema.fields(ofType: type) ?? [] {
      var property = property(field.shape)
      if let text = descriptions.description(of: field.name, inType: type) {
        property["description"] = .string(text)
      }
      properties.append(field.name, .object(property))
    }
    if !properties.isEmpty { schema.append("properties", .object(properties)) }
    return schema
  }

  private mutating func property(_ shape: FieldShape) -> JSONObject {
    switch shape {
    case .object(let type):
      addNamed(type)
      return ["allOf": [reference(Self.component(type))]]
    case .quantity: return ["allOf": [primitive(Self.quantity)]]
    case .time: return ["allOf": [primitive(Self.time)]]
    case .intOrString: return ["allOf": [primitive(Self.intOrString)]]
    case .map(let element):
      return ["type": "object", "additionalProperties": item(element)]
    case .list(let element, let keys):
      var schema: JSONObject = ["type": "array", "items": item(element)]
      if let key = keys.first {
        schema.append("x-kubernetes-patch-merge-key", .string(key))
        schema.append("x-kubernetes-patch-strategy", "merge")
      }
      return schema
    default: return inline(shape, within: [])
    }
  }

  /// What stands in a list or map: a reference is not wrapped there.
  private mutating func item(_ shape: FieldShape) -> JSONValue {
    let schema = property(shape)
    if let first = schema["allOf"]?[0] { return first }
    return .object(schema)
  }

  private mutating func primitive(_ name: String) -> JSONValue {
    if components[name] == nil {
      components[name] =
        switch name {
        case Self.time: ["type": "string", "format": "date-time"]
        case Self.intOrString: ["type": "string", "format": "int-or-string"]
        default: ["type": "string"]
        }
    }
    return reference(name)
  }
}
