import GodwitModel

/// KubeVirt's validating webhook on MigrationPolicies.
///
/// KubeVirt admitters/migrationpolicy-admitter.go:56-245.
enum MigrationPolicyAdmission {
  private static let webhook = "migration-policy-validator.kubevirt.io"

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
    if spec["experimental"] != nil {
      throw .notModelled("spec.experimental of a MigrationPolicy")
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
    return causes
  }

  private static func invalid(_ message: String, _ field: String) -> FailureCause {
    FailureCause(reason: "FieldValueInvalid", message: message, field: "spec." + field)
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
