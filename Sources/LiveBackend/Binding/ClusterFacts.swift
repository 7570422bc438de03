import BackendInterface
import GodwitModel
import KubernetesClient

/// What a live run has to know of a cluster before it does anything.
package struct ClusterFacts: Sendable {
  /// By name.
  package var nodes: [Node] = []
  /// Where the KubeVirt object is, and what it is called; nil where it may not be read.
  package var kubeVirt: ObjectKey?
  /// `spec.configuration` of the KubeVirt object.
  package var configuration = JSONObject()
  /// Other fields of its `spec`.
  package var kubeVirtSpec = JSONObject()
  /// What writes the KubeVirt object, and would take back what others change.
  package var manager: String?
  /// Of KubeVirt; nil where the cluster does not tell.
  package var version: ProductVersion?

  package init() {}

  /// Asks the cluster.
  package static func read(from api: any ClusterAPI) async throws(BackendError) -> ClusterFacts {
    let access = ClusterAccess(api: api)
    var facts = ClusterFacts()
    for case .node(let snapshot) in try await access.list(.node) {
      facts.nodes.append(snapshot.object)
    }
    facts.nodes.sort { $0.metadata.name < $1.metadata.name }
    try await facts.readKubeVirt(access)
    return facts
  }

  private mutating func readKubeVirt(_ access: ClusterAccess) async throws(BackendError) {
    let list = try await access.send(APIRequest(.get, APIRequest.path(of: .kubeVirt)))
    let items = list.body?["items"]?.array ?? []
    if let item = items.first, let object = APIObject(.kubeVirt, json: item) {
      kubeVirt = object.key
      kubeVirtSpec = item["spec"]?.object ?? JSONObject()
      configuration = kubeVirtSpec["configuration"]?.object ?? JSONObject()
      kubeVirtSpec["configuration"] = nil
      // HyperConverged names itself as the manager of what it writes.
      manager = object.metadata.labels["app.kubernetes.io/managed-by"]
      version = item.value(at: ["status", "observedKubeVirtVersion"])?.string.flatMap(Self.version)
    }
    if version != nil { return }
    let answer = try await access.send(
      APIRequest(.get, "/apis/subresources.kubevirt.io/v1/version"))
    version = answer.body?["gitVersion"]?.string.flatMap(Self.version)
    if version == nil, kubeVirt == nil {
      throw .unsuitable("the cluster has no KubeVirt, as far as this user can see")
    }
  }

  /// Of `v1.9.0-rc.0` and `v1.9.0-12-gabc`, the release.
  private static func version(_ text: String) -> ProductVersion? {
    ProductVersion(parsing: text.prefix { $0 != "-" && $0 != "+" })
  }

  /// The nodes on which a VM could run, of no taint that it does not tolerate.
  package var schedulable: [Node] { nodes.filter(\.takesMachines) }
}

extension Node {
  /// Whether the node is ready, not cordoned, and KubeVirt works on it.
  package var takesMachines: Bool {
    let isReady = status.conditions.contains {
      $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
    }
    return isReady && !spec.unschedulable && metadata.labels["kubevirt.io/schedulable"] == "true"
  }
}
