import GodwitModel
import NIOSSL

extension FailureWording {
  private var server: String { "the server \(address.text)" }
  private func field(_ name: String) -> String { "\(cluster.field(name)) in \(cluster.origin)" }

  /// The certificate is for other names than the one that is wanted.
  func wrongName(_ names: [String]) -> TransportError {
    let offer = names.isEmpty ? "" : " but for \(names.joined(separator: ", "))"
    return .security(
      "the certificate of \(server) is not for \(tlsServerName ?? address.host)\(offer); mend "
        + "\(field("tls-server-name")), which is a name that the certificate has, or "
        + field("server"))
  }

  private var notTrusted: String {
    "the certificate of \(server) is of an authority that is not trusted; mend "
      + field("certificate-authority-data")
  }

  /// Whether the server's certificate has not passed the verification, for a reason that only
  /// the certificate tells.
  static func isAboutTrust(_ error: any Error) -> Bool {
    error is NIOSSLExtraError
      || error is NIOSSLError && "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
  }

  /// What is wrong with a certificate that has not passed the verification.
  ///
  /// - Parameter roots: The authorities of the kubeconfig.
  func distrust(
    of certificate: NIOSSLCertificate?, roots: [NIOSSLCertificate]?, at now: Instant
  ) -> TransportError {
    if let certificate {
      if certificate.end < now {
        return .security(
          "the certificate of \(server) expired at \(certificate.end); renew it on the server, or "
            + "mend this machine's clock")
      }
      if now < certificate.beginning {
        return .security(
          "the certificate of \(server) is not valid before \(certificate.beginning); mend this "
            + "machine's clock")
      }
    }
    if let end = roots?.map(\.end).max(), end < now {
      return .security(
        "the authority in \(field("certificate-authority-data")) expired at \(end); take the "
          + "cluster's new one")
    }
    return .security(notTrusted)
  }

  /// What is wrong with a certificate, the server's or the client's.
  func securityFailure(_ error: any Error) -> TransportError {
    // The library has its errors as text only.
    let text = "\(error)"
    if text.contains("CERTIFICATE_VERIFY_FAILED") { return .security(notTrusted) }
    if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST")
      || text.contains("EOF during handshake")
    {
      return .unreachable(
        "\(server) does not speak TLS; mend \(field("server")), which may have to begin with "
          + "http:// or name another port")
    }
    if text.contains("ALERT") {
      let entry = user.map { "\($0.field("client-certificate-data")) in \($0.origin)" }
      return .security(
        "\(server) does not accept the client certificate of user \"\(userName)\"; mend "
          + (entry ?? "the context's user"))
    }
    if text.contains("uncleanShutdown") {
      return .interrupted("the connection to \(server) broke")
    }
    return .security(
      "TLS with \(server) fails; see which versions and ciphers it offers")
  }
}

extension NIOSSLCertificate {
  fileprivate var beginning: Instant {
    Instant(nanosecondsSinceEpoch: Int64(notValidBefore) * 1_000_000_000)
  }

  fileprivate var end: Instant {
    Instant(nanosecondsSinceEpoch: Int64(notValidAfter) * 1_000_000_000)
  }
}
