import NIOCore
import NIOSSL

/// Whether a certificate is for the name under which a server is connected to.
///
/// NIOSSL takes a certificate as well if it is for the address of the socket, which may be that of
/// a proxy; kubectl wants the name of the URL or of `tls-server-name`, and an address only where
/// the URL has one (Go's crypto/x509/verify.go, VerifyHostname). So does this.
struct ServerNameCheck: Sendable {
  /// The certificate that the server has shown is for other names.
  struct Mismatch: Error {
    /// What it is for.
    var names: [String]
  }

  /// A DNS name or an IP address.
  let name: String

  /// Fails a connection that has shown a certificate for somebody else. Before that nothing is
  /// sent over it.
  func verify(_ channel: any Channel) -> EventLoopFuture<Void> {
    channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
      guard let certificate else { throw Mismatch(names: []) }
      try verify(certificate)
    }
  }

  func verify(_ certificate: NIOSSLCertificate) throws {
    let isFound =
      if let address = IPAddress(name) {
        certificate.addresses.contains(address)
      } else {
        certificate.domainNames.contains { Self.matches(name, $0) }
      }
    if !isFound { throw Mismatch(names: certificate.names) }
  }

  /// A star stands for the first label, whole.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    func labels(_ text: String) -> [Substring] {
      let plain = text.hasSuffix(".") ? text.dropLast() : text[...]
      return plain.split(separator: ".", omittingEmptySubsequences: false)
    }
    let wanted = labels(name.lowercased())
    let offered = labels(pattern.lowercased())
    guard wanted.count == offered.count, !wanted.contains(""), !offered.contains("") else {
      return false
    }
    for (index, label) in offered.enumerated() where label != wanted[index] {
      if index > 0 || label != "*" { return false }
    }
    return true
  }
}

extension NIOSSLCertificate {
  /// The names and addresses that the certificate is for, as people read them.
  var names: [String] { domainNames + addresses.map(\.text) }

  fileprivate var domainNames: [String] {
    alternatives(.dnsName).map { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate var addresses: [IPAddress] {
    alternatives(.ipAddress).map { IPAddress(bytes: $0) }
  }

  private func alternatives(_ type: _SubjectAlternativeName.NameType) -> [[UInt8]] {
    _subjectAlternativeNames().filter { $0.nameType == type }.map { name in
      name.contents.withUnsafeBufferPointer { Array($0) }
    }
  }
}
