import GodwitModel
import Simulator

/// A request with its path and query taken apart, and the user on whose behalf it is.
struct ServedRequest: Sendable {
  let wire: WireRequest
  /// Without percent-encoding.
  let path: String
  let query: [QueryItem]
  /// After impersonation.
  var user: UserInfo

  init(_ wire: WireRequest) {
    self.wire = wire
    path = PercentEncoding.decoded(wire.path)
    query = Self.items(wire.query)
    user = wire.user
  }

  /// The first value of a parameter of the query.
  func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Whether a parameter of the query says yes: anything but `false` and `0` does.
  ///
  /// k8s.io/apimachinery/pkg/runtime/converter.go, Convert_Slice_string_To_bool.
  func flag(_ name: String) -> Bool {
    guard let value = value(name)?.lowercased() else { return false }
    return value != "false" && value != "0"
  }

  /// The request for the simulator's API server, without a body.
  func apiRequest(method: RequestMethod) -> APIRequest {
    var request = APIRequest(as: user, method, wire.path, query: query)
    request.userAgent = wire.header("User-Agent") ?? ""
    return request
  }

  /// The method, of which HEAD reads like GET; nil for one that Kubernetes has no verb for.
  var method: RequestMethod? {
    wire.method == "HEAD" ? .get : RequestMethod(rawValue: wire.method)
  }

  private static func items(_ text: String) -> [QueryItem] {
    text.split(separator: "&").map { part in
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return QueryItem(
        PercentEncoding.decoded(String(halves[0]), plusIsBlank: true),
        halves.count > 1 ? PercentEncoding.decoded(String(halves[1]), plusIsBlank: true) : "")
    }
  }
}

/// The encoding of text in URLs (RFC 3986).
enum PercentEncoding {
  /// The text that is meant; in a query a plus sign is a blank.
  static func decoded(_ text: String, plusIsBlank: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
        continue
      }
      result.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
