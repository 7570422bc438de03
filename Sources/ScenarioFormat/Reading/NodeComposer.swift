import CYAML

/// Builds nodes from libyaml's events. It lives only while the parser and the bytes do.
struct NodeComposer {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var event = yaml_event_t()
  private var nodeCount = 0
  private var result = YAMLReader.Result()

  init(parser: UnsafeMutablePointer<yaml_parser_t>, bytes: UnsafeBufferPointer<UInt8>) {
    self.parser = parser
    self.bytes = bytes
  }

  /// Reads the whole stream; stops at the first syntax error or passed limit.
  mutating func composeStream() -> YAMLReader.Result {
    do throws(ReadingProblem) {
      while try next() != YAML_STREAM_END_EVENT {
        guard event.type == YAML_DOCUMENT_START_EVENT else { continue }
        try next()
        let root = try composeNode(depth: 1)
        if result.documents.count == ReadingLimits.documents {
          throw ReadingProblem(
            range: root.range,
            message: "the file has more than \(ReadingLimits.documents) documents")
        }
        result.documents.append(root)
      }
    } catch {
      result.problems.append(error)
    }
    yaml_event_delete(&event)
    return result
  }

  /// Goes to the next event.
  @discardableResult
  private mutating func next() throws(ReadingProblem) -> yaml_event_type_t {
    yaml_event_delete(&event)
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxProblem() }
    return event.type
  }

  /// The node that the current event begins.
  private mutating func composeNode(depth: Int) throws(ReadingProblem) -> Node {
    nodeCount += 1
    if nodeCount > ReadingLimits.nodes {
      throw ReadingProblem(
        range: eventRange, message: "the file has more than \(ReadingLimits.nodes) values")
    }
    switch event.type {
    case YAML_SCALAR_EVENT: return composeScalar()
    case YAML_SEQUENCE_START_EVENT: return try composeSequence(depth: depth)
    case YAML_MAPPING_START_EVENT: return try composeMapping(depth: depth)
    case YAML_ALIAS_EVENT:
      report("aliases are not part of the format", hint: "write the value out")
      return Node(content: .invalid, range: eventRange, hasReferences: false)
    default:
      throw ReadingProblem(range: eventRange, message: "not valid YAML: unexpected end")
    }
  }

  private mutating func composeScalar() -> Node {
    let scalar = event.data.scalar
    refuse(anchor: scalar.anchor, tag: scalar.tag)
    let text = String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    let style: Node.Style =
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    return Node(
      content: .scalar(Node.Scalar(text: text, style: style)), range: eventRange,
      hasReferences: text.utf8.contains(UInt8(ascii: "$")))
  }

  private mutating func composeSequence(depth: Int) throws(ReadingProblem) -> Node {
    let start = event.start_mark
    refuse(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag)
    try checkDepth(depth)
    var elements: [Node] = []
    var hasReferences = false
    while try next() != YAML_SEQUENCE_END_EVENT {
      let element = try composeNode(depth: depth + 1)
      hasReferences = hasReferences || element.hasReferences
      elements.append(element)
    }
    return Node(
      content: .sequence(elements), range: range(from: start, to: event.end_mark),
      hasReferences: hasReferences)
  }

  private mutating func composeMapping(depth: Int) throws(ReadingProblem) -> Node {
    let start = event.start_mark
    refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag)
    try checkDepth(depth)
    var entries: [Node.Entry] = []
    var seen = SeenKeys()
    var hasReferences = false
    while try next() != YAML_MAPPING_END_EVENT {
      let key = try composeNode(depth: depth + 1)
      try next()
      let value = try composeNode(depth: depth + 1)
      guard let text = key.scalar?.text else {
        if !key.isInvalid { report("a key must be text, not \(key.kindText)", at: key.range) }
        continue
      }
      if text == "<<", key.scalar?.isPlain == true {
        report("merge keys are not part of the format", at: key.range, hint: "write the keys out")
      } else if seen.insert(text, after: entries) {
        hasReferences = hasReferences || key.hasReferences || value.hasReferences
        entries.append(Node.Entry(key: text, keyRange: key.range, value: value))
      } else {
        let first = entries.first { $0.key == text }?.keyRange.startLine ?? 0
        report(
          "duplicate key \(text.quotedForMessage)", at: key.range,
          hint: "it stands in line \(first) already")
      }
    }
    return Node(
      content: .mapping(entries), range: range(from: start, to: event.end_mark),
      hasReferences: hasReferences)
  }

  private func checkDepth(_ depth: Int) throws(ReadingProblem) {
    if depth > ReadingLimits.depth {
      throw ReadingProblem(
        range: eventRange, message: "nested more than \(ReadingLimits.depth) levels deep")
    }
  }

  private mutating func refuse(anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?) {
    if anchor != nil { report("anchors are not part of the format", hint: "remove the anchor") }
    if tag != nil {
      report("tags are not part of the format", hint: "quote a scalar that is to be text")
    }
  }

  private mutating func report(
    _ message: String, at range: SourceRange? = nil, hint: String? = nil
  ) {
    guard result.problems.count < ReadingLimits.diagnostics else { return }
    result.problems.append(
      ReadingProblem(range: range ?? eventRange, message: message, hint: hint))
  }

  private var eventRange: SourceRange { range(from: event.start_mark, to: event.end_mark) }

  private func range(from start: yaml_mark_t, to end: yaml_mark_t) -> SourceRange {
    SourceRange(
      startLine: Int32(clamping: start.line + 1), startColumn: Int32(clamping: start.column + 1),
      endLine: Int32(clamping: end.line + 1), endColumn: Int32(clamping: end.column + 1))
  }

  private func syntaxProblem() -> ReadingProblem {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown problem"
    if parser.pointee.error == YAML_READER_ERROR {
      let position = SourceText.position(of: parser.pointee.problem_offset, in: Array(bytes))
      let code = String(UInt32(bitPattern: parser.pointee.problem_value), radix: 16).uppercased()
      let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return ReadingProblem(
        range: SourceRange(line: position.line, column: position.column),
        message: "not valid YAML: U+\(digits): \(problem)")
    }
    let mark = parser.pointee.problem_mark
    let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
    return ReadingProblem(
      range: SourceRange(
        line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1),
      message: "not valid YAML: \(problem)\(context)")
  }
}

/// The keys of a mapping: compared one by one while they are few, hashed when they are many.
private struct SeenKeys {
  private var hashed: Set<String> = []

  /// Adds a key; false if it is there already.
  mutating func insert(_ key: String, after entries: [Node.Entry]) -> Bool {
    if entries.count < 16 { return !entries.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(entries.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
