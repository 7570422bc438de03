import GodwitModel

/// Bodies in Kubernetes' protobuf form, which kubectl's typed clients send: access reviews,
/// evictions, options of deletions, and what `kubectl create KIND` makes. Other kinds come as JSON.
///
/// Field numbers: k8s.io/api/{authorization,authentication,core,policy,rbac}/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto; the envelope: k8s.io/apimachinery/pkg/
/// runtime/generated.proto, Unknown.
enum ProtobufBody {
  static let contentType = "application/vnd.kubernetes.protobuf"

  /// What a field holds.
  indirect enum Shape: Sendable {
    case text
    case texts
    case integer
    case bool
    /// Bytes, which JSON has in base64.
    case bytes
    case message(Message)
    case messages(Message)
    /// A map of texts, or of lists of texts.
    case map(lists: Bool)
    /// A map of messages or of bytes, by the shape of its values.
    case mapOf(Shape)
    /// A quantity, which JSON has as its text.
    case quantity
  }

  typealias Message = [Int: (name: String, shape: Shape)]

  /// The object; nil when the bytes are no message of a kind that is known here.
  static func value(_ bytes: [UInt8]) -> JSONValue? {
    guard bytes.starts(with: [0x6B, 0x38, 0x73, 0x00]) else { return nil }
    var envelope = ProtobufReader(bytes.dropFirst(4))
    var type = JSONObject()
    var raw: ArraySlice<UInt8> = []
    while let (number, field) = envelope.next() {
      guard case .bytes(let content) = field else { continue }
      if number == 1 { type = object(content, typeMeta) }
      if number == 2 { raw = content }
    }
    guard let kind = type["kind"]?.string, let message = kinds[kind] else { return nil }
    var result = type
    for member in object(raw, message).members { result[member.key] = member.value }
    return .object(result)
  }

  private static func object(_ bytes: ArraySlice<UInt8>, _ message: Message) -> JSONObject {
    var reader = ProtobufReader(bytes)
    var result = JSONObject()
    while let (number, field) = reader.next() {
      guard let (name, shape) = message[number] else { continue }
      add(field, to: &result, name, shape)
    }
    return result
  }

  private static func add(
    _ field: ProtobufReader.Field, to result: inout JSONObject, _ name: String, _ shape: Shape
  ) {
    switch (shape, field) {
    case (.text, .bytes(let bytes)):
      // An empty text is one that was not set.
      if !bytes.isEmpty { result[name] = .string(String(decoding: bytes, as: UTF8.self)) }
    case (.texts, .bytes(let bytes)):
      let present = result[name]?.array ?? []
      result[name] = .array(present + [.string(String(decoding: bytes, as: UTF8.self))])
    case (.integer, .number(let number)):
      result[name] = .number(String(Int64(bitPattern: number)))
    case (.bool, .number(let number)): result[name] = .bool(number != 0)
    case (.bytes, .bytes(let bytes)): result[name] = .string(base64(bytes))
    case (.quantity, .bytes(let bytes)):
      result[name] = object(bytes, [1: ("string", .text)])["string"] ?? "0"
    case (.messages(let message), .bytes(let bytes)):
      let present = result[name]?.array ?? []
      result[name] = .array(present + [.object(object(bytes, message))])
    case (.mapOf(let shape), .bytes(let bytes)):
      var map = result[name]?.object ?? JSONObject()
      let entry = object(bytes, [1: ("key", .text), 2: ("value", shape)])
      map[entry["key"]?.string ?? ""] = entry["value"] ?? ""
      result[name] = .object(map)
    case (.message(let message), .bytes(let bytes)):
      result[name] = .object(object(bytes, message))
    case (.map(let lists), .bytes(let bytes)):
      var map = result[name]?.object ?? JSONObject()
      let entry = object(
        bytes,
        [1: ("key", .text), 2: ("value", lists ? .message([1: ("items", .texts)]) : .text)])
      let value = entry["value"] ?? (lists ? .array([]) : "")
      map[entry["key"]?.string ?? ""] = lists ? value["items"] ?? .array([]) : value
      result[name] = .object(map)
    default: break
    }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = bytes
    while !rest.isEmpty {
      let part = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for position in 0..<4 {
        text.append(
          position <= part.count
            ? alphabet[word >> (18 - 6 * position) & 0x3F] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
