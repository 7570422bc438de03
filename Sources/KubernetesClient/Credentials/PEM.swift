import NIOSSL

/// Certificates and keys from PEM text, with errors that name where it came from.
enum PEM {
  /// - Parameter source: The field, with the file that it names if it does.
  static func certificates(
    _ bytes: [UInt8], source: String, place: KubeconfigPlace
  ) throws(ConnectionError) -> [NIOSSLCertificate] {
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
    else { throw place.error("\(source) has no certificate in PEM; mend it") }
    return certificates
  }

  /// A certificate with its key, which belong together.
  static func identity(
    certificate: [UInt8], from certificateSource: String, key: [UInt8], from keySource: String,
    place: KubeconfigPlace
  ) throws(ConnectionError) -> ClientIdentity {
    let chain = try certificates(certificate, source: certificateSource, place: place)
    guard let privateKey = try? NIOSSLPrivateKey(bytes: key, format: .pem) else {
      throw place.error("\(keySource) has no private key in PEM without a passphrase; mend it")
    }
    let identity = ClientIdentity(chain: chain, key: privateKey)
    var configuration = TLSConfiguration.makeClientConfiguration()
    // The system's would be read for nothing.
    configuration.trustRoots = .certificates([])
    configuration.certificateChain = chain.map { .certificate($0) }
    configuration.privateKey = .privateKey(privateKey)
    // The library compares certificate and key where it sets a context up.
    guard (try? NIOSSLContext(configuration: configuration)) != nil else {
      throw place.error("\(keySource) is not the key of \(certificateSource); mend one of them")
    }
    return identity
  }
}
