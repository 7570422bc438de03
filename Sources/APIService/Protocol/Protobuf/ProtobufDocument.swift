import GodwitModel
import Simulator

/// An object that a client sends as protocol buffers.
///
/// k8s.io/apimachinery/pkg/runtime/serializer/protobuf/protobuf.go: four bytes, then a message that
/// holds the type and the object.
enum ProtobufDocument {
  private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

  /// The object as JSON; nil when the bytes are of another form or the kind is unknown.
  static func value(_ bytes: [UInt8]) -> JSONValue? {
    guard bytes.starts(with: magic) else { return nil }
    var envelope = ProtobufReader(bytes[magic.count...])
    var apiVersion = ""
    var kind = ""
    var raw: ArraySlice<UInt8> = []
    while let field = envelope.next() {
      guard case .bytes(let content) = field.value else { continue }
      switch field.number {
      case 1:
        var type = ProtobufReader(content)
        while let part = type.next() {
          guard case .bytes(let text) = part.value else { continue }
          if part.number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
          if part.number == 2 { kind = String(decoding: text, as: UTF8.self) }
        }
      case 2: raw = content
      default: break
      }
    }
    guard envelope.isWhole, ProtobufSchema.shared.has(kind),
      var object = message(raw, kind, depth: 0)
    else { return nil }
    object["apiVersion"] = .string(apiVersion)
    object["kind"] = .string(kind)
    return .object(object)
  }

  /// The fields of a message that are known, and not what Go leaves out.
  private static func message(
    _ bytes: ArraySlice<UInt8>, _ name: String, depth: Int
  ) -> JSONObject? {
    guard depth < 16 else { return nil }
    var reader = ProtobufReader(bytes)
    var object = JSONObject()
    while let (number, value) = reader.next() {
      guard let field = ProtobufSchema.shared.field(number, of: name) else { continue }
      switch field.shape {
      case .list(let element):
        // What is empty counts in a list: the core group's name is.
        let kept = element == .string(keepsEmpty: false) ? .string(keepsEmpty: true) : element
        guard let item = read(value, kept, depth: depth) else { continue }
        object[field.name] = .array((object[field.name]?.array ?? []) + [item])
      case .map(let element):
        guard let entry = entry(value, element, depth: depth) else { continue }
        var map = object[field.name]?.object ?? JSONObject()
        map[entry.key] = entry.value
        object[field.name] = .object(map)
      default:
        if let read = read(value, field.shape, depth: depth) { object[field.name] = read }
      }
    }
    return reader.isWhole ? object : nil
  }

  private static func entry(
    _ value: ProtobufReader.Value, _ element: ProtobufSchema.Shape, depth: Int
  ) -> JSONObject.Member? {
    guard case .bytes(let bytes) = value else { return nil }
    var reader = ProtobufReader(bytes)
    var key = ""
    var content: JSONValue = ""
    while let (number, value) = reader.next() {
      guard case .bytes(let bytes) = value else { continue }
      if number == 1 { key = String(decoding: bytes, as: UTF8.self) }
      if number == 2 { content = read(value, element, depth: depth) ?? "" }
    }
    return JSONObject.Member(key, content)
  }

  private static func read(
    _ value: ProtobufReader.Value, _ shape: ProtobufSchema.Shape, depth: Int
  ) -> JSONValue? {
    switch (shape, value) {
    case (.string(let keepsEmpty), .bytes(let bytes)):
      bytes.isEmpty && !keepsEmpty ? nil : .string(String(decoding: bytes, as: UTF8.self))
    case (.bytes, .bytes(let bytes)): .string(StandardBase64.encoded(Array(bytes)))
    case (.boolean(let keepsFalse), .number(let number)):
      number == 0 && !keepsFalse ? nil : .bool(number != 0)
    case (.integer(let keepsZero), .number(let number)):
      number == 0 && !keepsZero ? nil : .int(Int(Int64(bitPattern: number)))
    case (.time, .bytes(let bytes)): time(bytes).map { .string($0.description) }
    case (.microTime, .bytes(let bytes)): time(bytes).map { .string($0.microsecondText) }
    case (.quantity, .bytes(let bytes)): parts(bytes).texts[1].map { .string($0) }
    case (.intOrString, .bytes(let bytes)):
      parts(bytes).numbers[1, default: 0] == 0
        ? .int(Int(Int64(bitPattern: parts(bytes).numbers[2, default: 0])))
        : .string(parts(bytes).texts[3] ?? "")
    case (.message(let name), .bytes(let bytes)):
      message(bytes, name, depth: depth + 1).map { .object($0) }
    default: nil
    }
  }

  /// The numbers and texts of a small message by their fields.
  private static func parts(
    _ bytes: ArraySlice<UInt8>
  ) -> (numbers: [Int: UInt64], texts: [Int: String]) {
    var reader = ProtobufReader(bytes)
    var numbers: [Int: UInt64] = [:]
    var texts: [Int: String] = [:]
    while let (number, value) = reader.next() {
      switch value {
      case .number(let found): numbers[number] = found
      case .bytes(let found): texts[number] = String(decoding: found, as: UTF8.self)
      }
    }
    return (numbers, texts)
  }

  /// Seconds and nanoseconds since 1970; nil for no time.
  private static func time(_ bytes: ArraySlice<UInt8>) -> Instant? {
    let numbers = parts(bytes).numbers
    guard let seconds = numbers[1].map({ Int64(bitPattern: $0) }),
      abs(seconds) < Int64.max / 1_000_000_000
    else { return nil }
    let nanoseconds = Int64(bitPattern: numbers[2, default: 0])
    return Instant(nanosecondsSinceEpoch: seconds * 1_000_000_000) + Span(nanoseconds: nanoseconds)
  }
}
