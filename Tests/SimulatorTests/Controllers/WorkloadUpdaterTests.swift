import GodwitModel
import Testing

@testable import Simulator

/// Migrations that changes of VMIs need
/// (KubeVirt pkg/virt-controller/watch/workload-updater/workload-updater_test.go).
@Suite struct WorkloadUpdaterTests {
  private static let controller = "system:serviceaccount:kubevirt:kubevirt-controller"
  private static let abortion = "kubevirt.io/testWorkloadUpdateMigrationAbortion"

  private func cluster(_ configure: (inout Given) -> Void = { _ in }) throws -> Rehearsal {
    try Rehearsal { given in
      given.cluster.kubevirtSpec["workloadUpdateStrategy"] = [
        "workloadUpdateMethods": ["LiveMigrate"]
      ]
      var user = UserLayout(name: Self.controller)
      user.rights.clusterRoles = ["cluster-admin"]
      given.users = [user]
      given.virtualMachines[0].guest.copy = .lasts(.minutes(1))
      configure(&given)
    }
  }

  /// Sets a condition of the VM's instance beside those that it has, as KubeVirt does.
  private func set(_ type: String, of name: String = "vm", in cluster: inout Rehearsal) throws {
    var instance = try #require(cluster.instance(name))
    instance.status.conditions.append(Condition(type: type, status: "True"))
    let conditions = instance.json?["status"]?["conditions"] ?? []
    let answer = cluster.send(
      APIRequest(
        as: UserInfo(name: Self.controller), .patch,
        APIRequest.path(of: .virtualMachineInstance, namespace: "demo", name: name),
        patchType: .merge, body: ["status": ["conditions": conditions]]))
    #expect(answer.code == 200)
  }

  /// Makes a migration as the updater does, and lets it run.
  private func runUpdate(in cluster: inout Rehearsal) throws {
    cluster.migrate(annotations: ["kubevirt.io/workloadUpdateMigration": ""])
    try #require(try cluster.run(within: .seconds(4), until: "job", is: .running))
  }

  private static let aborted = "SuccessfulChangeAbortion: Aborted change for vmi: vm"

  @Test(
    "MIG-350: a change that needs a migration gets one",
    arguments: ["HotMemoryChange", "HotVCPUChange", "MigrationRequired", "VolumesChange"])
  func change(condition: String) throws {
    var cluster = try cluster()
    try cluster.run(for: .seconds(30))
    #expect(cluster.migrations.isEmpty, "nothing needs it")
    try set(condition, in: &cluster)
    try cluster.run(for: .seconds(6))
    let migration = try #require(cluster.migrations.first)
    #expect(migration.spec.vmiName == "vm")
    #expect(migration.metadata.annotations["kubevirt.io/workloadUpdateMigration"] == "")
    #expect(cluster.migrations.count == 1)
  }

  @Test("MIG-358: the migration for a change goes before those of maintenance")
  func priorityOfAChange() throws {
    for condition in ["HotMemoryChange", "VolumesChange"] {
      var cluster = try cluster()
      try set(condition, in: &cluster)
      try cluster.run(for: .seconds(6))
      #expect(cluster.migrations.first?.spec.priority == "user-triggered")
    }
  }

  @Test("MIG-356: the migration for a change of volumes names the VM, or its uid")
  func labelOfAChangeOfVolumes() throws {
    var short = try cluster()
    try set("VolumesChange", in: &short)
    try short.run(for: .seconds(6))
    let key = "kubevirt.io/volume-update-migration"
    #expect(short.migrations.first?.metadata.labels[key] == "vm")
    var instance = VirtualMachineInstance()
    instance.metadata.name = String(repeating: "a", count: 64)
    instance.metadata.namespace = "demo"
    instance.metadata.uid = "0d3e9c1f-0000-4000-8000-000000000000"
    instance.status.conditions = [Condition(type: "VolumesChange", status: "True")]
    #expect(World.volumeUpdateLabel(of: instance) == instance.metadata.uid)
  }

  @Test("MIG-343: nothing is done while KubeVirt itself is being updated")
  func updateUnderWay() throws {
    var cluster = try cluster()
    let answer = cluster.send(
      APIRequest(
        .patch,
        APIRequest.path(
          of: .kubeVirt, namespace: "kubevirt", name: "kubevirt", subresource: "status"),
        patchType: .merge,
        body: ["status": ["observedDeploymentID": "a", "targetDeploymentID": "b"]]
      ))
    #expect(answer.code == 200)
    try set("HotMemoryChange", in: &cluster)
    try cluster.run(for: .minutes(5))
    #expect(cluster.migrations.isEmpty)
  }

  @Test("MIG-351: a migration whose change is gone is deleted, and a final one is not")
  func changeThatIsGone() throws {
    var cluster = try cluster { $0.virtualMachines[0].guest.copy = .lasts(.seconds(20)) }
    try runUpdate(in: &cluster)
    try cluster.run(for: .seconds(6))
    #expect(cluster.migration() == nil)
    #expect(cluster.words(on: "VirtualMachineInstance").contains(Self.aborted))
    var ended = try self.cluster { $0.virtualMachines[0].guest.copy = .lasts(.milliseconds(10)) }
    try runUpdate(in: &ended)
    try ended.run(for: .minutes(1))
    #expect(ended.migration()?.status.phase == .succeeded)
    #expect(!ended.words(on: "VirtualMachineInstance").contains(Self.aborted))
  }

  @Test("MIG-352: a migration whose change is still there goes on")
  func changeThatIsThere() throws {
    var cluster = try cluster()
    try set("HotMemoryChange", in: &cluster)
    try cluster.run(for: .seconds(30))
    #expect(cluster.migrations.count == 1)
    #expect(cluster.migrations.first?.status.phase == .running)
    #expect(!cluster.words(on: "VirtualMachineInstance").contains(Self.aborted))
  }

  @Test(
    "MIG-353: with the annotation of an abort a migration is deleted", arguments: [true, false])
  func annotatedAbort(isChanged: Bool) throws {
    var cluster = try cluster()
    if isChanged { try set("HotMemoryChange", in: &cluster) }
    try runUpdate(in: &cluster)
    cluster.patch(
      .virtualMachineInstance, "vm", ["metadata": ["annotations": [.init(Self.abortion): ""]]])
    try cluster.run(for: .seconds(12))
    #expect(cluster.migration() == nil)
    #expect(cluster.words(on: "VirtualMachineInstance").contains(Self.aborted))
  }

  @Test("MIG-355: a migration whose guest has arrived is not deleted")
  func arrivedGuest() throws {
    var cluster = try cluster { given in
      given.virtualMachines[0].guest.copy = .lasts(.milliseconds(10))
      given.cluster.timing.handlerSync = .seconds(20)
    }
    cluster.migrate(annotations: ["kubevirt.io/workloadUpdateMigration": ""])
    try set("HotMemoryChange", in: &cluster)
    try cluster.run { change in
      guard case .virtualMachineInstance(let found) = change.object else { return false }
      return found.object.status.migrationState?.targetNodeDomainReadyTimestamp != nil
    }
    var instance = try #require(cluster.instance())
    instance.status.conditions.remove(type: "HotMemoryChange")
    let conditions = instance.json?["status"]?["conditions"] ?? []
    cluster.send(
      APIRequest(
        as: UserInfo(name: Self.controller), .patch,
        APIRequest.path(of: .virtualMachineInstance, namespace: "demo", name: "vm"),
        patchType: .merge, body: ["status": ["conditions": conditions]]))
    try cluster.run(for: .seconds(12))
    #expect(cluster.migration()?.status.phase == .running)
    #expect(cluster.migration()?.metadata.isBeingDeleted == false)
    #expect(!cluster.words(on: "VirtualMachineInstance").contains(Self.aborted))
  }
}
