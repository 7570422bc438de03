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
    path = PercentEncoding.decoded(wire.path.utf8)
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
        PercentEncoding.decoded(halves[0].utf8, plusIsBlank: true),
        halves.count > 1 ? PercentEncoding.decoded(halves[1].utf8, plusIsBlank: true) : "")
    }
  }
}
