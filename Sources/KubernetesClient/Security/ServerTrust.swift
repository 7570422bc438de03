import NIOCore
import NIOSSL

/// By what a server is known to be the right one.
struct ServerTrust: Sendable {
  /// The only authorities to trust; nil trusts those of the system.
  var roots: [NIOSSLCertificate]?
  /// The name that the certificate has to have in place of the server's: `tls-server-name`.
  var serverName: String?
  /// `insecure-skip-tls-verify`: any certificate will do.
  var isInsecure = false
  /// Whether the address of the socket is that of a proxy, with which the library would compare a
  /// certificate; ``ServerNameCheck`` alone compares then.
  var isBehindProxy = false

  /// What a connection is set up with.
  func configuration(_ identity: ClientIdentity?) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    // As client-go (transport/transport.go:95).
    configuration.minimumTLSVersion = .tlsv12
    // How long closing waits for the server to say goodbye; the library's five seconds would be
    // those of every run.
    configuration.shutdownTimeout = .milliseconds(100)
    if let roots { configuration.trustRoots = .certificates(roots) }
    if isBehindProxy { configuration.certificateVerification = .noHostnameVerification }
    if isInsecure { configuration.certificateVerification = .none }
    if let identity {
      configuration.certificateChain = identity.chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(identity.key)
    }
    return configuration
  }
}

extension KubeconfigCluster {
  /// How the cluster's server is known.
  func trust(_ sources: ConnectionSources) throws(ConnectionError) -> ServerTrust {
    let hasFile = !certificateAuthority.isEmpty
    let field = place.field("certificate-authority")
    if hasFile, certificateAuthorityData != nil {
      throw place.error("\(field) and \(field)-data are both there; remove one of them")
    }
    if insecureSkipTLSVerify, hasFile || certificateAuthorityData != nil {
      // client-go transport/transport.go:84
      throw place.error(
        "\(place.field("insecure-skip-tls-verify")) is true beside a certificate authority; "
          + "remove one of them")
    }
    if ServerAddress.isNumeric(tlsServerName) {
      throw place.error("\(place.field("tls-server-name")) is an address; write a DNS name")
    }
    var trust = ServerTrust()
    // Names do not tell upper from lower case, but tables of names do.
    trust.serverName = tlsServerName.isEmpty ? nil : tlsServerName.lowercased()
    trust.isInsecure = insecureSkipTLSVerify
    if let data = certificateAuthorityData {
      trust.roots = try PEM.certificates(data, source: field + "-data", place: place)
    } else if hasFile {
      let bytes = try sources.bytes(
        of: certificateAuthority, named: "certificate-authority", in: place)
      trust.roots = try PEM.certificates(
        bytes, source: "\(field) (\(certificateAuthority))", place: place)
    }
    return trust
  }
}
