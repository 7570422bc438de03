import BackendInterface
import GodwitModel
import KubernetesClient

extension ResourceKind {
  static let persistentVolume = ResourceKind(
    group: "", version: "v1", kind: "PersistentVolume", shortNames: ["pv"], isNamespaced: false)
}

/// Makes the volumes for a scenario's claims where nobody provides any: beside nodes that are
/// objects there is no storage, and a claim without a volume keeps its VM from a node.
///
/// A volume names its claim, to which the volume controller then binds it (Kubernetes
/// pkg/controller/volume/persistentvolume/pv_controller.go, syncVolume). It goes after the claim's
/// namespace.
struct ClaimVolumes {
  let scenario: Scenario
  let names: NameTranslation
  let access: ClusterAccess

  func run() async throws(BackendError) {
    let claims = scenario.given.manifests.filter { manifest in
      manifest["kind"]?.string == ResourceKind.persistentVolumeClaim.kind
        && (manifest["spec"]?["storageClassName"]?.string ?? "").isEmpty
        && manifest["spec"]?["volumeName"] == nil
    }
    if claims.isEmpty { return }
    if try await hasDefaultClass() { return }
    for claim in claims {
      let body = names.marked(volume(for: claim))
      let response = try await access.send(
        APIRequest(.post, APIRequest.path(of: .persistentVolume), body: body))
      // A served cluster binds claims by itself, and has no volumes.
      if response.code == 404 { return }
      guard response.isSuccess else {
        throw .unsuitable(
          "the volume for the claim \(claim["metadata"]?["name"]?.string ?? "") was refused: "
            + response.explanation)
      }
    }
  }

  private func hasDefaultClass() async throws(BackendError) -> Bool {
    let response = try await access.send(
      APIRequest(.get, "/apis/storage.k8s.io/v1/storageclasses"))
    let mark = "storageclass.kubernetes.io/is-default-class"
    return (response.body?["items"]?.array ?? []).contains {
      $0["metadata"]?["annotations"]?[mark]?.string == "true"
    }
  }

  private func volume(for claim: JSONValue) -> JSONValue {
    let name = claim["metadata"]?["name"]?.string ?? ""
    let namespace = names.namespace(
      claim["metadata"]?["namespace"]?.string ?? scenario.namespace)
    let spec = claim["spec"]
    return [
      "apiVersion": "v1", "kind": "PersistentVolume",
      "metadata": ["name": .string(namespace + "-" + name)],
      "spec": [
        "capacity": spec?["resources"]?["requests"] ?? ["storage": "1Gi"],
        "accessModes": spec?["accessModes"] ?? ["ReadWriteOnce"],
        "volumeMode": spec?["volumeMode"] ?? "Filesystem",
        "persistentVolumeReclaimPolicy": "Retain", "storageClassName": "",
        "claimRef": [
          "apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": .string(namespace),
          "name": .string(name),
        ],
        "hostPath": ["path": .string("/var/lib/godwit/" + name)],
      ],
    ]
  }
}
