import GodwitModel

/// Fields of a VMI's specification that would change its migration and are not simulated.
///
/// What only makes a VMI non-migratable (a bridge, a ReadWriteOnce claim, SEV, Hyper-V passthrough,
/// host devices) is modelled by its LiveMigratable condition and is no part of this.
package enum UnmodelledFields {
  /// One field that is set and why that cannot be simulated.
  package struct Finding: Hashable, Sendable {
    /// Below the specification: `domain.cpu.numa`.
    package let path: String
    package let reason: String
  }

  private static let fields: [(path: [String], reason: String)] = [
    (["domain", "cpu", "dedicatedCpuPlacement"], "dedicated CPUs"),
    (["domain", "cpu", "isolateEmulatorThread"], "dedicated CPUs"),
    (["domain", "cpu", "numa"], "NUMA passthrough"),
    (["domain", "cpu", "realtime"], "realtime guests"),
    (["domain", "clock", "timer", "tsc"], "TSC frequencies of nodes"),
    (["domain", "devices", "tpm", "persistent"], "backend storage for persistent state"),
    (["domain", "firmware", "bootloader", "efi", "persistent"], "backend storage"),
    (["domain", "devices", "filesystems"], "virtiofs"),
    (["utilityVolumes"], "utility volumes"),
    (["resourceClaims"], "dynamic resource allocation"),
  ]

  /// The fields of `spec` that are not modelled, in a fixed order.
  package static func check(_ spec: VirtualMachineInstanceSpec) -> [Finding] {
    var findings: [Finding] = []
    for field in fields {
      guard let value = spec.field(at: field.path), value != false, value != .array([])
      else { continue }
      findings.append(Finding(path: field.path.joined(separator: "."), reason: field.reason))
    }
    for (index, volume) in spec.volumes.enumerated() {
      for kind in ["persistentVolumeClaim", "dataVolume"]
      where volume[kind]?["hotpluggable"] == true {
        findings.append(Finding(path: "volumes[\(index)].\(kind)", reason: "hotplugged volumes"))
      }
      if volume["dataVolume"] != nil {
        findings.append(
          Finding(path: "volumes[\(index)].dataVolume", reason: "DataVolumes"))
      }
    }
    return findings
  }

  private static let annotations: [(key: String, reason: String)] = [
    ("kubevirt.io/create-migration-target", "the receiving side of a decentralised migration"),
    (
      "kubevirt.io/func-test-block-migration-target-preparation",
      "a target whose preparation fails on purpose"
    ),
  ]

  /// The annotations of a VMI, or of a VM's template, that are not modelled.
  static func check(_ metadata: ObjectMeta) -> [Finding] {
    annotations.filter { metadata.annotations[$0.key] != nil }.map {
      Finding(path: "metadata.annotations[\"\($0.key)\"]", reason: $0.reason)
    }
  }
}
