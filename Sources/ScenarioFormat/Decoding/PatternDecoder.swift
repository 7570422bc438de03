import GodwitModel

/// What is known of a value that a pattern is for.
indirect enum PatternShape {
  /// A field of a Kubernetes type; nil where nothing is known of it.
  case field(FieldShape?)
  /// A value of the format's own objects: answers, client runs, the console.
  case own(ValueShape)
}

/// Decodes partial matches, checking fields and values by what is known of them.
struct PatternDecoder {
  let names: NameResolver

  private var problems: DiagnosticCollector { names.scope.problems }

  /// The pattern of a value; nil if something is wrong with it. `name` is the key it stands at.
  func pattern(_ node: Node, _ shape: PatternShape, name: String) -> Pattern? {
    switch node.content {
    case .invalid: return nil
    case .scalar(let scalar):
      if scalar.isNull {
        problems.error(
          "\(name) must be a value, not nothing", at: node.range,
          hint: "{ $exists: false } is a field without one")
        return nil
      }
      return value(node, shape, name: name).map { .equal($0) }
    case .sequence(let elements): return list(elements, node, shape, name: name)
    case .mapping(let entries):
      let matchers = entries.filter { $0.key.utf8.first == UInt8(ascii: "$") }
      if matchers.isEmpty { return map(entries, shape, name: name, at: node.range) }
      if matchers.count < entries.count {
        problems.error(
          "\(name) has both fields and \(matchers[0].key)", at: matchers[0].keyRange,
          hint: "matchers stand alone")
        return nil
      }
      return MatcherDecoder(patterns: self).matchers(entries, shape, name: name)
    }
  }

  /// A pattern of a map whose members must all match.
  func map(
    _ entries: [Node.Entry], _ shape: PatternShape, name: String, at range: SourceRange
  ) -> Pattern? {
    var members: [Pattern.Member] = []
    members.reserveCapacity(entries.count)
    for entry in entries {
      guard let child = child(entry, of: shape, name: name, at: range) else { continue }
      if let pattern = pattern(entry.value, child, name: entry.key) {
        members.append(Pattern.Member(entry.key, pattern))
      }
    }
    return members.count == entries.count ? .map(members) : nil
  }

  /// What is known of a member; reports an unknown one.
  private func child(
    _ entry: Node.Entry, of shape: PatternShape, name: String, at range: SourceRange
  ) -> PatternShape? {
    switch shape {
    case .field(nil), .field(.any): return .field(nil)
    case .field(.map(let value)): return .field(value)
    case .field(.object(let type)):
      return KubernetesValueDecoder(problems: problems).field(entry, of: type)
        .map { .field($0) }
    case .own(.map(let value)): return .own(value)
    case .own(.object(let object)):
      if let key = object.key(entry.key) { return .own(key.shape) }
      problems.unknownKey(entry, in: object.place, candidates: object.keys.map(\.name))
    case .own, .field:
      problems.error(
        "\(name) must be \(shape.fieldShape?.kindText ?? "a value"), not a map", at: range)
    }
    return nil
  }

  private func list(
    _ elements: [Node], _ node: Node, _ shape: PatternShape, name: String
  ) -> Pattern? {
    let element: PatternShape
    switch shape {
    case .field(nil), .field(.any): element = .field(nil)
    case .field(.list(let of, _)): element = .field(of)
    case .own(.list(let of, _)): element = .own(of)
    default:
      problems.error(
        "\(name) must be \(shape.fieldShape?.kindText ?? "a value"), not a list", at: node.range)
      return nil
    }
    let patterns = elements.compactMap { pattern($0, element, name: name) }
    return patterns.count == elements.count ? .list(patterns) : nil
  }

  /// A value that is compared, by the shape of its field.
  func value(_ node: Node, _ shape: PatternShape, name: String) -> JSONValue? {
    let value = KubernetesValueDecoder(problems: problems)
      .value(node, shape.fieldShape, name: name)
    if Self.nodeFields.contains(name), case .field = shape { checkNode(value, at: node.range) }
    return value
  }

  /// Fields that hold the name of a node.
  private static let nodeFields = ["nodeName", "sourceNode", "targetNode"]

  /// Reports a name that no node has: it would never match.
  private func checkNode(_ value: JSONValue?, at range: SourceRange) {
    let scope = names.scope
    guard case .string(let name)? = value, !name.isEmpty, !scope.nodes.contains(name),
      !scope.hasUnknownObjects
    else { return }
    problems.error(
      "there is no node \(name.quotedForMessage)", at: range,
      suggestion: Spelling.nearest(to: name, in: scope.nodes.list))
  }
}

extension PatternShape {
  /// The shape as one of a field.
  var fieldShape: FieldShape? {
    switch self {
    case .field(let shape): shape
    case .own(let shape): shape.fieldShape
    }
  }

  /// Whether the value is a text, of which there may be a part.
  var isText: Bool {
    switch fieldShape {
    case .string, .enumeration, .time: true
    default: false
    }
  }

  /// What is known of an element of a list; of other values, of themselves.
  var element: PatternShape {
    switch self {
    case .field(.list(let element, _)): .field(element)
    case .own(.list(let element, _)): .own(element)
    default: self
    }
  }
}

extension ValueShape {
  /// The same as a shape of a field.
  fileprivate var fieldShape: FieldShape? {
    switch self {
    case .text, .duration, .special: .string
    case .boolean: .boolean
    case .integer: .integer
    case .quantity: .quantity
    case .words(let words): .enumeration(words)
    case .list(let element, _): .list(of: element.fieldShape ?? .any, mergeKeys: [])
    case .map(let value): .map(of: value.fieldShape ?? .any)
    case .labels: .map(of: .string)
    case .object, .manifest: .map(of: .any)
    case .kubernetes(let type): .object(type)
    case .either: nil
    }
  }
}
