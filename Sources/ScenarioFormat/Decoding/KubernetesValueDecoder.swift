import GodwitModel

/// Turns nodes into JSON by the known fields of Kubernetes' types, and reports misspelt fields,
/// unknown values of enumerations and wrong types.
struct KubernetesValueDecoder {
  let problems: DiagnosticCollector
  /// Whether null stands for taking a field away.
  var allowsNull = false

  /// The value; nil if something is wrong with it. `name` is the key at which it stands.
  func value(_ node: Node, _ shape: FieldShape?, name: String) -> JSONValue? {
    switch node.content {
    case .invalid: return nil
    case .scalar(let scalar): return self.scalar(scalar, shape, name: name, at: node.range)
    case .sequence(let elements): return array(elements, shape, name: name, at: node.range)
    case .mapping(let entries):
      return object(entries, shape, name: name, at: node.range).map { .object($0) }
    }
  }

  private func array(
    _ elements: [Node], _ shape: FieldShape?, name: String, at range: SourceRange
  ) -> JSONValue? {
    let element: FieldShape?
    switch shape {
    case .list(let of, _): element = of
    case .any, nil: element = nil
    default:
      mismatch(shape, name, "a list", at: range)
      return nil
    }
    var values: [JSONValue] = []
    values.reserveCapacity(elements.count)
    for node in elements {
      if let value = value(node, element, name: name) { values.append(value) }
    }
    return values.count == elements.count ? .array(values) : nil
  }

  /// The members of a map.
  func object(
    _ entries: [Node.Entry], _ shape: FieldShape?, name: String, at range: SourceRange
  ) -> JSONObject? {
    var object = JSONObject()
    var isWhole = true
    for entry in entries {
      let field: FieldShape?
      switch shape {
      case .map(let of): field = of
      case .any, nil: field = nil
      case .object(let type):
        guard let known = self.field(entry, of: type) else {
          isWhole = false
          continue
        }
        field = known
        if type == "meta.ObjectMeta", entry.key == "labels" || entry.key == "annotations" {
          let rule: LabelRule = entry.key == "labels" ? .labelChanges : .annotationChanges
          LabelChecker(problems: problems, rule: rule).check(entry.value, name: entry.key)
        }
      default:
        mismatch(shape, name, "a map", at: range)
        return nil
      }
      if let value = value(entry.value, field, name: entry.key) {
        object.append(entry.key, value)
      } else {
        isWhole = false
      }
    }
    return isWhole ? object : nil
  }

  /// The shape of a field; reports an unknown one.
  func field(_ entry: Node.Entry, of type: String) -> FieldShape? {
    if let shape = KindSchema.field(entry.key, ofType: type) { return shape }
    let fields = KindSchema.fields(ofType: type) ?? []
    problems.error(
      "unknown field \(entry.key.quotedForMessage) in \(Self.shortName(type))",
      at: entry.keyRange, suggestion: Spelling.nearest(to: entry.key, in: fields.map(\.name)),
      hint: Self.nesting(of: entry.key, ofType: type))
    return nil
  }

  /// How to write what would be a path elsewhere, as in `order` and `unchanged`.
  private static func nesting(of key: String, ofType type: String) -> String? {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, KindSchema.field(String(parts[0]), ofType: type) != nil else {
      return nil
    }
    let nested = parts.dropFirst().reversed().reduce("…") { "{ \($1): \($0) }" }
    return "a path is written as maps here: \(parts[0]): \(nested)"
  }

  /// A type without its group: `VirtualMachineInstanceStatus`.
  static func shortName(_ type: String) -> String {
    type.firstIndex(of: ".").map { String(type[type.index(after: $0)...]) } ?? type
  }

  /// A scalar as a field of that shape takes it.
  func scalar(
    _ scalar: Node.Scalar, _ shape: FieldShape?, name: String, at range: SourceRange
  ) -> JSONValue? {
    if scalar.isNull { return null(shape, name: name, at: range) }
    switch shape {
    case nil, .any: return scalar.jsonValue
    case .string: return .string(scalar.text)
    case .enumeration(let values):
      if values.contains(scalar.text) { return .string(scalar.text) }
      problems.error(
        "\(name) is never \(scalar.text.quotedForMessage)", at: range,
        suggestion: Spelling.nearest(to: scalar.text, in: values),
        hint: Spelling.nearest(to: scalar.text, in: values) == nil
          ? "it is \(values.filter { !$0.isEmpty }.joinedWithOr)" : nil)
      return nil
    case .boolean:
      if let value = scalar.boolean { return .bool(value) }
      mismatch(
        shape, name, scalar.text.quotedForMessage, at: range,
        hint: scalar.likelyBoolean.map { "write \($0) without quotes" })
      return nil
    case .integer: if scalar.isInteger { return .number(scalar.text) }
    case .number:
      if scalar.isPlain, scalar.text.isDecimalNumber { return .number(scalar.text) }
    case .quantity:
      if Quantity(parsing: scalar.text) != nil {
        return scalar.isInteger ? .number(scalar.text) : .string(scalar.text)
      }
    case .time: if Instant(parsing: scalar.text) != nil { return .string(scalar.text) }
    case .intOrString: return scalar.isInteger ? .number(scalar.text) : .string(scalar.text)
    case .map, .list, .object: break
    }
    mismatch(shape, name, scalar.text.quotedForMessage, at: range)
    return nil
  }

  private func null(_ shape: FieldShape?, name: String, at range: SourceRange) -> JSONValue? {
    if allowsNull || shape == nil || shape == .any { return .null }
    mismatch(
      shape, name, "nothing", at: range,
      hint: shape == .string ? "write \"\" for empty text" : nil)
    return nil
  }

  private func mismatch(
    _ shape: FieldShape?, _ name: String, _ found: String, at range: SourceRange,
    hint: String? = nil
  ) {
    let expected = shape?.kindText ?? "a value"
    problems.error("\(name) must be \(expected), not \(found)", at: range, hint: hint)
  }
}

extension FieldShape {
  /// The shape in the words of a message.
  var kindText: String {
    switch self {
    case .string: "text"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .quantity: "a quantity such as 1Gi or 500m"
    case .time: "a time such as 2026-01-01T00:00:00Z"
    case .intOrString: "a whole number or text"
    case .any: "a value"
    case .enumeration(let values): values.filter { !$0.isEmpty }.joinedWithOr
    case .map, .object: "a map"
    case .list: "a list"
    }
  }
}
