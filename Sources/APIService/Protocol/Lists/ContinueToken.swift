import GodwitModel
import Simulator

/// Where a list goes on: the version that it shows, and the key after which it continues.
///
/// k8s.io/apiserver/pkg/storage/continue.go: JSON in base 64 for URLs, without padding.
struct ContinueToken: Hashable, Sendable {
  var version: Int
  /// The key of the last object, `NAMESPACE/NAME` or, in a list of one namespace, `/NAME`, and a
  /// zero byte.
  var start: String

  init(version: Int, after object: ObjectMeta, inNamespace: Bool) {
    self.version = version
    if inNamespace {
      start = "/" + object.name + "\0"
    } else {
      start = (object.namespace.isEmpty ? "" : object.namespace + "/") + object.name + "\0"
    }
  }

  init(parsing text: String) throws(APIFailure) {
    guard let bytes = Base64.decoded(text) else {
      throw .badRequest(
        "continue key is not valid: illegal base64 data at input byte "
          + String(Base64.validPrefix(text)))
    }
    guard let json = try? JSONValue(parsing: bytes) else {
      throw .badRequest("continue key is not valid: invalid character")
    }
    guard json["v"]?.string == "meta.k8s.io/v1" else {
      throw .badRequest("continue key is not valid: server does not recognize this encoded version")
    }
    guard let version = json["rv"]?.int, version != 0 else {
      throw .badRequest("continue key is not valid: incorrect encoded start resourceVersion")
    }
    guard let start = json["start"]?.string, !start.isEmpty else {
      throw .badRequest("continue key is not valid: encoded start key missing")
    }
    self.version = version
    self.start = start
  }

  var text: String {
    let json: JSONValue = [
      "v": "meta.k8s.io/v1", "rv": .int(version), "start": .string(start),
    ]
    return Base64.encoded(Array(json.text.utf8))
  }

  /// Whether the list goes on with this object.
  func precedes(_ object: ObjectMeta) -> Bool {
    let key = object.namespace.isEmpty ? object.name : object.namespace + "/" + object.name
    let last = String(start.prefix { $0 != "\0" })
    if last.hasPrefix("/") { return object.name > last.dropFirst() }
    let parts = last.split(separator: "/")
    guard parts.count == 2 else { return key > last }
    return (object.namespace, object.name) > (String(parts[0]), String(parts[1]))
  }
}

/// Base 64 for URLs without padding (RFC 4648, section 5).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encoded(_ bytes: [UInt8]) -> String {
    StandardBase64.encoded(bytes).replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// Nil when the text is not base 64.
  static func decoded(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return count == 6 ? nil : bytes
  }

  /// How many bytes of a text are base 64.
  static func validPrefix(_ text: String) -> Int {
    text.utf8.prefix { alphabet.contains($0) }.count
  }
}
