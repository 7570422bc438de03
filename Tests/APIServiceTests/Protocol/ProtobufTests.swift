import GodwitModel
import Testing

@testable import APIService

@Suite struct ProtobufTests {
  /// A field of bytes: its tag, its length, itself.
  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(bytes.count)] + bytes
  }

  private static func text(_ number: UInt8, _ text: String) -> [UInt8] {
    field(number, Array(text.utf8))
  }

  private static func document(_ version: String, _ kind: String, _ raw: [UInt8]) -> [UInt8] {
    Array("k8s".utf8) + [0] + field(1, text(1, version) + text(2, kind)) + field(2, raw)
  }

  @Test func aRoleIsRead() {
    let rule = Self.text(1, "get") + Self.text(2, "") + Self.text(3, "pods")
    let metadata = Self.text(1, "r") + Self.text(2, "") + Self.text(3, "demo") + Self.field(8, [])
    let bytes = Self.document(
      "rbac.authorization.k8s.io/v1", "Role", Self.field(1, metadata) + Self.field(2, rule))
    #expect(
      ProtobufDocument.value(bytes) == [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
        "metadata": ["name": "r", "namespace": "demo"],
        "rules": [["verbs": ["get"], "apiGroups": [""], "resources": ["pods"]]],
      ])
  }

  @Test func pointersToNothingCount() {
    let options = [0x08, 0x00] + Self.text(5, "All")
    let bytes = Self.document("policy/v1", "Eviction", Self.field(2, options))
    #expect(
      ProtobufDocument.value(bytes)?["deleteOptions"]
        == ["gracePeriodSeconds": 0, "dryRun": ["All"]])
  }

  @Test func mapsBytesAndTimesAreRead() {
    let entry = Self.text(1, "p") + Self.text(2, "q?>")
    let secret = Self.document("v1", "Secret", Self.field(2, entry) + Self.text(3, "Opaque"))
    #expect(ProtobufDocument.value(secret)?["data"] == ["p": "cT8+"])
    let lease = Self.document(
      "coordination.k8s.io/v1", "Lease", Self.field(2, Self.field(4, [0x08, 0x05])))
    #expect(
      ProtobufDocument.value(lease)?["spec"]?["renewTime"] == "1970-01-01T00:00:05.000000Z")
  }

  @Test func otherBytesAreRefused() {
    #expect(ProtobufDocument.value([]) == nil)
    #expect(ProtobufDocument.value(Array("k8s".utf8) + [0, 0xFF]) == nil)
    #expect(ProtobufDocument.value(Self.document("v1", "Unknown", [])) == nil)
    #expect(ProtobufDocument.value(Self.document("v1", "Secret", [0x0A, 0x7F])) == nil)
  }
}
