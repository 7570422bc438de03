import CYAML
import GodwitModel

/// A YAML text as sigs.k8s.io/yaml turns it into JSON: YAML 1.1, the first document alone.
package struct YAMLDocument {
  /// Why a text cannot be read, in the words of go-yaml.
  package struct Failure: Error, Hashable, Sendable {
    package let message: String
  }

  package let value: JSONValue
  /// Paths of keys that a mapping has twice.
  package let duplicates: [String]

  package init(parsing bytes: [UInt8]) throws(Failure) {
    var reader = YAMLEventReader(bytes)
    let value: JSONValue
    do {
      value = try reader.document()
    } catch {
      reader.close()
      throw error
    }
    reader.close()
    self.value = value
    duplicates = reader.duplicates
  }
}

/// Builds values from libyaml's events.
private struct YAMLEventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var path: [String] = []
  /// Values by the names of their anchors.
  private var anchors: [String: JSONValue] = [:]
  private var nodes = 0
  private(set) var duplicates: [String] = []

  /// As many values as the largest request can hold; aliases might multiply them.
  private static let maximumNodes = 2_000_000
  private static let maximumDepth = 512

  init(_ bytes: [UInt8]) {
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: max(bytes.count, 1))
    _ = input.update(fromContentsOf: bytes)
    yaml_parser_initialize(parser)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  func close() {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  mutating func document() throws(YAMLDocument.Failure) -> JSONValue {
    while true {
      let event = try next()
      switch event.kind {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: continue
      case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT: return .null
      default: return try value(event, depth: 0)
      }
    }
  }

  /// What is needed of an event, without its memory.
  private struct Event {
    var kind: yaml_event_type_t
    var text = ""
    var anchor = ""
    var tag = ""
    var isPlain = false
  }

  private func next() throws(YAMLDocument.Failure) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) != 0 else { throw failure }
    defer { yaml_event_delete(&event) }
    var result = Event(kind: event.type)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      result.text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      result.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      result.anchor = Self.string(scalar.anchor)
      result.tag = Self.string(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      result.anchor = Self.string(event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT:
      result.anchor = Self.string(event.data.mapping_start.anchor)
    case YAML_ALIAS_EVENT: result.anchor = Self.string(event.data.alias.anchor)
    default: break
    }
    return result
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String {
    guard let text else { return "" }
    return String(cString: UnsafePointer(text))
  }

  private var failure: YAMLDocument.Failure {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown problem"
    var line = parser.pointee.problem_mark.line
    if parser.pointee.error == YAML_SCANNER_ERROR { line += 1 }
    let place = line > 0 ? "line \(line): " : ""
    return YAMLDocument.Failure(message: "yaml: \(place)\(problem)")
  }

  private mutating func value(
    _ event: Event, depth: Int
  ) throws(YAMLDocument.Failure) -> JSONValue {
    nodes += 1
    if nodes > Self.maximumNodes || depth > Self.maximumDepth {
      throw YAMLDocument.Failure(message: "yaml: document contains excessive aliasing")
    }
    let value: JSONValue
    switch event.kind {
    case YAML_ALIAS_EVENT:
      guard let known = anchors[event.anchor] else {
        throw YAMLDocument.Failure(message: "yaml: unknown anchor '\(event.anchor)' referenced")
      }
      // An alias counts for all that it stands for.
      nodes += known.nodeCount
      return known
    case YAML_SCALAR_EVENT: value = Self.scalar(event)
    case YAML_SEQUENCE_START_EVENT: value = try sequence(depth: depth)
    default: value = try mapping(depth: depth)
    }
    if !event.anchor.isEmpty { anchors[event.anchor] = value }
    return value
  }

  private static func scalar(_ event: Event) -> JSONValue {
    if event.tag == "tag:yaml.org,2002:str" || event.tag == "!" { return .string(event.text) }
    guard event.isPlain else { return .string(event.text) }
    return YAMLScalar.value(ofPlain: event.text)
  }

  private mutating func sequence(depth: Int) throws(YAMLDocument.Failure) -> JSONValue {
    var elements: [JSONValue] = []
    while true {
      let event = try next()
      if event.kind == YAML_SEQUENCE_END_EVENT { return .array(elements) }
      path.append("[\(elements.count)]")
      elements.append(try value(event, depth: depth + 1))
      path.removeLast()
    }
  }

  private mutating func mapping(depth: Int) throws(YAMLDocument.Failure) -> JSONValue {
    var object = JSONObject()
    while true {
      let event = try next()
      if event.kind == YAML_MAPPING_END_EVENT { return .object(object) }
      let isMerge = event.isPlain && event.text == "<<"
      let key = try value(event, depth: depth + 1).scalarText ?? event.text
      path.append(key)
      let value = try value(try next(), depth: depth + 1)
      if isMerge {
        merge(value, into: &object)
      } else {
        if object[key] != nil { duplicates.append(FieldPathText.text(path)) }
        object[key] = value
      }
      path.removeLast()
    }
  }

  private func merge(_ value: JSONValue, into object: inout JSONObject) {
    for source in value.array ?? [value] {
      for member in source.object?.members ?? [] where object[member.key] == nil {
        object[member.key] = member.value
      }
    }
  }
}

extension JSONValue {
  /// How many values there are in this one, itself included.
  fileprivate var nodeCount: Int {
    switch self {
    case .array(let elements): elements.reduce(1) { $0 + $1.nodeCount }
    case .object(let object): object.members.reduce(1) { $0 + $1.value.nodeCount }
    case .null, .bool, .number, .string: 1
    }
  }
}
