import GodwitModel
import Testing

@testable import Simulator

/// Passes over migrations of VMIs that are being changed, from states made by hand.
@Suite struct HotplugPassTests {
  private func container(
    requests: StringMap = [:], limits: StringMap = [:]
  ) -> Container {
    var container = Container()
    container.name = "compute"
    var resources = ResourceRequirements()
    resources.requests = requests
    resources.limits = limits
    container.resources = resources
    return container
  }

  private func handOver(
    _ container: Container, _ change: (inout VirtualMachineInstance) -> Void
  ) -> HandMadeMigration {
    var made = HandMadeMigration(.scheduled)
    made.changeInstance(change)
    let uid = made.uid
    made.addPod("target", .running, on: "node2") {
      $0.metadata.labels["kubevirt.io/migrationJobUID"] = uid
      $0.spec.containers = [container]
    }
    made.reconcile()
    return made
  }

  @Test func `the hand-over tells the CPUs of the target (MIG-222)`() {
    let made = handOver(container(limits: ["cpu": "4"])) {
      $0.spec.domain.cpu = DomainCPU()
      $0.spec.domain.cpu?.dedicatedCPUPlacement = true
      $0.status.conditions = [Condition(type: "HotVCPUChange", status: "True")]
    }
    #expect(made.reasons == ["SuccessfulHandOver"])
    #expect(
      made.instance?.metadata.labels["kubevirt.io/vmi-pod-cpu-resource-limits"] == "4")
  }

  @Test(arguments: [nil, "2Mi", "1Gi"])
  func `the hand-over tells the memory of the target (MIG-223)`(page: String?) {
    var requests: StringMap = ["memory": "150Mi"]
    if let page { requests["hugepages-" + page] = "1Gi" }
    let made = handOver(container(requests: requests)) {
      $0.status.conditions = [Condition(type: "HotMemoryChange", status: "True")]
    }
    let key = "kubevirt.io/vmi-pod-memory-resource-requests"
    #expect(made.instance?.metadata.labels[key] == (page == nil ? "150Mi" : "1174Mi"))
  }

  private func completed(_ conditions: [Condition]) -> HandMadeMigration {
    let end = Timestamp(Instant.simulationEpoch)
    var made = HandMadeMigration(.running, target: .running) {
      $0.completed = true
      $0.endTimestamp = end
      $0.targetNodeDomainReadyTimestamp = end
    }
    made.changeInstance { $0.status.conditions = conditions }
    made.reconcile()
    return made
  }

  private let key = "kubevirt.io/migration-target-ready-timestamp"

  @Test func `a change that is not through keeps a migration running (MIG-278)`() {
    for types in [["HotVCPUChange"], ["HotMemoryChange"], ["HotVCPUChange", "HotMemoryChange"]] {
      let made = completed(types.map { Condition(type: $0, status: "True") })
      #expect(made.phase == .running)
      #expect(made.pod("target")?.metadata.annotations[key] != nil)
    }
  }

  @Test func `a change of memory that failed lets a migration succeed (MIG-224)`() {
    let made = completed([Condition(type: "HotMemoryChange", status: "False")])
    #expect(made.phase == .succeeded)
  }

  @Test func `a VMI that ran as root is a plain user's from then on (MIG-225)`() {
    var made = HandMadeMigration(.pending)
    made.changeInstance {
      $0.metadata.annotations["kubevirt.io/nonroot"] = nil
      $0.status.runtimeUser = 0
    }
    made.reconcile()
    #expect(made.instance?.status.runtimeUser == 107)
    #expect(made.instance?.metadata.annotations["kubevirt.io/nonroot"] == "true")
  }

  @Test func `utility volumes keep a migration pending until they are gone (MIG-250)`() throws {
    var made = HandMadeMigration(.pending)
    made.changeInstance {
      $0.spec.utilityVolumes = [["name": "tools", "claimName": "tools"]]
    }
    made.reconcile()
    #expect(made.phase == .pending)
    let condition = try #require(
      made.migration?.status.conditions["migrationBlockedByUtilityVolumes"])
    #expect(condition.status == "True")
    #expect(made.reasons == ["UtilityVolumeMigrationPending"])
    made.changeInstance { $0.spec.utilityVolumes = [] }
    made.reconcile(times: 2)
    #expect(made.phase == .scheduling)
    #expect(made.migration?.status.conditions["migrationBlockedByUtilityVolumes"] == nil)
  }

  private func level(_ configuration: JSONValue) -> JSONValue? {
    var made = HandMadeMigration(.pending)
    made.changeInstance {
      $0.status.selinuxContext = "system_u:object_r:container_file_t:s0:c1,c2"
    }
    made.world.settings = KubeVirtSettings(["migrations": configuration])
    made.reconcile()
    let target = made.world.store.index.targets(ofMigration: made.uid).first
    let pod = target.flatMap { made.world.store.pods[$0]?.object }
    return pod?.spec.rest["securityContext"]?["seLinuxOptions"]?["level"]
  }

  @Test func `the target has the SELinux level of the source (MIG-315)`() {
    #expect(level([:]) == "s0:c1,c2")
  }

  @Test func `a cluster may leave the SELinux level to the runtime (MIG-316)`() {
    #expect(level(["matchSELinuxLevelOnMigration": false]) == nil)
  }
}
