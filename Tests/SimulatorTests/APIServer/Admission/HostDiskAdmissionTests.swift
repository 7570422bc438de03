import GodwitModel
import Testing

@testable import Simulator

/// Disks that are files of the host (vmi-create-admitter.go:1824-1858).
@Suite struct HostDiskAdmissionTests {
  private func messages(_ disk: JSONValue, gates: JSONValue = ["HostDisk"]) -> [String] {
    let configuration = KubeVirtConfiguration(
      configuration: ["developerConfiguration": ["featureGates": gates]], profile: .newest)
    return HostDiskAdmission.causes(
      [["name": "other", "emptyDisk": [:]], ["name": "d", "hostDisk": disk]], field: "spec.volumes",
      configuration
    ).map { "\($0.field): \($0.message)" }
  }

  @Test func `they are behind a gate`() {
    let disk: JSONValue = ["path": "/disk.img", "type": "DiskOrCreate", "capacity": "1Gi"]
    #expect(messages(disk).isEmpty)
    #expect(
      messages(disk, gates: []) == ["spec.volumes[1]: HostDisk feature gate is not enabled"])
  }

  @Test func `a path and a type have to be there`() {
    #expect(
      messages([:]) == [
        "spec.volumes[1].hostDisk.path: spec.volumes[1].hostDisk.path is required for hostDisk "
          + "volume",
        "spec.volumes[1].hostDisk.type: spec.volumes[1].hostDisk.type has invalid value '', "
          + "allowed are 'Disk' or 'DiskOrCreate'",
      ])
    #expect(
      messages(["path": "/disk.img", "type": "Disk", "capacity": "1Gi"]) == [
        "spec.volumes[1].hostDisk.capacity: spec.volumes[1].hostDisk.capacity is allowed to pass "
          + "only with spec.volumes[1].hostDisk.type equal to 'DiskOrCreate'"
      ])
  }
}
