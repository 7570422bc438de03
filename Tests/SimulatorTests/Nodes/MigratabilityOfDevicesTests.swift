import GodwitModel
import Testing

@testable import Simulator

/// Devices and protected memory that cannot leave their host.
@Suite struct MigratabilityOfDevicesTests: MigratabilityRehearsal {
  @Test(arguments: [
    ("hostDevices", 1, "VMI specifies non-migratable generic PCI host device"),
    ("gpus", 1, "VMI specifies a GPU but feature gate VGPULiveMigration is not enabled"),
    ("gpus", 2, "VMI specifies too many GPUs"),
  ])
  func `devices of the host stay there`(key: String, count: Int, message: String) {
    let result = live {
      var devices = $0.spec.domain.devices.object ?? JSONObject()
      devices[key] = .array((0..<count).map { ["name": .string("d\($0)"), "deviceName": "x"] })
      $0.spec.domain.devices = .object(devices)
    }
    #expect(result == "False HostDeviceNotLiveMigratable: " + message)
  }

  @Test func `one mediated GPU may move where the gate is open (MIG-512)`() {
    func result(_ gates: JSONValue, _ device: String, _ permitted: JSONValue) -> String {
      let configuration: JSONValue = [
        "developerConfiguration": ["featureGates": gates], "permittedHostDevices": permitted,
      ]
      return live(
        {
          $0.spec.networks = []
          $0.spec.domain.devices = ["gpus": [["name": "gpu", "deviceName": .string(device)]]]
        },
        claims: [kubeVirt(configuration)])
    }
    let name = "nvidia.com/GRID_M10-2B"
    let mediated: JSONValue = [
      "mediatedDevices": [["mdevNameSelector": "GRID M10-2B", "resourceName": .string(name)]]
    ]
    let prefix = "False HostDeviceNotLiveMigratable: "
    #expect(
      result([], name, mediated)
        == prefix + "VMI specifies a GPU but feature gate VGPULiveMigration is not enabled")
    #expect(result(["VGPULiveMigration"], name, mediated) == "True : ")
    let passedThrough: JSONValue = ["pciHostDevices": [["resourceName": "nvidia.com/M10"]]]
    #expect(
      result(["VGPULiveMigration"], "nvidia.com/M10", passedThrough)
        == prefix + "VMI specifies non-migratable GPU device")
    for (key, count, message) in [
      ("hostDevices", 1, "VMI specifies non-migratable generic PCI host device"),
      ("gpus", 2, "VMI specifies too many GPUs"),
    ] {
      let devices = JSONValue.array(
        (0..<count).map { ["name": .string("d\($0)"), "deviceName": "x"] })
      let other = live(
        {
          $0.spec.networks = []
          $0.spec.domain.devices = .object([key: devices])
        },
        claims: [kubeVirt(["developerConfiguration": ["featureGates": ["VGPULiveMigration"]]])])
      #expect(other == prefix + message)
    }
  }

  @Test func `Secure Execution stays but its storage may move`() {
    let status = status {
      $0.spec.domain.launchSecurity = [:]
      $0.spec.rest["architecture"] = "s390x"
    }
    let condition = status.conditions["LiveMigratable"]
    #expect(condition?.status == "False")
    #expect(condition?.reason == "SecureExecutionNotLiveMigratable")
    #expect(condition?.message == "VMI uses Secure Execution")
    #expect(status.conditions["StorageLiveMigratable"]?.status == "True")
  }

  @Test func `memory that is sealed cannot move`() {
    #expect(
      live { $0.spec.domain.launchSecurity = ["sev": [:]] }
        == "False SEVNotLiveMigratable: VMI uses SEV")
    #expect(
      live { $0.spec.domain.launchSecurity = ["tdx": [:]] }
        == "False TDXNotLiveMigratable: VMI uses TDX")
    #expect(
      live { $0.spec.domain.features = ["hypervPassthrough": ["enabled": true]] }
        == "False HypervPassthroughNotLiveMigratable: VMI uses hyperv passthrough")
  }
}
