import GodwitModel

/// An HTTP request to the served API, as it came in, with the user that authentication found.
package struct WireRequest: Sendable {
  package var method: String
  /// Still percent-encoded, without the query.
  package var path: String
  /// Still percent-encoded, without the question mark.
  package var query: String
  package var headers: [WireHeader]
  package var body: [UInt8]
  /// Who asks, before impersonation; `system:anonymous` without credentials.
  package var user: UserInfo

  package init(
    _ method: String, _ path: String, query: String = "", headers: [WireHeader] = [],
    body: [UInt8] = [], user: UserInfo = .clusterAdmin
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.user = user
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// One header of a request or an answer.
package struct WireHeader: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A whole answer.
package struct WireResponse: Hashable, Sendable {
  package var status: Int
  package var headers: [WireHeader]
  package var body: [UInt8]

  package init(status: Int, headers: [WireHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// What comes of a request: an answer, or a watch that goes on.
package enum WireAnswer: Sendable {
  case response(WireResponse)
  /// Send status and headers, then the frames of the watch as they come; see ``ServedCluster``.
  case watch(WireResponse, WatchStream)
}
