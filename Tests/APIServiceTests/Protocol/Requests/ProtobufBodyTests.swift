import GodwitModel
import Testing

@testable import APIService

@Suite struct ProtobufBodyTests {
  /// A field that holds bytes.
  private static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(content.count)] + content
  }

  private static func field(_ number: UInt8, _ text: String) -> [UInt8] {
    field(number, Array(text.utf8))
  }

  private static func envelope(_ apiVersion: String, _ kind: String, _ raw: [UInt8]) -> [UInt8] {
    [0x6B, 0x38, 0x73, 0x00] + field(1, field(1, apiVersion) + field(2, kind)) + field(2, raw)
      + field(3, "") + field(4, "")
  }

  @Test func anAccessReviewIsReadFieldByField() {
    let attributes = Self.field(1, "demo") + Self.field(2, "update") + Self.field(5, "pods")
    let bytes = Self.envelope(
      "authorization.k8s.io/v1", "SelfSubjectAccessReview",
      Self.field(1, [UInt8]()) + Self.field(2, Self.field(1, attributes)))
    #expect(
      ProtobufBody.value(bytes) == [
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "metadata": [:],
        "spec": [
          "resourceAttributes": ["namespace": "demo", "verb": "update", "resource": "pods"]
        ],
      ])
  }

  @Test func anEvictionHasItsOptions() {
    let options = [0x08, 0x1E] + Self.field(5, "All")
    let bytes = Self.envelope(
      "policy/v1", "Eviction",
      Self.field(1, Self.field(1, "p") + Self.field(3, "demo")) + Self.field(2, options))
    let value = ProtobufBody.value(bytes)
    #expect(value?["metadata"] == ["name": "p", "namespace": "demo"])
    #expect(value?["deleteOptions"] == ["gracePeriodSeconds": 30, "dryRun": ["All"]])
  }

  @Test func whatKubectlCreatesIsReadToo() {
    let secret = Self.envelope(
      "v1", "Secret",
      Self.field(1, Self.field(1, "s"))
        + Self.field(2, Self.field(1, "k") + Self.field(2, "word"))
        + Self.field(2, Self.field(1, "e") + Self.field(2, "ab")))
    #expect(ProtobufBody.value(secret)?["data"] == ["k": "d29yZA==", "e": "YWI="])
    let quota = Self.envelope(
      "v1", "ResourceQuota",
      Self.field(2, Self.field(1, Self.field(1, "pods") + Self.field(2, Self.field(1, "5")))))
    #expect(ProtobufBody.value(quota)?["spec"] == ["hard": ["pods": "5"]])
    let role = Self.envelope(
      "rbac.authorization.k8s.io/v1", "Role",
      Self.field(2, Self.field(1, "get") + Self.field(1, "list") + Self.field(3, "pods")))
    #expect(
      ProtobufBody.value(role)?["rules"] == [["verbs": ["get", "list"], "resources": ["pods"]]])
  }

  @Test(arguments: [
    [], [0x6B, 0x38, 0x73], [0x6B, 0x38, 0x73, 0x00, 0x0A, 0xFF], [0x7B, 0x7D],
    [0x6B, 0x38, 0x73, 0x00] + [UInt8](repeating: 0xFF, count: 20),
    envelope("v1", "Pod", field(1, "x")),
  ])
  func whatIsNoneOfTheseIsRefused(bytes: [UInt8]) {
    #expect(ProtobufBody.value(bytes) == nil)
  }

  @Test func aMessageCutShortGivesWhatCameBefore() {
    let whole = Self.envelope("v1", "DeleteOptions", [0x08, 0x05])
    for length in 0..<whole.count { _ = ProtobufBody.value(Array(whole.prefix(length))) }
    #expect(ProtobufBody.value(whole)?["gracePeriodSeconds"] == 5)
  }
}
