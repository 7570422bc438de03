import NIOSSL

/// What a request is sent with.
struct Credential: Sendable {
  /// The value of the `Authorization` header.
  var authorization: Secret<String>?
  var identity: ClientIdentity?

  static let none = Credential()

  /// Whether both come from the same reading of their source.
  func isSame(as other: Credential) -> Bool {
    authorization == other.authorization && identity === other.identity
  }

  /// Whether both say the same, whatever objects they are made of.
  func hasContents(of other: Credential) -> Bool {
    authorization == other.authorization && identity?.chain == other.identity?.chain
      && identity?.key == other.identity?.key
  }
}

/// A client certificate with its key, as a connection shows it.
final class ClientIdentity: Sendable {
  /// The certificate itself first, then those that lead to its authority.
  let chain: [NIOSSLCertificate]
  private let hiddenKey: Secret<NIOSSLPrivateKey>

  init(chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) {
    self.chain = chain
    hiddenKey = Secret(key)
  }

  var key: NIOSSLPrivateKey { hiddenKey.revealed }
}

/// Where the credentials of requests come from.
protocol CredentialSource: Sendable {
  /// The credential to send now.
  func current() async throws(TransportError) -> Credential

  /// Another credential in place of one that the server has just refused with 401.
  ///
  /// - Returns: Nil where there is no other.
  func replacement(for refused: Credential) async throws(TransportError) -> Credential?
}

/// A credential that stays as it is.
struct FixedCredentials: CredentialSource {
  let credential: Credential

  func current() async throws(TransportError) -> Credential { credential }

  func replacement(for refused: Credential) async throws(TransportError) -> Credential? { nil }
}
