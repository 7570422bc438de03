import GodwitModel
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

/// The HTTP server in front of a cluster.
package struct HTTPService: Sendable {
  /// Where it listens.
  package struct Address: Hashable, Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  /// The certificates of a server with TLS.
  package struct Security: Sendable {
    package let identity: CertificateAuthority.Identity
    package let authority: String

    package init(identity: CertificateAuthority.Identity, authority: String) {
      self.identity = identity
      self.authority = authority
    }
  }

  private let host: ClusterHost
  private let address: Address
  private let security: Security?
  private let log: RequestLog
  private let patience: Patience

  /// - Parameters:
  ///   - security: Nil serves without TLS, and everyone who connects is the administrator.
  ///   - patience: How long a client may take to read what is sent to it, or to send what it has
  ///     begun, before it is cut off.
  package init(
    _ host: ClusterHost, at address: Address, security: Security?, log: RequestLog = RequestLog(),
    patience: Patience = Patience(.seconds(30))
  ) {
    self.host = host
    self.address = address
    self.security = security
    self.log = log
    self.patience = patience
  }

  /// How long a connection may be without a request: kube-apiserver's `IdleTimeout`
  /// (k8s.io/apiserver/pkg/server/secure_serving.go).
  private static let longestSilence = TimeAmount.seconds(90)

  /// Serves until the task is cancelled.
  ///
  /// - Parameter onReady: Told the port once connections are taken.
  package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
    let control = ControlEndpoint(host: host)
    let responder = ServiceResponder(
      host: host, authentication: Authentication(host: host, isOpen: security == nil), log: log,
      control: control, patience: patience)
    var logger = Logger(label: "godwit")
    logger.logLevel = .critical
    let base = HTTPServerBuilder { responder in
      DroppableConnections(
        base: HTTP1Channel(
          responder: responder, configuration: .init(idleTimeout: Self.longestSilence)))
    }
    let server =
      if let security {
        try HTTPServerBuilder.tls(base, tlsConfiguration: Self.configuration(security))
      } else {
        base
      }
    let application = Application(
      responder: responder, server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port), serverName: nil,
        availableConnectionsDelegate: .maximum(OpenFiles.connections, logger: logger)),
      onServerRunning: { channel in
        try? await channel.pipeline.addHandler(AcceptErrors(), position: .first).get()
        let port = channel.localAddress?.port ?? 0
        await host.setAddress("\(address.host):\(port)")
        await onReady(port)
      },
      logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await host.run() }
      group.addTask { try await application.run() }
      try await group.next()
      group.cancelAll()
    }
  }

  private static func configuration(_ security: Security) throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(security.identity.certificate.utf8))
    let key = try NIOSSLPrivateKey(bytes: Array(security.identity.key.utf8), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    // A certificate is checked if there is one; tokens and nobody come without.
    configuration.certificateVerification = .optionalVerification
    configuration.trustRoots = .certificates(
      try NIOSSLCertificate.fromPEMBytes(Array(security.authority.utf8)))
    return configuration
  }
}
