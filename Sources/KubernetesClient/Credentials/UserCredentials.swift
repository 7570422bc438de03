import FoundationEssentials
import GodwitModel

/// The credentials of a user of a kubeconfig.
struct UserCredentials {
  let user: KubeconfigUser
  let sources: ConnectionSources

  /// - Throws: What is not there, or not what it should be.
  func source() throws(ConnectionError) -> any CredentialSource {
    let files = [
      user.tokenFile, user.clientCertificate, user.clientKey,
    ].filter { !$0.isEmpty }
    if files.isEmpty { return FixedCredentials(credential: try read()) }
    // A certificate whose one half is data never changes (client-go transport/transport.go:136).
    let isToken = !user.tokenFile.isEmpty
    return try FileCredentials(
      FileCredentials.Reading(period: isToken ? .minutes(1) : .minutes(5), read: read),
      now: sources.now)
  }

  /// Whether a token, a password or a certificate stands in the kubeconfig, which then takes the
  /// place of a plugin (client-go plugin/pkg/client/auth/exec/exec.go:320).
  var isDirect: Bool {
    !user.token.revealed.isEmpty || !user.tokenFile.isEmpty || !user.username.isEmpty
      || user.clientCertificateData != nil || !user.clientCertificate.isEmpty
  }

  /// - Throws: What contradicts itself (client-go tools/clientcmd/validation.go:264) or is not
  ///   offered here.
  func check() throws(ConnectionError) {
    let place = user.place
    if let provider = user.authProvider {
      throw place.error(
        "\(place.field("auth-provider")) \"\(provider)\" is not offered here; replace it by a "
          + "credential plugin (\(place.field("exec"))) or a token")
    }
    let hasToken = !user.token.revealed.isEmpty || !user.tokenFile.isEmpty
    if hasToken, !user.username.isEmpty || !user.password.revealed.isEmpty {
      throw place.error(
        "\(place.path) has both a token and a username with password; remove one of them")
    }
    try refuseBoth("client-certificate", user.clientCertificate, user.clientCertificateData != nil)
    try refuseBoth("client-key", user.clientKey, user.clientKeyData != nil)
    let hasCertificate = !user.clientCertificate.isEmpty || user.clientCertificateData != nil
    if hasCertificate, user.clientKey.isEmpty, user.clientKeyData == nil {
      throw place.error(
        "\(place.path) has a client certificate without its key; add "
          + "\(place.field("client-key-data"))")
    }
    let acting = user.impersonation
    if acting.user.isEmpty, !acting.uid.isEmpty || !acting.groups.isEmpty || !acting.extra.isEmpty {
      throw place.error(
        "\(place.path) impersonates groups, a uid or extra without a user; add "
          + place.field("as"))
    }
  }

  private func refuseBoth(
    _ field: String, _ path: String, _ hasData: Bool
  ) throws(ConnectionError) {
    if path.isEmpty || !hasData { return }
    throw user.place.error(
      "\(user.place.field(field)) and \(user.place.field(field + "-data")) are both there; "
        + "remove one of them")
  }

  @Sendable private func read() throws(ConnectionError) -> Credential {
    Credential(authorization: try authorization(), identity: try identity())
  }

  private func authorization() throws(ConnectionError) -> Secret<String>? {
    if !user.tokenFile.isEmpty {
      do throws(ConnectionError) {
        return try bearer(try file("tokenFile", user.tokenFile), "tokenFile")
      } catch {
        // The token stands in for its file (client-go transport/round_trippers.go:315).
        if user.token.revealed.isEmpty { throw error }
      }
    }
    if !user.token.revealed.isEmpty { return try bearer(Array(user.token.revealed.utf8), "token") }
    if user.username.isEmpty, user.password.revealed.isEmpty { return nil }
    return Self.basic(user.username, user.password.revealed)
  }

  /// The header for a name and a password.
  static func basic(_ name: String, _ password: String) -> Secret<String> {
    Secret("Basic " + Data("\(name):\(password)".utf8).base64EncodedString())
  }

  private func bearer(
    _ bytes: [UInt8], _ field: String
  ) throws(ConnectionError) -> Secret<String> {
    guard let header = Self.bearer(String(decoding: bytes, as: UTF8.self)) else {
      let source = field == "tokenFile" ? " (\(user.tokenFile))" : ""
      throw user.place.error(
        "\(user.place.field(field))\(source) has no token of one line; write it again")
    }
    return header
  }

  /// The header for a token; nil where it cannot stand in a header.
  static func bearer(_ token: String) -> Secret<String>? {
    var bytes = Array(token.utf8)[...]
    func isBlank(_ byte: UInt8?) -> Bool {
      byte.map { $0 == 0x20 || (9...13).contains($0) } ?? false
    }
    while isBlank(bytes.first) { bytes.removeFirst() }
    while isBlank(bytes.last) { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    return Secret("Bearer " + String(decoding: bytes, as: UTF8.self))
  }

  private func identity() throws(ConnectionError) -> ClientIdentity? {
    if user.clientCertificate.isEmpty, user.clientCertificateData == nil { return nil }
    let certificate = try bytes(
      "client-certificate", user.clientCertificate, user.clientCertificateData)
    let key = try bytes("client-key", user.clientKey, user.clientKeyData?.revealed)
    return try PEM.identity(
      certificate: certificate.bytes, from: certificate.source, key: key.bytes, from: key.source,
      place: user.place)
  }

  private func bytes(
    _ field: String, _ path: String, _ data: [UInt8]?
  ) throws(ConnectionError) -> (bytes: [UInt8], source: String) {
    if let data { return (data, user.place.field(field + "-data")) }
    return (try file(field, path), "\(user.place.field(field)) (\(path))")
  }

  private func file(_ field: String, _ path: String) throws(ConnectionError) -> [UInt8] {
    try sources.bytes(of: path, named: field, in: user.place)
  }
}

extension ConnectionSources {
  /// The bytes of a file that a field of a kubeconfig names.
  func bytes(
    of path: String, named field: String, in place: KubeconfigPlace
  ) throws(ConnectionError) -> [UInt8] {
    switch readFile(path) {
    case .contents(let bytes): return bytes
    case .missing:
      throw place.error("\(place.field(field)) names \(path), which is not there; mend it")
    case .failed(let reason):
      throw place.error("\(place.field(field)) names \(path), which cannot be read: \(reason)")
    }
  }
}
