import GodwitModel
import Simulator
import Testing

/// What keeps virt-controller from making a VMI's pod, and what the VMI says of it.
@Suite struct InstanceFailureTests {
  private func post(_ spec: JSONObject, to cluster: inout Rehearsal) -> APIResponse {
    var whole: JSONObject = ["domain": ["memory": ["guest": "1Gi"], "devices": [:]]]
    for member in spec.members { whole[member.key] = member.value }
    return cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstance, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
          "metadata": ["name": "new"], "spec": .object(whole),
        ]))
  }

  private func words(_ cluster: Rehearsal, _ type: String) -> String? {
    cluster.instance("new")?.status.conditions[type].map {
      "\($0.status) \($0.reason): \($0.message)"
    }
  }

  @Test func `a VMI waits for its claim, and runs when it is there`() throws {
    var cluster = try Rehearsal()
    #expect(
      post(
        [
          "domain": [
            "memory": ["guest": "1Gi"],
            "devices": ["disks": [["name": "d", "disk": ["bus": "virtio"]]]],
          ],
          "volumes": [["name": "d", "persistentVolumeClaim": ["claimName": "data"]]],
        ], to: &cluster
      ).code == 201)
    try cluster.run(for: .seconds(10))
    let message = "PVC demo/data does not exist, waiting for it to appear"
    #expect(cluster.instance("new")?.status.phase == .pending)
    #expect(words(cluster, "PodScheduled") == "False Unschedulable: " + message)
    #expect(words(cluster, "Synchronized") == "False FailedPvcNotFound: " + message)
    #expect(
      cluster.words(on: "VirtualMachineInstance", "new").contains {
        $0.contains("FailedPvcNotFound") && $0.contains(message)
      })
    cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .persistentVolumeClaim, namespace: "demo"),
        body: [
          "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "data"],
          "spec": [
            "accessModes": ["ReadWriteMany"], "resources": ["requests": ["storage": "1Gi"]],
          ],
        ]))
    try cluster.run(for: .seconds(10))
    #expect(cluster.instance("new")?.status.phase == .running)
    #expect(words(cluster, "PodScheduled") == nil)
    #expect(words(cluster, "Synchronized") == nil)
  }

  @Test func `a priority class that is not there lets no pod be made`() throws {
    var cluster = try Rehearsal()
    #expect(post(["priorityClassName": "golden"], to: &cluster).code == 201)
    try cluster.run(for: .seconds(2))
    #expect(cluster.instance("new")?.status.phase == .pending)
    let text = try #require(words(cluster, "Synchronized"))
    #expect(text.hasPrefix("False FailedCreate: failed to create virtual machine pod: pods \""))
    #expect(text.hasSuffix("\" is forbidden: no PriorityClass with name golden was found"))
    #expect(post(["priorityClassName": "system-node-critical"], to: &cluster).code == 409)
  }
}
