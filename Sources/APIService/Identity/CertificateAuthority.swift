import Crypto
import FoundationEssentials
import GodwitModel
import SwiftASN1
import X509

/// A certificate authority made at the start of the server and kept in memory: it signs the
/// server's certificate and one for each user, as a cluster's own does.
package struct CertificateAuthority: Sendable {
  private let key = P256.Signing.PrivateKey()
  private let certificate: Certificate
  private let validity: ClosedRange<Date>

  /// A certificate with its private key, both in PEM.
  package struct Identity: Sendable {
    package let certificate: String
    package let key: String
  }

  /// - Parameter now: From when the certificates are valid; they are for a year.
  package init(now: Date = Date()) throws {
    // A client's clock may be a little behind.
    validity = now.addingTimeInterval(-300)...now.addingTimeInterval(365 * 24 * 3600)
    let name = try DistinguishedName { CommonName("godwit-ca") }
    certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey), notValidBefore: validity.lowerBound,
      notValidAfter: validity.upperBound, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
      }, issuerPrivateKey: Certificate.PrivateKey(key))
  }

  /// The authority's own certificate in PEM.
  package var pem: String { get throws { try certificate.serializeAsPEM().pemString } }

  /// A certificate for the server under these DNS names and IPv4 addresses.
  package func server(names: [String], addresses: [[UInt8]]) throws -> Identity {
    try issue(
      to: try DistinguishedName { CommonName("godwit") }, usage: .serverAuth,
      alternatives: names.map { .dnsName($0) }
        + addresses.map { .ipAddress(.init(contentBytes: $0[...])) })
  }

  /// A certificate by which `user` signs in: its name as common name, its groups as organizations.
  package func client(_ user: UserInfo) throws -> Identity {
    let subject = try DistinguishedName {
      for group in user.groups where group != "system:authenticated" { OrganizationName(group) }
      CommonName(user.name)
    }
    return try issue(to: subject, usage: .clientAuth, alternatives: [])
  }

  private func issue(
    to subject: DistinguishedName, usage: ExtendedKeyUsage.Usage, alternatives: [GeneralName]
  ) throws -> Identity {
    let leaf = P256.Signing.PrivateKey()
    let issued = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(leaf.publicKey), notValidBefore: validity.lowerBound,
      notValidAfter: validity.upperBound, issuer: certificate.subject, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([usage])
        if !alternatives.isEmpty { SubjectAlternativeNames(alternatives) }
      }, issuerPrivateKey: Certificate.PrivateKey(key))
    return Identity(
      certificate: try issued.serializeAsPEM().pemString, key: leaf.pemRepresentation)
  }

  /// Who a client's certificate, in DER, stands for; nil when it names nobody. The connection has
  /// checked its signature.
  package static func user(ofCertificate der: [UInt8]) -> UserInfo? {
    guard let certificate = try? Certificate(derEncoded: der) else { return nil }
    var name = ""
    var groups: [String] = []
    for part in certificate.subject.flatMap({ $0 }) {
      if part.type == .RDNAttributeType.commonName { name = part.value.description }
      if part.type == .RDNAttributeType.organizationName { groups.append(part.value.description) }
    }
    if name.isEmpty { return nil }
    var user = UserInfo(name: name, groups: groups)
    // k8s.io/apiserver/pkg/authentication/request/x509/x509.go.
    let fingerprint = SHA256.hash(data: der).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    user.extra = [UserInfo.Extra(UserInfo.credential, ["X509SHA256=" + fingerprint.joined()])]
    return user
  }
}

extension UserInfo {
  /// By which credential a user has come.
  static let credential = "authentication.kubernetes.io/credential-id"
}
