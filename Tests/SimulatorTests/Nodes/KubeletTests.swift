import GodwitModel
import Simulator
import Testing

@Suite struct KubeletTests {
  @Test func `a pod runs a while after it is bound`() throws {
    var cluster = try Rehearsal { $0.cluster.timing.podStart = .seconds(7) }
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    func time(_ isWanted: (Pod) -> Bool) -> Instant? {
      cluster.time { change in
        guard case .pod(let pod) = change.object,
          pod.object.metadata.labels["kubevirt.io/migrationJobUID"] != nil
        else { return false }
        return isWanted(pod.object)
      }
    }
    let bound = try #require(time { !$0.spec.nodeName.isEmpty })
    let running = try #require(time { $0.status.phase == .running })
    // The kubelet sees the pod a little sooner or later, as the seed will have it.
    #expect(running - bound > .seconds(7) - .milliseconds(2))
    #expect(running - bound < .seconds(7) + .milliseconds(20))
    let target = try #require(cluster.target())
    #expect(target.status.podIP.hasPrefix("10.244."))
    #expect(target.status.hostIP == "192.168.66.2")
    #expect(target.status.conditions["Ready"]?.status == "True")
    #expect(target.status.containerStatuses.count == target.spec.containers.count)
  }

  @Test func `a launcher's image that is not in the cluster's registry keeps its pod Pending`()
    throws
  {
    var cluster = try Rehearsal()
    cluster.migrate(
      annotations: [
        "kubevirt.io/func-test-migration-target-image-override": "quay.io/kubevirtci/none"
      ])
    try cluster.run(for: .minutes(5))
    let pod = try #require(cluster.target())
    #expect(pod.status.phase == .pending)
    #expect(pod.spec.containers.first?.image == "quay.io/kubevirtci/none")
    #expect(
      pod.status.containerStatuses.first?["state"]
        == ["waiting": ["reason": "ImagePullBackOff"]])
    #expect(cluster.migration()?.status.phase == .scheduling)
  }

  @Test func `every pod has an address of its own`() throws {
    var cluster = try Rehearsal(nodes: 3) { given in
      for number in 1...3 {
        given.virtualMachines.append(VirtualMachineLayout(name: "other\(number)"))
      }
    }
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    let addresses = cluster.pods.map(\.status.podIP)
    #expect(Set(addresses).count == 5)
    #expect(!addresses.contains(""))
  }

  @Test func `a guest that is asked to end takes its time and its pod goes`() throws {
    var cluster = try Rehearsal()
    let pod = try #require(cluster.pods.first)
    cluster.delete(.pod, pod.metadata.name)
    let deleted = cluster.simulation.now
    try cluster.run(for: .minutes(2))
    let gone = cluster.time { $0.type == .deleted && $0.object.uid == pod.metadata.uid }
    let wait = try #require(gone) - deleted
    #expect(wait >= .seconds(1))
    #expect(wait < .seconds(45), "it does not use up its grace period")
    #expect(cluster.instance()?.metadata.uid != pod.metadata.controller?.uid, "it ran Always")
  }
}
