import GodwitModel
import Simulator
import Testing

@Suite struct ResourceListTests {
  @Test func `quantities are read in their units`() {
    let list = ResourceList([
      "cpu": "1500m", "memory": "1Gi", "pods": "110", "devices.kubevirt.io/kvm": "3",
      "ephemeral-storage": "50M", "hugepages-2Mi": "4Mi",
    ])
    #expect(list.cpu == 1500)
    #expect(list.memory == 1 << 30)
    #expect(list.pods == 110)
    #expect(list.count(of: "devices.kubevirt.io/kvm") == 3)
    #expect(list.count(of: "hugepages-2Mi") == 4 << 20)
    #expect(list.devices.count == 2, "storage is not counted")
  }

  @Test func `what is added and taken away again leaves nothing`() {
    var total = ResourceList(["cpu": "1"])
    let other = ResourceList(["cpu": "2", "memory": "1Gi", "devices.kubevirt.io/tun": "1"])
    total.add(other, times: 3)
    #expect(total.cpu == 7000)
    #expect(total.count(of: "devices.kubevirt.io/tun") == 3)
    total.add(other, times: -3)
    #expect(total.cpu == 1000)
    #expect(total.memory == 0)
    #expect(total.count(of: "devices.kubevirt.io/tun") == 0)
  }

  @Test func `a pod requests the sum of its containers and one place`() {
    var pod = Pod()
    for memory in ["1Gi", "35M"] {
      var container = Container()
      var resources = ResourceRequirements()
      resources.requests = ["memory": memory, "cpu": "5m"]
      container.resources = resources
      pod.spec.containers.append(container)
    }
    let requests = ResourceList(requestsOf: pod)
    #expect(requests.memory == 1_073_741_824 + 35_000_000)
    #expect(requests.cpu == 10)
    #expect(requests.pods == 1)
  }
}
