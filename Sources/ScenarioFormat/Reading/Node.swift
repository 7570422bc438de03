/// A value of a YAML document and where it stands.
struct Node: Hashable, Sendable {
  var content: Content
  var range: SourceRange
  /// Whether some text in it may hold a `${…}`.
  var hasReferences: Bool

  /// What a node holds.
  enum Content: Hashable, Sendable {
    case scalar(Scalar)
    /// The entries in the order of the file; keys are unique.
    case mapping([Entry])
    case sequence([Node])
    /// Something of which a problem has been reported; whoever meets it says nothing more.
    case invalid
  }

  /// A text as it stands in the file, quotes and escapes resolved.
  struct Scalar: Hashable, Sendable {
    var text: String
    var style: Style

    /// A quoted scalar is always text; a plain one may be a number, a boolean or null.
    var isPlain: Bool { style == .plain }
  }

  /// How a scalar is written.
  enum Style: Hashable, Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  /// A key of a mapping and its value.
  struct Entry: Hashable, Sendable {
    var key: String
    var keyRange: SourceRange
    var value: Node
  }
}

extension Node {
  /// A scalar node.
  init(text: String, style: Style = .plain, range: SourceRange) {
    content = .scalar(Scalar(text: text, style: style))
    self.range = range
    hasReferences = false
  }

  /// The entries of a mapping; nil for anything else.
  var entries: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// The elements of a sequence; nil for anything else.
  var elements: [Node]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  /// The scalar; nil for anything else.
  var scalar: Scalar? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar
  }

  /// The text of a scalar, whatever it looks like; nil for null, maps and lists.
  var text: String? {
    guard case .scalar(let scalar) = content, !scalar.isNull else { return nil }
    return scalar.text
  }

  var isInvalid: Bool { content == .invalid }

  /// Whether it is `null`, `~` or nothing at all.
  var isNull: Bool { scalar?.isNull ?? false }

  /// The value of `key` in a mapping.
  subscript(key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    for entry in entries where entry.key == key { return entry.value }
    return nil
  }

  /// What the node is, in the words of a message.
  var kindText: String {
    switch content {
    case .mapping: "a map"
    case .sequence: "a list"
    case .invalid: "something invalid"
    case .scalar(let scalar):
      if scalar.isNull { "nothing" } else { scalar.text.quotedForMessage }
    }
  }

  /// How many nodes it consists of.
  var size: Int {
    switch content {
    case .scalar, .invalid: 1
    case .sequence(let elements): elements.reduce(1) { $0 + $1.size }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.size }
    }
  }
}
