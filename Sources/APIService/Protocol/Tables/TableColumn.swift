import GodwitModel

/// One column of a table of objects.
struct TableColumn: Sendable {
  var name: String
  var type = "string"
  var format = ""
  var description = ""
  /// Above 0 a column is shown in wide output alone.
  var priority = 0
  /// What stands in the column for an object at a time.
  var cell: @Sendable (JSONValue, Instant) -> JSONValue

  var definition: JSONValue {
    [
      "name": .string(name), "type": .string(type), "format": .string(format),
      "description": .string(description), "priority": .int(priority),
    ]
  }

  init(
    _ name: String, type: String = "string", format: String = "", _ description: String = "",
    priority: Int = 0, _ cell: @escaping @Sendable (JSONValue, Instant) -> JSONValue
  ) {
    self.name = name
    self.type = type
    self.format = format
    self.description = description
    self.priority = priority
    self.cell = cell
  }
}

extension TableColumn {
  private static let nameDescription = """
    Name must be unique within a namespace. Is required when creating resources, although some \
    resources may allow a client to request the generation of an appropriate name automatically. \
    Name is primarily intended for creation idempotence and configuration definition. Cannot be \
    updated. More info: \
    https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names
    """

  private static let creationDescription = """
    CreationTimestamp is a timestamp representing the server time when this object was created. It \
    is not guaranteed to be set in happens-before order across separate operations. Clients may \
    not set this value. It is represented in RFC3339 form and is in UTC.

    Populated by the system. Read-only. Null for lists. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
    """

  /// The object's name.
  static let objectName = TableColumn("Name", format: "name", nameDescription) { object, _ in
    object["metadata"]?["name"] ?? ""
  }

  /// How long the object has been there.
  static let age = TableColumn("Age", creationDescription) { object, now in
    .string(HumanDuration.age(of: object["metadata"]?["creationTimestamp"]?.string, at: now))
  }

  /// When the object was made: of kinds that have no table of their own.
  static let creation = TableColumn("Created At", type: "date", creationDescription) { object, _ in
    object["metadata"]?["creationTimestamp"] ?? .null
  }

  /// A text of the object; empty when it is not there.
  static func text(
    _ name: String, _ path: [String], _ description: String = "", missing: String = "",
    priority: Int = 0
  ) -> TableColumn {
    TableColumn(name, description, priority: priority) { object, _ in
      .string(object.value(at: path)?.scalarText.flatMap { $0.isEmpty ? nil : $0 } ?? missing)
    }
  }

  /// A column of a CustomResourceDefinition.
  ///
  /// k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor.
  static func custom(
    _ name: String, type: String = "string", path: String, description: String? = nil,
    priority: Int = 0
  ) -> TableColumn {
    let standard = "Custom resource definition column (in JSONPath format): " + path
    let steps = JSONPath(path)
    return TableColumn(name, type: type, description ?? standard, priority: priority) {
      object, now in
      guard let value = steps?.first(in: object) else { return .null }
      switch type {
      case "date": return .string(HumanDuration.age(of: value.string, at: now))
      case "string": return value.scalarText.map { .string($0) } ?? .string(value.text)
      default: return value
      }
    }
  }
}
