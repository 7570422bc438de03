import APIService
import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct UserCredentialsTests {
  private static let place = KubeconfigPlace(origin: "kubeconfig kc", path: "users[0].user")

  private static func user(_ change: (inout KubeconfigUser) -> Void) -> KubeconfigUser {
    var user = KubeconfigUser(name: "mia", place: place)
    change(&user)
    return user
  }

  private static func header(
    _ user: KubeconfigUser, _ files: TestFiles = TestFiles()
  ) async throws -> String? {
    let source = try UserCredentials(user: user, sources: files.sources()).source()
    return try await source.current().authorization?.revealed
  }

  @Test func tokensAndPasswordsBecomeHeaders() async throws {
    #expect(try await Self.header(Self.user { $0.token = Secret(" t\n") }) == "Bearer t")
    let basic = Self.user {
      $0.username = "u"
      $0.password = Secret("p")
    }
    #expect(try await Self.header(basic) == "Basic dTpw")
    #expect(try await Self.header(Self.user { _ in }) == nil)
  }

  @Test func theTokenOfAFileGoesBeforeTheOther() async throws {
    let user = Self.user {
      $0.token = Secret("old")
      $0.tokenFile = "t"
    }
    #expect(try await Self.header(user, TestFiles(["t": "new\n"])) == "Bearer new")
    #expect(try await Self.header(user) == "Bearer old")
  }

  @Test func aTokenFileIsReadAgainAfterAMinute() async throws {
    let files = TestFiles(["t": "one"])
    let user = Self.user { $0.tokenFile = "t" }
    let source = try UserCredentials(user: user, sources: files.sources()).source()
    files["t"] = "two"
    files.advance(by: .seconds(59))
    #expect(try await source.current().authorization?.revealed == "Bearer one")
    files.advance(by: .seconds(1))
    #expect(try await source.current().authorization?.revealed == "Bearer two")
    files["t"] = nil
    files.advance(by: .minutes(2))
    #expect(try await source.current().authorization?.revealed == "Bearer two")
    #expect(files.readPaths.count == 3)
  }

  @Test func aRefusedTokenIsReadAgainAtOnce() async throws {
    let files = TestFiles(["t": "one"])
    let user = Self.user { $0.tokenFile = "t" }
    let source = try UserCredentials(user: user, sources: files.sources()).source()
    let first = try await source.current()
    #expect(try await source.replacement(for: first) == nil)
    files["t"] = "two"
    let second = try await source.replacement(for: first)
    #expect(second?.authorization?.revealed == "Bearer two")
    // Another request that was refused with the first finds the second there.
    let reads = files.readPaths.count
    #expect(try await source.replacement(for: first)?.authorization?.revealed == "Bearer two")
    #expect(files.readPaths.count == reads)
  }

  @Test func theFilesOfACertificateAreReadAgainAfterFiveMinutes() async throws {
    let authority = try CertificateAuthority()
    let (one, two) = (
      try authority.client(UserInfo(name: "a")), try authority.client(UserInfo(name: "b"))
    )
    let files = TestFiles(["c": one.certificate, "k": one.key])
    let user = Self.user {
      $0.clientCertificate = "c"
      $0.clientKey = "k"
    }
    let source = try UserCredentials(user: user, sources: files.sources()).source()
    let first = try await source.current()
    files.advance(by: .minutes(5))
    // The same contents are the same identity, whose connections go on.
    #expect(try await source.current().identity === first.identity)
    (files["c"], files["k"]) = (two.certificate, two.key)
    files.advance(by: .minutes(5))
    let second = try await source.current()
    #expect(second.identity?.chain != first.identity?.chain)
    // While only one half is replaced, the old pair stands.
    files["c"] = one.certificate
    files.advance(by: .minutes(5))
    #expect(try await source.current().identity === second.identity)
  }

  @Test func aKeyOfAnotherCertificateIsRefused() throws {
    let authority = try CertificateAuthority()
    let (one, two) = (
      try authority.client(UserInfo(name: "a")), try authority.client(UserInfo(name: "b"))
    )
    let user = Self.user {
      $0.clientCertificateData = Array(one.certificate.utf8)
      $0.clientKeyData = Secret(Array(two.key.utf8))
    }
    let credentials = UserCredentials(user: user, sources: TestFiles().sources())
    let error = #expect(throws: ConnectionError.self) { try credentials.source() }
    #expect(
      error?.text
        == "kubeconfig kc: users[0].user.client-key-data is not the key of "
        + "users[0].user.client-certificate-data; mend one of them")
  }
}
