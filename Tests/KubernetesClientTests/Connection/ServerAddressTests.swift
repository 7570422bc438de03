import Testing

@testable import KubernetesClient

@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("https://a", "https://a"), ("HTTPS://a:6443", "https://a:6443"),
    ("https://a:6443/", "https://a:6443"), ("https://a/k8s/c-1/", "https://a/k8s/c-1"),
    ("https://u:p@a:1/x?q=1#f", "https://a:1/x"),
    ("https://[fd00::1]:6443", "https://[fd00::1]:6443"),
    ("https://a?x=/", "https://a"),
  ])
  func whatIsAnAddress(text: String, expected: String) {
    #expect(ServerAddress(text)?.text == expected)
  }

  @Test(arguments: [
    "", "a", "https://", "https://:1", "https://a:0", "https://a:b", "https://a b",
    "https://[::1", "://a", "https://a:65536",
  ])
  func whatIsNone(text: String) {
    #expect(ServerAddress(text) == nil)
  }

  @Test func whoSignsInIsDecodedAndHidden() {
    let address = ServerAddress("http://me%40x:p%3Aw@proxy:8080")
    #expect(address?.user == "me@x")
    #expect(address?.password?.revealed == "p:w")
    #expect(address.map { "\($0)".contains("p:w") } == false)
  }

  @Test func addressesAreTold() {
    #expect(ServerAddress.isNumeric("10.0.0.1"))
    #expect(ServerAddress.isNumeric("fd00::1"))
    #expect(!ServerAddress.isNumeric("a.example"))
  }
}
