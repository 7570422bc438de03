import GodwitModel
import Testing

@testable import Simulator

/// What a launcher pod asks for when the guest's memory comes from huge pages, as in KubeVirt's
/// renderresources_test.go.
@Suite struct LauncherPodMemoryTests {
  private func resources(
    guest: String?, request: String? = nil, limit: String? = nil
  ) -> ResourceRequirements {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    instance.spec.domain.memory = DomainMemory()
    instance.spec.domain.memory?.guest = guest ?? ""
    instance.spec.domain.memory?.rest["hugepages"] = ["pageSize": "2Mi"]
    var wanted = ResourceRequirements()
    if let request { wanted.requests["memory"] = request }
    if let limit { wanted.limits["memory"] = limit }
    instance.spec.domain.resources = wanted
    let pod = LauncherPod.template(for: instance, settings: KubeVirtSettings())
    return pod.spec.containers.first?.resources ?? ResourceRequirements()
  }

  private func memory(_ text: String?) -> Int64 {
    text.flatMap { Quantity(parsing: $0)?.units } ?? 0
  }

  @Test func `pages are asked for and of other memory only the overhead`() {
    let plain = resources(guest: "64Mi")
    #expect(plain.requests["hugepages-2Mi"] == "64Mi")
    #expect(plain.limits["hugepages-2Mi"] == "64Mi")
    #expect(memory(plain.requests["memory"]) < 512 << 20)
    #expect(plain.limits["memory"] == nil)
  }

  @Test func `what is requested beyond the guest is usual memory`() {
    let plain = resources(guest: "64Mi", request: "64Mi", limit: "64Mi")
    let more = resources(guest: "64Mi", request: "70Mi", limit: "80Mi")
    #expect(more.requests["hugepages-2Mi"] == "64Mi")
    let overhead = memory(plain.requests["memory"])
    #expect(plain.limits["memory"] == plain.requests["memory"])
    #expect((16 << 20)...(17 << 20) ~= memory(more.limits["memory"]) - overhead)
    #expect((6 << 20)...(7 << 20) ~= memory(more.requests["memory"]) - overhead)
  }
}
