import GodwitModel
import Testing

@testable import Simulator

/// What launcher pods have of their VMI (pkg/virt-controller/services/template.go).
@Suite struct LauncherPodFieldTests {
  private func pod(_ change: (inout VirtualMachineInstance) -> Void = { _ in }) -> Pod {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    change(&instance)
    return LauncherPod.template(for: instance, settings: KubeVirtSettings())
  }

  @Test func `a launcher gets twice 15 s more than its guest`() {
    #expect(pod().spec.terminationGracePeriodSeconds == 60)
    let none = pod { $0.spec.terminationGracePeriodSeconds = 0 }
    #expect(none.spec.terminationGracePeriodSeconds == 30)
  }

  @Test func `the host is called as the VMI up to the first dot`() {
    let plain = pod { $0.metadata.name = "vm.example.org" }
    #expect(plain.spec.rest["hostname"] == "vm")
    #expect(plain.metadata.labels["vm.kubevirt.io/name"] == "vm")
    #expect(pod { $0.spec.rest["hostname"] = "db" }.metadata.labels["vm.kubevirt.io/name"] == "db")
  }

  @Test func `constraints of the spread are the pod's`() {
    let constraints: JSONValue = [["maxSkew": 1, "topologyKey": "zone"]]
    let spread = pod { $0.spec.rest["topologySpreadConstraints"] = constraints }
    #expect(spread.spec.rest["topologySpreadConstraints"] == constraints)
    #expect(pod().spec.rest["topologySpreadConstraints"] == nil)
  }

  @Test func `the token of a service account is there only for a volume of it`() {
    let named = pod { $0.spec.rest["serviceAccountName"] = "robot" }
    #expect(named.spec.rest["serviceAccountName"] == "robot")
    #expect(named.spec.rest["automountServiceAccountToken"] == false)
    let mounted = pod {
      $0.spec.volumes = [["name": "sa", "serviceAccount": ["serviceAccountName": "robot"]]]
    }
    #expect(mounted.spec.rest["serviceAccountName"] == "robot")
    #expect(mounted.spec.rest["automountServiceAccountToken"] == true)
    #expect(pod().spec.rest["serviceAccountName"] == "default")
  }

  @Test func `a migration's target has the service account too (MIG-206)`() throws {
    var cluster = try Rehearsal { given in
      given.virtualMachines[0].spec = ["serviceAccountName": "robot"]
    }
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    let target = try #require(cluster.target())
    #expect(target.spec.rest["serviceAccountName"] == "robot")
    #expect(target.spec.rest["automountServiceAccountToken"] == false)
  }

  @Test func `devices of the host and sealed memory are asked for`() {
    let pod = pod {
      $0.spec.domain.devices = [
        "gpus": [["name": "a", "deviceName": "x/gpu"], ["name": "b", "deviceName": "x/gpu"]],
        "hostDevices": [["name": "c", "deviceName": "x/nic"]],
      ]
      $0.spec.domain.launchSecurity = ["sev": ["policy": ["encryptedState": true]]]
    }
    let resources = pod.spec.containers.first?.resources
    for list in [resources?.requests, resources?.limits] {
      #expect(list?["x/gpu"] == "2")
      #expect(list?["x/nic"] == "1")
      #expect(list?["devices.kubevirt.io/sev"] == "1")
    }
    #expect(pod.spec.nodeSelector["kubevirt.io/sev"] == "true")
    #expect(pod.spec.nodeSelector["kubevirt.io/sev-es"] == "true")
    #expect(pod.spec.nodeSelector["kubevirt.io/tdx"] == nil)
  }

  @Test func `a list of permitted devices forbids the others`() {
    var domain = DomainSpec()
    domain.devices = [
      "gpus": [["name": "a", "deviceName": "x/gpu"]],
      "hostDevices": [["name": "b", "deviceName": "x/nic"]],
    ]
    #expect(LauncherPod.objection(to: domain, permitted: nil) == nil)
    #expect(
      LauncherPod.objection(
        to: domain, permitted: ["pciHostDevices": [["resourceName": "x/nic"]]])
        == "GPU x/gpu is not permitted in permittedHostDevices configuration")
  }
}
