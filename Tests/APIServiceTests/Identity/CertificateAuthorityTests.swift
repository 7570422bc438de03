import FoundationEssentials
import GodwitModel
import SwiftASN1
import Testing
import X509

@testable import APIService

@Suite struct CertificateAuthorityTests {
  @Test func aClientsCertificateNamesTheUserAndItsGroups() throws {
    let authority = try CertificateAuthority()
    let user = UserInfo(name: "mia", groups: ["operators", "system:authenticated", "qa"])
    let identity = try authority.client(user)
    let der = try PEMDocument(pemString: identity.certificate).derBytes
    let read = try #require(CertificateAuthority.user(ofCertificate: der))
    #expect(read.name == "mia")
    #expect(read.groups == ["operators", "qa"])
    let credential = try #require(read.extra.first)
    #expect(credential.key == "authentication.kubernetes.io/credential-id")
    #expect(credential.values.first?.hasPrefix("X509SHA256=") == true)
    #expect(credential.values.first?.count == 11 + 64)
    #expect(identity.key.hasPrefix("-----BEGIN PRIVATE KEY-----"))
  }

  @Test func theServersCertificateHasItsNamesAndAddresses() throws {
    let authority = try CertificateAuthority()
    let identity = try authority.server(names: ["localhost"], addresses: [[127, 0, 0, 1]])
    let certificate = try Certificate(pemEncoded: identity.certificate)
    let names = try #require(try certificate.extensions.subjectAlternativeNames)
    #expect(names.map { "\($0)" } == ["DNSName(\"localhost\")", "IPAddress([127, 0, 0, 1])"])
    let issuer = try Certificate(pemEncoded: try authority.pem)
    #expect(issuer.publicKey.isValidSignature(certificate.signature, for: certificate))
  }

  @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 0x30, count: 100)])
  func whatIsNoCertificateIsNobody(bytes: [UInt8]) {
    #expect(CertificateAuthority.user(ofCertificate: bytes) == nil)
  }

  @Test func theKubeconfigHasAContextForEachUserAndTheFirstIsCurrent() throws {
    let authority = try CertificateAuthority()
    let entries = try ["admin", "mia"].map { name in
      Kubeconfig.Entry(context: name, identity: try authority.client(UserInfo(name: name)))
    }
    let kubeconfig = Kubeconfig(
      server: "https://127.0.0.1:1", namespace: "demo", authority: try authority.pem,
      entries: entries)
    let value = try JSONValue(parsing: kubeconfig.text)
    #expect(value["current-context"] == "admin")
    #expect(
      value["contexts"]?.array?.last
        == ["name": "mia", "context": ["cluster": "godwit", "namespace": "demo", "user": "mia"]])
    let data = value["users"]?.array?.last?["user"]?["client-certificate-data"]?.string ?? ""
    let certificate = try #require(Data(base64Encoded: data))
    #expect(String(decoding: certificate, as: UTF8.self) == entries[1].identity?.certificate)
  }
}
