import GivenObjects
import GodwitModel
import Testing

@testable import Simulator

/// The facts of the profiles on both sides of the version in which they changed
/// (specification §11, and the tags v1.0.0 to v1.9.0).
@Suite struct KubeVirtProfileFactTests {
  /// A fact that holds from a version on.
  private struct Fact: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let since: Int
    let holds: @Sendable (KubeVirtProfile) -> Bool

    init(_ name: String, since: Int, _ holds: @escaping @Sendable (KubeVirtProfile) -> Bool) {
      testDescription = name
      self.since = since
      self.holds = holds
    }
  }

  private static let facts: [Fact] = [
    Fact("waits for a change of memory", since: 1) { $0.waitsForMemoryChange },
    Fact("console log", since: 1) { $0.hasConsoleLog },
    Fact("running migrations count alone", since: 1) { !$0.countsWaitingMigrations },
    Fact("failureReason and sourcePod", since: 3) { $0.hasFailureReason },
    Fact("the webhook refuses the first eviction", since: 3) {
      $0.evictionAnswer != .leavesItToTheBudget
    },
    Fact("Hyper-V passthrough", since: 3) { $0.rejectsHypervPassthrough },
    Fact("request-evict-only", since: 3) { $0.annotatesRequestEvictOnly },
    Fact("an eviction in progress is marked", since: 3) { $0.evictionMark != .none },
    Fact("150 s a gigabyte", since: 4) { $0.completionTimeoutPerGiB == 150 },
    Fact("updates back off", since: 4) { $0.updatesBackOff },
    Fact("StorageLiveMigratable", since: 4) { $0.hasStorageCondition },
    Fact("completed pods may go", since: 4) { $0.letsCompletedPodsGo },
    Fact("dry deletions mark nothing", since: 4) { $0.marksNothingForDryDeletion },
    Fact("only the own state is copied", since: 5) { !$0.copiesStateOfOthers },
    Fact("the webhook refuses all evictions", since: 5) { $0.evictionAnswer == .refusesAll },
    Fact("no disruption budgets", since: 6) { !$0.createsDisruptionBudgets },
    Fact("the target hands over", since: 6) { !$0.sourceHandsOver },
    Fact("the target's label goes", since: 6) { $0.removesTargetLabel },
    Fact("LiveUpdate", since: 6) { $0.defaultRolloutStrategy == "LiveUpdate" },
    Fact("MigrationRequired", since: 6) { $0.hasMigrationRequired },
    Fact("priority queue", since: 6) { $0.hasPriorityQueue },
    Fact("those that left count", since: 6) { $0.countsMigrationsThatLeft },
    Fact("machine type", since: 6) { $0.selectsMachineType && $0.nodeLabels.labelsMachineTypes },
    Fact("disks decide last", since: 6) { !$0.disksDecideFirst },
    Fact("Secure Execution", since: 6) { $0.rejectsSecureExecution },
    Fact("evacuate/cancel", since: 7) { $0.hasEvacuateCancel },
    Fact("hotplug pods are protected", since: 7) { $0.protectsHotplugPods },
    Fact("EvictionRequested", since: 7) { $0.hasEvictionRequested },
    Fact("the VMI marks its pod", since: 7) { $0.evictionMark == .byInstance },
    Fact("the descheduler is noted", since: 7) { $0.notesDescheduler },
    Fact("known models", since: 7) { $0.nodeLabels.labelsKnownModels },
    Fact("TDX", since: 7) { $0.rejectsTDX },
    Fact("CPU vendor", since: 8) { $0.selectsVendor },
    Fact("an interface for the pod network", since: 8) { $0.wantsInterfaceOfPodNetwork },
    Fact("all evacuations at once", since: 9) { $0.makesAllEvacuations },
    Fact("abortStatus with a failure alone", since: 9) { !$0.mirrorsAbortStatus },
    Fact("host devices apart", since: 9) { $0.tellsHostDevicesApart },
    Fact("a lost target is stored", since: 9) { $0.storesLostTargetReason },
    Fact("a lost target is told later too", since: 9) { !$0.tellsOfLostTargetOnlyBeforePorts },
    Fact("pods go with their migrations", since: 9) { $0.collectsPodsOfMigrations },
  ]

  @Test(arguments: facts)
  private func `a fact holds from its version on`(fact: Fact) {
    for minor in KubeVirtProfile.minors {
      #expect(fact.holds(KubeVirtProfile(minor: minor)) == (minor >= fact.since), "v1.\(minor)")
    }
  }

  @Test(arguments: KubeVirtProfile.youngFields.map { ($0.type, $0.name, $0.since) })
  func `a field is known from its version on`(type: String, name: String, since: Int) {
    for minor in KubeVirtProfile.minors {
      #expect(
        KubeVirtProfile(minor: minor).hasField(name, ofType: "group." + type) == (minor >= since))
    }
    #expect(KubeVirtProfile(minor: 0).hasField("other", ofType: "group." + type))
  }

  @Test(arguments: KubeVirtProfile.minors)
  func `failures that began are called completed but by three versions`(minor: Int) {
    #expect(KubeVirtProfile(minor: minor).completesFailures == !(6...8).contains(minor))
  }

  @Test func `gates are off until beta means on`() {
    typealias Profile = KubeVirtProfile
    func states(_ gate: Profile.FeatureGate) -> [Profile.GateState] {
      Profile.minors.map { Profile(minor: $0).state(of: gate) }
    }
    let absent = [Profile.GateState](repeating: .absent, count: 10)
    #expect(
      states(.migrationPriorityQueue) == absent.prefix(7) + [.off, .off, .always])
    #expect(
      states(.decentralizedLiveMigration) == absent.prefix(6) + [.off, .off, .off, .on])
    #expect(states(.memoryOverheadReport) == absent.prefix(8) + [.off, .on])
    #expect(states(.migrationStallDetection) == absent.prefix(9) + [.off])
  }

  @Test func `a gate is switched by name where the version has it`() {
    func isOn(_ minor: Int, _ configuration: [String], off: [String] = []) -> Bool {
      FeatureGates(
        [
          "developerConfiguration": [
            "featureGates": .array(configuration.map { .string($0) }),
            "disabledFeatureGates": .array(off.map { .string($0) }),
          ]
        ], profile: KubeVirtProfile(minor: minor)
      ).isOn(.migrationPriorityQueue)
    }
    let name = "MigrationPriorityQueue"
    #expect(!isOn(6, [name]))
    #expect(!isOn(7, []))
    #expect(isOn(7, [name]))
    #expect(isOn(8, [name], off: [name]))
    #expect(isOn(9, [], off: [name]))
  }

  @Test(arguments: [
    (2, "migration canceled%!(EXTRA string=pod-1)"),
    (3, "migration canceled and pod demo/pod-1 is deleted"),
  ])
  func `a cancelled pod is named since v1.3`(minor: Int, text: String) {
    #expect(KubeVirtProfile(minor: minor).deletion(of: "demo/pod-1", .canceled) == text)
  }

  @Test(arguments: [
    (2, "pending pod timeout period exceeded%!(EXTRA string=pod-1)"),
    (3, "pending pod demo/pod-1 timeout period exceeded"),
  ])
  func `a pod that waited too long is named since v1.3`(minor: Int, text: String) {
    #expect(KubeVirtProfile(minor: minor).deletion(of: "demo/pod-1", .pending) == text)
  }

  @Test func `each cause of an abort had its words up to v1.8`() {
    let old = KubeVirtProfile(minor: 8)
    #expect(old.failureReason(.canceled) == "Live migration aborted ")
    #expect(
      old.failureReason(.stuck(151))
        == "Live migration stuck for 151 seconds and has been aborted")
    #expect(
      old.failureReason(.late(300))
        == "Live migration is not completed after 300 seconds and has been aborted")
    for reason in [KubeVirtProfile.AbortReason.canceled, .stuck(151), .late(300)] {
      #expect(
        KubeVirtProfile.newest.failureReason(reason) == "Live migration has been aborted")
    }
  }

  @Test func `libvirt's error is bare since v1.6`() {
    #expect(KubeVirtProfile(minor: 6).failureReason(ofError: "broken") == "broken")
    #expect(
      KubeVirtProfile(minor: 5).failureReason(ofError: "broken")
        == "Live migration failed error encountered during MigrateToURI3 libvirt api call: broken")
  }
}
