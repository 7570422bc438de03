import APIService
import NIOSSL
import Testing

@testable import KubernetesClient

@Suite struct ServerNameCheckTests {
  @Test(arguments: [
    ("a.example", "a.example", true), ("A.Example.", "a.example", true),
    ("b.example", "a.example", false), ("x.a.example", "*.a.example", true),
    ("y.x.a.example", "*.a.example", false), ("a.example", "*.a.example", false),
    ("x.a.example", "x*.a.example", false), ("a.example", "*.*", false), ("", "", false),
    ("a..example", "a..example", false),
  ])
  func namesAreCompared(name: String, pattern: String, matches: Bool) {
    #expect(ServerNameCheck.matches(name, pattern) == matches)
  }

  @Test(arguments: [
    ("kubernetes.default", true), ("10.0.0.1", true), ("kubernetes", false), ("10.0.0.2", false),
  ])
  func namesAndAddressesAreThoseOfTheCertificate(name: String, isFound: Bool) throws {
    let identity = try CertificateAuthority().server(
      names: ["kubernetes.default"], addresses: [[10, 0, 0, 1]])
    let certificate = try #require(
      try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).first)
    let check = ServerNameCheck(name: name)
    if isFound {
      try check.verify(certificate)
    } else {
      let error = #expect(throws: ServerNameCheck.Mismatch.self) { try check.verify(certificate) }
      #expect(error?.names == ["kubernetes.default", "10.0.0.1"])
    }
  }
}
