import GivenObjects
import GodwitModel

@testable import Simulator

extension World {
  /// A world with nodes and nothing else.
  init(seed: UInt64 = 1, nodes: [NodeLayout]) {
    let empty = ObjectStore(identifiers: SeededGenerator(seed: 0, purpose: "empty"))
    self.init(timing: Timing(), startingFrom: empty, seed: seed)
    for layout in nodes {
      store.create(NodeManifest.node(layout, machineType: nil).erased, at: now)
    }
    flush()
  }

  /// Adds a pod and has the scheduler look at it; the pod as it is then.
  mutating func place(_ pod: Pod) -> Pod? {
    store.create(pod.erased, at: now)
    schedule(ObjectName(pod.metadata))
    return store.pods[ObjectName(pod.metadata)]?.object
  }

  /// The events that were reported, oldest first.
  var reported: [Event] { store.events.all.map(\.object) }
}

extension Pod {
  /// A pod in the namespace `demo` that asks for `requests`.
  init(_ name: String, labels: StringMap = [:], requests: StringMap = [:]) {
    self.init()
    metadata.name = name
    metadata.namespace = "demo"
    metadata.labels = labels
    status.phase = .pending
    var container = Container()
    var resources = ResourceRequirements()
    resources.requests = requests
    container.resources = resources
    spec.containers = [container]
  }

  /// The pod with required anti-affinity to pods with these labels.
  func apart(from labels: JSONValue) -> Pod {
    var pod = self
    pod.spec.affinity = [
      "podAntiAffinity": [
        "requiredDuringSchedulingIgnoredDuringExecution": [
          ["labelSelector": ["matchLabels": labels], "topologyKey": "kubernetes.io/hostname"]
        ]
      ]
    ]
    return pod
  }

  /// Why the scheduler has found no node; nil when it has not looked or has found one.
  var refusal: String? {
    let condition = status.conditions["PodScheduled"]
    return condition?.status == "False" ? condition?.message : nil
  }
}
