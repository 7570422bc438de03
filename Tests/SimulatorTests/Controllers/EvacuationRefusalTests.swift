import GodwitModel
import Simulator
import Testing

/// KubeVirt pkg/virt-controller/watch/drain/evacuation/evacuation.go: what the API server says to a
/// migration that cannot be made stands in an event, and it is tried again.
@Suite struct EvacuationRefusalTests {
  @Test func `a VM with a name too long for a label cannot be evacuated`() throws {
    let name = String(repeating: "w", count: 64)
    var cluster = try Rehearsal { $0.virtualMachines = [] }
    cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstance, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
          "metadata": ["name": .string(name)],
          "spec": [
            "evictionStrategy": "LiveMigrate",
            "domain": [
              "memory": ["guest": "1Gi"],
              "devices": [
                "disks": [["name": "d", "disk": ["bus": "virtio"]]],
                "interfaces": [["name": "default", "masquerade": [:]]],
              ],
            ],
            "networks": [["name": "default", "pod": [:]]],
            "volumes": [["name": "d", "containerDisk": ["image": "registry.example/fedora"]]],
          ],
        ]))
    try cluster.run(for: .seconds(30))
    #expect(cluster.instance(name)?.status.phase == .running)
    let pod = try #require(cluster.pods(of: name).first)
    #expect(cluster.evict(pod.metadata.name).code == 429)
    try cluster.run(for: .seconds(60))
    #expect(cluster.migrations.isEmpty)
    let refusals = cluster.events(on: "VirtualMachineInstance", name)
      .filter { $0.reason == "FailedCreate" }
    #expect(refusals.count > 1)
    let message = refusals.first?.message ?? ""
    #expect(message.hasPrefix("Error creating a Migration: VirtualMachineInstanceMigration."))
    #expect(
      message.hasSuffix(
        "is invalid: metadata.labels: Invalid value: \"\(name)\": must be no more than 63 bytes"))
  }
}
