import GodwitModel

extension TransportRequest {
  /// The request as HTTP.
  ///
  /// What is in the headers goes before what a transport would add: an `Authorization` here is the
  /// one that is sent, as in client-go (transport/round_trippers.go:311).
  ///
  /// - Parameters:
  ///   - identity: As whom; the request's own user is the scenario's word for it and not looked at.
  ///   - program: The User-Agent of requests that do not name one.
  init(
    _ request: APIRequest, as identity: RequestIdentity, program: String, timeout: Span? = nil
  ) {
    var target = PercentEncoded.path(request.path)
    if !request.query.isEmpty {
      let items = request.query.map {
        PercentEncoded.queryPart($0.name) + "=" + PercentEncoded.queryPart($0.value)
      }
      target += "?" + items.joined(separator: "&")
    }
    // As client-go asks (rest/request.go:209): virt-api answers 406 to `application/json` alone
    // where a route names no type of its own, as `migrate` (pkg/virt-api/api.go:249).
    var headers = [
      TransportHeader("Accept", "application/json, */*"),
      TransportHeader("User-Agent", request.userAgent.isEmpty ? program : request.userAgent),
    ]
    var body: [UInt8]?
    if let value = request.body {
      // JSON is YAML: an apply patch is sent as JSON under its own type.
      let type = request.patchType?.rawValue ?? "application/json"
      headers.append(TransportHeader("Content-Type", type))
      var bytes: [UInt8] = []
      value.write(to: &bytes)
      body = bytes
    }
    headers += Self.headers(of: identity)
    self.init(request.method.rawValue, target, headers: headers, body: body, timeout: timeout)
  }

  /// client-go transport/round_trippers.go:247-267 and :311-323.
  private static func headers(of identity: RequestIdentity) -> [TransportHeader] {
    switch identity {
    case .own: return []
    case .token(let token): return [TransportHeader("Authorization", "Bearer " + token)]
    case .impersonated(let user):
      var headers = [TransportHeader("Impersonate-User", user.name)]
      if !user.uid.isEmpty { headers.append(TransportHeader("Impersonate-Uid", user.uid)) }
      headers += user.groups.map { TransportHeader("Impersonate-Group", $0) }
      for extra in user.extra {
        let name = "Impersonate-Extra-" + PercentEncoded.headerKey(extra.key)
        headers += extra.values.map { TransportHeader(name, $0) }
      }
      return headers
    }
  }
}
