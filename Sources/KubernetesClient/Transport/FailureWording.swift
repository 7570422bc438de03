import AsyncHTTPClient
import GodwitModel
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Says in a sentence why a request has no answer, and which field of the kubeconfig to mend.
struct FailureWording: Sendable {
  var address: ServerAddress
  var cluster: KubeconfigPlace
  var user: KubeconfigPlace?
  var userName: String
  var tlsServerName: String?
  var proxy: ProxyChoice?

  private var server: String { "the server \(address.text)" }
  private func field(_ name: String) -> String { "\(cluster.field(name)) in \(cluster.origin)" }

  /// The failure for an error of the libraries; what they say in it is left out, since it may
  /// quote headers.
  func failure(_ error: any Error, of request: TransportRequest) -> TransportError {
    switch error {
    case let error as TransportError: error
    case is CancellationError: .cancelled
    case is Deadline.Passed: timedOut(request)
    case let error as HTTPClientError: failure(error, request)
    case let error as NIOConnectionError: failure(error)
    case let error as IOError: failure(error, request)
    case is ChannelError: channelFailure(error, request)
    case let error as ServerNameCheck.Mismatch: wrongName(error.names)
    case is NIOSSLExtraError: wrongName([])
    case is NIOSSLError, is BoringSSLError: securityFailure(error)
    case HTTPParserError.invalidEOFState: interrupted(request)
    case is HTTPParserError:
      .interrupted("\(server) does not speak HTTP/1.1; mend \(field("server"))")
    case is NIOTooManyBytesError:
      .interrupted(
        "the answer to \(Self.name(request)) has more than "
          + "\(HTTPTransport.mostBytesOfAnswer >> 20) MiB; ask for less at a time")
    default: interrupted(request)
    }
  }

  private static func name(_ request: TransportRequest) -> String {
    "\(request.method) \(request.target.prefix { $0 != "?" })"
  }

  private func timedOut(_ request: TransportRequest) -> TransportError {
    let limit = request.timeout ?? HTTPTransport.usualTimeout
    return .timedOut("\(server) did not answer \(Self.name(request)) within \(limit)")
  }

  private func interrupted(_ request: TransportRequest) -> TransportError {
    .interrupted("the connection to \(server) broke during \(Self.name(request))")
  }

  private func failure(_ error: HTTPClientError, _ request: TransportRequest) -> TransportError {
    switch error {
    case .cancelled, .alreadyShutdown: return .cancelled
    case .deadlineExceeded, .readTimeout, .writeTimeout: return timedOut(request)
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      return unreachable("does not answer")
    case .proxyAuthenticationRequired:
      return proxyFailure("wants a name and a password; put them into the URL")
    case .invalidProxyResponse: return proxyFailure("refuses to connect to \(address.authority)")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      return proxyFailure("does not answer")
    case .invalidURL, .emptyHost:
      return .interrupted("\(Self.name(request)) is no path of a URL")
    default: return interrupted(request)
    }
  }

  /// No connection comes about, to the proxy where there is one.
  private func unreachable(_ reason: String) -> TransportError {
    if proxy != nil { return proxyFailure(reason) }
    return .unreachable(
      "\(server) \(reason); see that it runs, or mend \(field("server")), or choose another "
        + "--context")
  }

  private func proxyFailure(_ reason: String) -> TransportError {
    guard let proxy else { return .unreachable("\(server): the proxy \(reason)") }
    return .unreachable(
      "the proxy \(proxy.address.text) \(reason); mend \(proxy.setting)")
  }

  private func failure(_ error: NIOConnectionError) -> TransportError {
    if error.connectionErrors.isEmpty { return unreachable("has a name that is not known") }
    let codes = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
    return unreachable(codes.first.map(Self.reason) ?? "does not answer")
  }

  private func failure(_ error: IOError, _ request: TransportRequest) -> TransportError {
    let unreached = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL, EACCES]
    if unreached.contains(error.errnoCode) { return unreachable(Self.reason(error.errnoCode)) }
    return interrupted(request)
  }

  private func channelFailure(_ error: any Error, _ request: TransportRequest) -> TransportError {
    if case ChannelError.connectTimeout = error { return unreachable("does not answer") }
    return interrupted(request)
  }

  private static func reason(_ code: CInt) -> String {
    switch code {
    case ECONNREFUSED: "refuses the connection"
    case EHOSTUNREACH, ENETUNREACH: "cannot be reached from here"
    default: "does not answer"
    }
  }
}
