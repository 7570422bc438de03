import AsyncHTTPClient
import NIOCore
import NIOSSL
import Synchronization

/// Looks at the certificate of a server that is not trusted, to say what is wrong with it: the TLS
/// library tells no more than that the verification has failed.
struct CertificateInspection: Sendable {
  /// Ends the connection before anything is sent over it.
  private struct Seen: Error {}

  private final class Finding: Sendable {
    let certificate = Mutex<NIOSSLCertificate?>(nil)
  }

  /// How the server is connected to; the trust in it is left aside.
  let configuration: HTTPClient.Configuration
  let url: String

  /// The server's certificate; nil where it shows none.
  func certificate() async -> NIOSSLCertificate? {
    let finding = Finding()
    var configuration = configuration
    var security = TLSConfiguration.makeClientConfiguration()
    security.certificateVerification = .none
    security.shutdownTimeout = .milliseconds(100)
    configuration.tlsConfiguration = security
    configuration.http1_1ConnectionDebugInitializer = { channel in
      channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
        finding.certificate.withLock { $0 = certificate }
        throw Seen()
      }
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    _ = try? await client.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
    try? await client.shutdown()
    return finding.certificate.withLock { $0 }
  }
}
