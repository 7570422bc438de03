import GodwitModel

/// How KubeVirt's webhooks refuse, and what kube-apiserver makes of it.
///
/// KubeVirt pkg/util/webhooks/webhooks.go:43-88.
enum Webhook {
  /// A refusal with nothing but a text: 400, or 429 of the eviction webhook.
  static func denial(_ name: String, _ message: String, code: Int = 400) -> APIFailure {
    APIFailure(code: code, message: prefix(name) + message)
  }

  /// A refusal with causes: 422, the message being those of the first ten.
  static func denial(_ name: String, _ causes: [FailureCause]) -> APIFailure {
    var text = causes.prefix(10).map(\.message).joined(separator: ", ")
    if causes.count > 10 { text += ", and \(causes.count - 10) more validation errors" }
    return APIFailure(
      code: 422, reason: "Invalid", message: prefix(name) + text,
      details: APIFailure.details(causes: Array(causes.prefix(10))))
  }

  private static func prefix(_ name: String) -> String {
    "admission webhook \(name.goQuoted) denied the request: "
  }
}

/// The check against the OpenAPI schema that KubeVirt's mutating webhooks begin with.
enum WebhookSchema {
  /// The refusal of an object whose fields have wrong types; nil when all is well or no webhook
  /// looks.
  static func failure(
    _ decoded: ObjectDecoder.Decoded, kind: ResourceKind, isUpdate: Bool = false
  ) -> APIFailure? {
    guard let webhook = mutator(of: kind, isUpdate: isUpdate) else { return nil }
    var texts: [String] = []
    if decoded.json["spec"] == nil {
      texts.append("spec in body is required")
      texts.append("spec in body must be of type object: \"null\"")
    } else {
      for field in required(kind) where decoded.json["spec"]?[field] == nil {
        texts.append("spec.\(field) in body is required")
      }
    }
    texts += decoded.typeProblems.map(\.text)
    return texts.isEmpty
      ? nil : Webhook.denial(webhook, texts.map { FailureCause(message: $0) })
  }

  private static func mutator(of kind: ResourceKind, isUpdate: Bool) -> String? {
    switch kind {
    case .virtualMachine: "virtualmachines-mutator.kubevirt.io"
    case .virtualMachineInstance: "virtualmachineinstances-mutator.kubevirt.io"
    case .virtualMachineInstanceMigration:
      isUpdate ? nil : "migrations-mutator.kubevirt.io"
    default: nil
    }
  }

  private static func required(_ kind: ResourceKind) -> [String] {
    switch kind {
    case .virtualMachine: ["template"]
    case .virtualMachineInstance: ["domain"]
    default: []
    }
  }
}
