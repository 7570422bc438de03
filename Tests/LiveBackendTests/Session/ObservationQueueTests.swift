import BackendInterface
import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

/// The order in which what several watches deliver is observed.
@Suite struct ObservationQueueTests {
  /// - Parameter ordered: Kinds whose order is asked for.
  private func queue(
    _ ordered: Set<ResourceKind> = [.pod, .virtualMachineInstance]
  ) -> ObservationQueue {
    var queue = ObservationQueue(
      [
        .init(kind: .pod, namespace: "demo"),
        .init(kind: .virtualMachineInstance, namespace: "demo"),
      ], patience: OrderPatience(kinds: ordered))
    queue.take(.listed([pod("a", 3)], resourceVersion: "5"), from: 0, at: at(0))
    queue.take(.listed([], resourceVersion: "6"), from: 1, at: at(0))
    return queue
  }

  private func at(_ milliseconds: Int64) -> Instant {
    .simulationEpoch + .milliseconds(milliseconds)
  }

  private func pod(_ name: String, _ version: Int, uid: String = "u") -> APIObject {
    var pod = Pod()
    pod.metadata.name = name
    pod.metadata.namespace = "demo"
    pod.metadata.uid = uid + name
    pod.metadata.resourceVersion = String(version)
    return pod.erased
  }

  private func instance(_ name: String, _ version: Int) -> APIObject {
    var instance = VirtualMachineInstance()
    instance.metadata.name = name
    instance.metadata.namespace = "demo"
    instance.metadata.uid = name
    instance.metadata.resourceVersion = String(version)
    return instance.erased
  }

  private func versions(_ queue: inout ObservationQueue, at now: Instant? = nil) -> [String] {
    var versions: [String] = []
    while let sighting = queue.next(at: now) {
      switch sighting {
      case .change(let change):
        versions.append("\(change.type.rawValue) \(change.object.resourceVersion)")
      case .gap(let gap): versions.append("\(gap.effect): \(gap.changes.count)")
      }
    }
    return versions
  }

  @Test func whatWasThereIsNoChange() {
    var queue = queue()
    #expect(queue.isListed)
    #expect(queue.objects.map(\.resourceVersion) == ["3"])
    #expect(queue.next(at: nil) == nil)
  }

  @Test func changesOfSeveralKindsComeInTheOrderOfVersions() {
    var queue = queue()
    queue.take(.changed(.added, instance("vm", 9)), from: 1, at: at(1))
    queue.take(.changed(.modified, pod("a", 7)), from: 0, at: at(2))
    queue.take(.changed(.deleted, pod("a", 11)), from: 0, at: at(2))
    #expect(versions(&queue) == ["MODIFIED 7", "ADDED 9", "DELETED 11"])
    #expect(queue.objects.map(\.resourceVersion) == ["9"])
  }

  @Test func aChangeWaitsForWatchesThatAreNotAsFar() {
    var queue = queue()
    queue.take(.changed(.added, instance("vm", 9)), from: 1, at: at(10))
    #expect(versions(&queue, at: at(12)) == [], "pods are known up to 5")
    #expect(queue.wait(at: at(12)) == .milliseconds(98))
    queue.take(.bookmark(resourceVersion: "9"), from: 0, at: at(12))
    #expect(queue.wait(at: at(12)) == .zero)
    #expect(versions(&queue, at: at(12)) == ["ADDED 9"])
    queue.take(.changed(.modified, instance("vm", 12)), from: 1, at: at(12))
    #expect(versions(&queue, at: at(112)) == ["MODIFIED 12"], "it has waited long enough")
    #expect(queue.wait(at: at(112)) == nil)
  }

  @Test func whatNobodyAsksTheOrderOfWaitsLittleAndIsNoGap() {
    var queue = queue([])
    queue.take(.changed(.added, instance("vm", 9)), from: 1, at: at(10))
    #expect(versions(&queue, at: at(11)) == [])
    #expect(versions(&queue, at: at(12)) == ["ADDED 9"])
    queue.take(.changed(.modified, pod("a", 8)), from: 0, at: at(13))
    #expect(versions(&queue, at: at(15)) == ["MODIFIED 8"])
  }

  @Test func whatWaitsHoldsUpNothingElse() {
    var queue = ObservationQueue(
      [
        .init(kind: .pod, namespace: "a"), .init(kind: .pod, namespace: "b"),
        .init(kind: .virtualMachineInstance, namespace: "a"),
      ], patience: OrderPatience(kinds: [.pod]))
    for index in 0...2 { queue.take(.listed([], resourceVersion: "5"), from: index, at: at(0)) }
    queue.take(.changed(.added, pod("a", 7)), from: 0, at: at(1))
    queue.take(.changed(.added, instance("vm", 9)), from: 2, at: at(1))
    #expect(versions(&queue, at: at(4)) == ["ADDED 9"])
    #expect(versions(&queue, at: at(101)) == ["ADDED 7"])
    queue.take(.changed(.added, pod("b", 6)), from: 1, at: at(101))
    #expect(versions(&queue, at: at(202)) == ["orderUnknown: 1"], "of two namespaces")
  }

  @Test func aGapOfVersionsStaysOneHoweverLateItComes() {
    var queue = queue()
    queue.take(.changed(.added, instance("vm", 9)), from: 1, at: at(1))
    #expect(versions(&queue) == ["ADDED 9"])
    queue.take(.relisted([], resourceVersion: "8", reason: "too old"), from: 0, at: at(5))
    #expect(versions(&queue) == ["versionsMissed: 1"])
  }

  @Test func whatComesTooLateIsOfUnknownOrder() {
    var queue = queue()
    queue.take(.changed(.added, instance("vm", 9)), from: 1, at: at(1))
    #expect(versions(&queue) == ["ADDED 9"])
    queue.take(.changed(.modified, pod("a", 8)), from: 0, at: at(5))
    #expect(versions(&queue) == ["orderUnknown: 1"])
  }

  @Test func aRelistIsAGapWithWhatIsDifferent() {
    var queue = queue()
    queue.take(.changed(.added, pod("b", 7)), from: 0, at: at(1))
    queue.take(
      .relisted([pod("b", 7), pod("c", 9)], resourceVersion: "12", reason: "too old"), from: 0,
      at: at(2))
    #expect(queue.next(at: nil) != nil)
    guard case .gap(let gap) = queue.next(at: nil) else {
      Issue.record("no gap")
      return
    }
    #expect(gap.kinds == [.pod])
    #expect(gap.reason == "too old")
    #expect(
      gap.changes.map { "\($0.type.rawValue) \($0.object.key)" } == [
        "DELETED Pod/a", "ADDED Pod/c",
      ]
    )
  }

  @Test func anObjectMadeAnewInAGapIsDeletedAndAdded() {
    var queue = queue()
    queue.take(
      .relisted([pod("a", 9, uid: "other")], resourceVersion: "12", reason: "too old"), from: 0,
      at: at(2))
    guard case .gap(let gap) = queue.next(at: nil) else {
      Issue.record("no gap")
      return
    }
    #expect(gap.changes.map(\.type) == [.deleted, .added])
  }
}
