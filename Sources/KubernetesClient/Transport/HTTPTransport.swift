import AsyncHTTPClient
import GodwitModel
import NIOCore
import NIOHTTP1
import NIOSSL

/// Requests over HTTP/1.1 and TLS: a connection for each request that is under way, kept for the
/// next one.
package struct HTTPTransport: Transport {
  /// What an answer may have that is read whole. A list of 10,000 virtual machines has some
  /// 60 MB; a server that sends more without an end is not to take the memory of the machine.
  static let mostBytesOfAnswer = 128 << 20

  /// How long the head of an answer may take if the request does not say.
  static let usualTimeout = Span.seconds(60)

  /// Whom to connect to, and how.
  struct Settings: Sendable {
    var address: ServerAddress
    /// Nil over plain HTTP.
    var trust: ServerTrust?
    var proxy: HTTPClient.Configuration.Proxy?
    var credentials: any CredentialSource
    var impersonation: Impersonation
    var wording: FailureWording
    /// The time of day, by which certificates expire.
    var now: @Sendable () -> Instant
  }

  private let settings: Settings
  private let client: HTTPClient
  private let certificate = ShownCertificate()

  init(_ settings: Settings) {
    self.settings = settings
    client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: Self.configuration(settings))
  }

  private static func configuration(_ settings: Settings) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      // Silence within an answer is for whoever watches to judge.
      timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10)), proxy: settings.proxy)
    configuration.tlsConfiguration = settings.trust?.configuration(nil)
    // HTTP/2 would let one slow watch hold up the others of its connection.
    configuration.httpVersion = .http1Only
    // Each watch has a connection of its own, in each scenario that runs.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
    // Whoever sends decides whether to try again; the error is to come at once.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let name = settings.trust?.serverName {
      configuration.dnsOverride = [name: settings.address.host]
    }
    if let trust = settings.trust, !trust.isInsecure {
      let check = ServerNameCheck(name: trust.serverName ?? settings.address.host)
      // Called when TLS stands and nothing has been sent.
      configuration.http1_1ConnectionDebugInitializer = { check.verify($0) }
    }
    return configuration
  }

  package func shutdown() async { try? await client.shutdown() }

  package func send(
    _ request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    let limit = request.timeout ?? Self.usualTimeout
    return try await authenticated(request) { prepared in
      try await Deadline.within(limit) {
        let response = try await client.execute(prepared, timeout: limit.timeAmount)
        let body = try await response.body.collect(upTo: Self.mostBytesOfAnswer)
        return TransportResponse(
          status: Int(response.status.code), headers: response.headers.transported,
          body: Array(buffer: body))
      }
    } status: {
      $0.status
    }
  }

  package func open(_ request: TransportRequest) async throws(TransportError) -> TransportStream {
    let limit = request.timeout ?? Self.usualTimeout
    let response = try await authenticated(request) { prepared in
      try await client.execute(prepared, timeout: limit.timeAmount)
    } status: {
      Int($0.status.code)
    }
    let pieces = BodyPieces(response.body)
    let (certificate, changes) = (certificate, certificate.changes)
    let wording = settings.wording
    let body = AsyncThrowingStream<[UInt8], any Error> {
      if certificate.changes != changes {
        throw TransportError.interrupted("the client certificate was renewed")
      }
      do {
        return try await pieces.next()
      } catch {
        throw wording.failure(error, of: request)
      }
    }
    return TransportStream(
      status: Int(response.status.code), headers: response.headers.transported, body: body)
  }

  /// Sends a request with the credentials of the user, and once more with others where they are
  /// refused and there are others.
  private func authenticated<Answer: Sendable>(
    _ request: TransportRequest,
    _ exchange: @Sendable (HTTPClientRequest) async throws -> Answer,
    status: (Answer) -> Int
  ) async throws(TransportError) -> Answer {
    do {
      // Who brings a token of his own is not to be taken for the user of the kubeconfig, whose
      // certificate the server would look at first.
      if request.hasAuthorization { return try await exchange(prepared(request, .none)) }
      let credential = try await settings.credentials.current()
      certificate.note(credential)
      let answer = try await exchange(prepared(request, credential))
      guard status(answer) == 401,
        let other = try await settings.credentials.replacement(for: credential)
      else { return answer }
      certificate.note(other)
      return try await exchange(prepared(request, other))
    } catch {
      if FailureWording.isAboutTrust(error) { throw await distrust(error) }
      throw settings.wording.failure(error, of: request)
    }
  }

  /// What is wrong with the server's certificate.
  private func distrust(_ error: any Error) async -> TransportError {
    let inspection = CertificateInspection(
      configuration: Self.configuration(settings), url: url)
    let certificate = await inspection.certificate()
    if error is NIOSSLExtraError { return settings.wording.wrongName(certificate?.names ?? []) }
    return settings.wording.distrust(
      of: certificate, roots: settings.trust?.roots, at: settings.now())
  }

  /// The server's URL, with the name that its certificate has to have.
  private var url: String {
    var address = settings.address
    if let name = settings.trust?.serverName { address.host = name }
    return address.text
  }

  private func prepared(
    _ request: TransportRequest, _ credential: Credential
  ) -> HTTPClientRequest {
    var prepared = HTTPClientRequest(url: url + request.target)
    prepared.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { prepared.headers.add(name: header.name, value: header.value) }
    prepared.headers.replaceOrAdd(name: "Host", value: settings.address.authority)
    if !prepared.headers.contains(name: "User-Agent") {
      prepared.headers.add(name: "User-Agent", value: "godwit")
    }
    if let authorization = credential.authorization {
      prepared.headers.add(name: "Authorization", value: authorization.revealed)
    }
    if !request.hasAuthorization { settings.impersonation.add(to: &prepared.headers) }
    if let body = request.body { prepared.body = .bytes(ByteBuffer(bytes: body)) }
    if let identity = credential.identity {
      prepared.tlsConfiguration = settings.trust?.configuration(identity)
    }
    return prepared
  }
}

extension HTTPTransport: CustomReflectable, CustomStringConvertible {
  package var description: String { "HTTPTransport(\(settings.address.text))" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension TransportRequest {
  fileprivate var hasAuthorization: Bool {
    headers.contains { $0.name.lowercased() == "authorization" }
  }
}

extension HTTPHeaders {
  fileprivate var transported: [TransportHeader] { map { TransportHeader($0.name, $0.value) } }
}

extension Impersonation {
  /// Adds the headers, unless the request says as whom it is sent
  /// (client-go transport/round_trippers.go:247).
  func add(to headers: inout HTTPHeaders) {
    if user.isEmpty || headers.contains(name: "Impersonate-User") { return }
    headers.add(name: "Impersonate-User", value: user)
    if !uid.isEmpty { headers.add(name: "Impersonate-Uid", value: uid) }
    for group in groups { headers.add(name: "Impersonate-Group", value: group) }
    for item in extra {
      for value in item.values {
        headers.add(name: "Impersonate-Extra-" + PercentEncoded.headerKey(item.key), value: value)
      }
    }
  }
}
