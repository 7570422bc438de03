import GodwitModel

/// KubeVirt's validating webhook on MigrationPolicies.
///
/// KubeVirt admitters/migrationpolicy-admitter.go:56-245.
enum MigrationPolicyAdmission {
  private static let webhook = "migration-policy-validator.kubevirt.io"

  /// What the schema asks for before any webhook is called (the recording `policy-refused`).
  static func validateSchema(_ policy: GenericObject) throws(APIFailure) {
    guard let spec = policy.rest["spec"]?.object, spec["selectors"] == nil else { return }
    throw .invalid(
      .migrationPolicy, name: policy.metadata.name, [.required("spec.selectors", "")])
  }

  static func validate(
    _ policy: GenericObject, old: GenericObject?, configuration: KubeVirtConfiguration
  ) throws(APIFailure) {
    let spec = policy.rest["spec"] ?? .null
    let before = old?.rest["spec"] ?? .null
    var causes: [FailureCause] = []
    if let timeout = spec["completionTimeoutPerGiB"]?.int, timeout < 0 {
      causes.append(invalid("must not be negative", "completionTimeoutPerGiB"))
    }
    let stall = configuration.isOn(.migrationStallDetection)
    let tuning = configuration.isOn(.migrationDowntimeTuning)
    if let downtime = spec["maxDowntimeMs"], downtime != before["maxDowntimeMs"], !stall, !tuning {
      causes.append(
        invalid(
          "maxDowntimeMs cannot be modified without enabling the MigrationStallDetection or "
            + "MigrationDowntimeTuning feature gate", "maxDowntimeMs"))
    }
    causes += experimentalCauses(spec, before, stall: stall, tuning: tuning)
    if let text = spec["bandwidthPerMigration"]?.scalarText,
      let bandwidth = Quantity(parsing: text), bandwidth.thousandths < 0
    {
      causes.append(invalid("must not be negative", "bandwidthPerMigration"))
    }
    if !causes.isEmpty { throw Webhook.denial(webhook, causes) }
    // Compression makes the stream smaller by what only the guest's memory tells; it is kept.
    if spec["experimental"]?["downtimeTuning"] != nil {
      throw .notModelled("spec.experimental.downtimeTuning of a MigrationPolicy")
    }
  }

  private static func experimentalCauses(
    _ spec: JSONValue, _ before: JSONValue, stall: Bool, tuning: Bool
  ) -> [FailureCause] {
    let options = spec["experimental"] ?? .null
    var causes: [FailureCause] = []
    if let downtime = options["downtimeTuning"], !tuning,
      downtime != before["experimental"]?["downtimeTuning"]
    {
      causes.append(
        invalid(
          "experimental.downtimeTuning cannot be modified without enabling the "
            + "MigrationDowntimeTuning feature gate", "experimental.downtimeTuning"))
    }
    if options["stallDetector"] != nil, options["downtimeTuning"] != nil {
      causes.append(
        invalid(
          "experimental.stallDetector and experimental.downtimeTuning are mutually exclusive; the "
            + "stall detection path manages its own downtime schedule", "experimental"))
    }
    if let detector = options["stallDetector"], !stall,
      detector != before["experimental"]?["stallDetector"]
    {
      causes.append(
        invalid(
          "experimental.stallDetector cannot be modified without enabling the "
            + "MigrationStallDetection feature gate", "experimental.stallDetector"))
    }
    return causes + StallDetectorOptions.causes(options["stallDetector"] ?? .null)
  }

  private static func invalid(_ message: String, _ field: String) -> FailureCause {
    FailureCause(reason: "FieldValueInvalid", message: message, field: "spec." + field)
  }
}

/// The checks of `spec.experimental.stallDetector`.
///
/// KubeVirt admitters/migrationpolicy-admitter.go:113-245.
enum StallDetectorOptions {
  static func causes(_ options: JSONValue) -> [FailureCause] {
    cause(options, "ewmaAlpha", from: 0, isExclusive: true, to: 1)
      + cause(options, "precopyPossibleFactor", from: 1)
      + cause(options, "patienceWindowDecayFactor", from: 0, to: 1)
      + cause(options, "completionTimeoutFactor", from: 1)
  }

  /// What is wrong with a factor, of which nothing need be said.
  private static func cause(
    _ options: JSONValue, _ field: String, from least: Int64, isExclusive: Bool = false,
    to most: Int64? = nil
  ) -> [FailureCause] {
    guard let text = options[field]?.scalarText, let value = Quantity(parsing: text) else {
      return []
    }
    let message: String
    if value.thousandths < 0 {
      message = "invalid scalar \(value.description.goQuoted): must not be negative"
    } else if let spelling = tooPrecise(text) {
      message = "invalid scalar \(spelling.goQuoted): must have at most 3 decimal places"
    } else if isExclusive, value <= Quantity(least) {
      message = "must be greater than \(least)"
    } else if value < Quantity(least) {
      message = "must be greater than or equal to \(least)"
    } else if let most, value > Quantity(most) {
      message = "must be less than or equal to \(most)"
    } else {
      return []
    }
    return [
      FailureCause(
        reason: "FieldValueInvalid", message: message,
        field: "spec.experimental.stallDetector." + field)
    ]
  }

  /// The canonical spelling of a decimal number with more than three places; nil when it has not.
  private static func tooPrecise(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].allSatisfy(\.isNumber) else { return nil }
    var places = parts[1]
    while places.last == "0" { places.removeLast() }
    guard places.count > 3 else { return nil }
    let isMicro = places.count <= 6
    let width = isMicro ? 6 : 9
    let digits = parts[0] + places.prefix(width)
    let zeros = String(repeating: "0", count: max(0, width - places.count))
    let number = (digits + zeros).drop { $0 == "0" }
    return number + (isMicro ? "u" : "n")
  }
}

/// KubeVirt's validating webhook on the KubeVirt object, as far as migrations are concerned.
///
/// KubeVirt admitters/kubevirt-update-admitter.go:571-590.
enum KubeVirtAdmission {
  static func validateUpdate(
    _ new: GenericObject, old: GenericObject, profile: KubeVirtProfile
  ) throws(APIFailure) {
    let path = ["spec", "configuration", "migrations", "maxDowntimeMs"]
    let configuration = KubeVirtConfiguration(
      configuration: new.rest["spec"]?["configuration"] ?? .null, profile: profile)
    guard let downtime = new.field(at: path), downtime != old.field(at: path),
      !configuration.isOn(.migrationStallDetection),
      !configuration.isOn(.migrationDowntimeTuning)
    else { return }
    throw Webhook.denial(
      "kubevirt-update-validator.kubevirt.io",
      [
        FailureCause(
          reason: "FieldValueInvalid",
          message: "maxDowntimeMs cannot be modified without enabling the MigrationStallDetection "
            + "or MigrationDowntimeTuning feature gate",
          field: "spec.configuration.migrationConfiguration.maxDowntimeMs")
      ])
  }
}
