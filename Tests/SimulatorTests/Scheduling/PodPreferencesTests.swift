import GodwitModel
import Testing

@testable import Simulator

/// Nodes that are better or worse because of the pods on them (interpodaffinity/scoring.go).
@Suite struct PodPreferencesTests {
  private let three = (1...3).map { NodeLayout(name: "node\($0)") }

  private func pod(
    _ name: String, _ labels: StringMap = [:], on node: String = "", _ affinity: JSONValue = .null
  ) -> Pod {
    var pod = Pod(name, labels: labels)
    pod.spec.nodeName = node
    pod.spec.affinity = affinity
    if !node.isEmpty { pod.status.phase = .running }
    return pod
  }

  private func preferred(_ kind: String, weight: JSONValue, _ app: String) -> JSONValue {
    [
      kind: [
        "preferredDuringSchedulingIgnoredDuringExecution": [
          [
            "weight": weight,
            "podAffinityTerm": [
              "labelSelector": ["matchLabels": ["app": .string(app)]],
              "topologyKey": "kubernetes.io/hostname",
            ],
          ]
        ]
      ]
    ]
  }

  private func node(of pod: Pod, among present: [Pod], seed: UInt64) -> String? {
    var world = World(seed: seed, nodes: three)
    for pod in present { world.store.create(pod.erased, at: world.now) }
    return world.place(pod)?.spec.nodeName
  }

  @Test(arguments: UInt64(1)...8)
  func `a pod goes where those are that it would be near`(seed: UInt64) {
    let db = pod("db", ["app": "db"], on: "node2")
    let wishes = preferred("podAffinity", weight: 10, "db")
    #expect(node(of: pod("new", [:], wishes), among: [db], seed: seed) == "node2")
  }

  @Test(arguments: UInt64(1)...8)
  func `a pod keeps away from those it would be far from`(seed: UInt64) {
    let present = [pod("a", ["app": "db"], on: "node1"), pod("b", ["app": "db"], on: "node3")]
    let wishes = preferred("podAntiAffinity", weight: 10, "db")
    #expect(node(of: pod("new", [:], wishes), among: present, seed: seed) == "node2")
  }

  @Test(arguments: UInt64(1)...8)
  func `what the pods that are there prefer counts too`(seed: UInt64) {
    let host = pod("host", [:], on: "node3", preferred("podAffinity", weight: 10, "web"))
    #expect(node(of: pod("new", ["app": "web"]), among: [host], seed: seed) == "node3")
    let needy = pod(
      "needy", [:], on: "node2",
      [
        "podAffinity": [
          "requiredDuringSchedulingIgnoredDuringExecution": [
            [
              "labelSelector": ["matchLabels": ["app": "web"]],
              "topologyKey": "kubernetes.io/hostname",
            ]
          ]
        ]
      ])
    #expect(node(of: pod("new", ["app": "web"]), among: [needy], seed: seed) == "node2")
  }
}
