import GodwitModel
import Simulator

/// The cluster of a recording, and its machines.
extension Replay {
  static func scenario(_ recording: Recording) -> Scenario {
    var scenario = Scenario(
      id: recording.name, name: recording.name, title: recording.name, namespace: "demo",
      location: SourceLocation(file: recording.name, line: 1, column: 1))
    var cluster = ClusterLayout()
    cluster.nodes = recording.nodes.map {
      NodeLayout(name: $0["metadata"]?["name"]?.string ?? "")
    }
    cluster.timing = .standIn
    if let migrations = recording.migrations {
      cluster.kubevirtConfiguration["migrations"] = migrations
    }
    scenario.given.cluster = cluster
    scenario.given.namespaces = [NamespaceLayout(name: "demo")]
    for binding in recording.roleBindings {
      let name = binding["user"]?.string ?? ""
      let role = binding["role"]?.string ?? ""
      var user = scenario.given.users.first { $0.name == name } ?? UserLayout(name: name)
      if binding["scope"]?.string == "cluster" {
        user.rights.clusterRoles.append(role)
      } else {
        user.rights.roles.append(role)
      }
      scenario.given.users.removeAll { $0.name == name }
      scenario.given.users.append(user)
    }
    return scenario
  }

  /// Gives the nodes exactly the labels and taints of the recording.
  mutating func prepare(_ recording: Recording) throws {
    for node in recording.nodes {
      guard let name = node["metadata"]?["name"]?.string,
        let present = simulation.initialObjects.first(where: {
          $0.kind == .node && $0.metadata.name == name
        })
      else { continue }
      var labels = JSONObject()
      for entry in present.metadata.labels.entries { labels[entry.key] = .null }
      for member in node["metadata"]?["labels"]?.object?.members ?? [] {
        labels[member.key] = member.value
      }
      if let resources = node["status"]?["allocatable"] {
        _ = simulation.handle(
          APIRequest(
            .patch, APIRequest.path(of: .node, name: name, subresource: "status"),
            patchType: .merge, body: ["status": ["allocatable": resources, "capacity": resources]]))
      }
      let patch: JSONValue = [
        "metadata": ["labels": .object(labels)],
        "spec": [
          "taints": node["spec"]?["taints"] ?? [],
          "unschedulable": node["spec"]?["unschedulable"] ?? false,
        ],
      ]
      let response = simulation.handle(
        APIRequest(
          .patch, APIRequest.path(of: .node, name: name), patchType: .merge, body: patch))
      precondition(response.isSuccess, "cannot prepare \(name): \(response)")
    }
    try advance(to: .milliseconds(100))
    changes.removeAll()
  }

  /// What was done before the script and is not in the log: nodes that were cordoned so that the
  /// VMs start elsewhere are free again, and a quota stands that later refuses.
  mutating func openCluster(_ recording: Recording) {
    for node in recording.nodes where node["spec"]?["unschedulable"] == true {
      patchNode(node["metadata"]?["name"]?.string ?? "", ["unschedulable": false])
    }
    if let quota = recording.quota { limit([quota.resource: .string(quota.limit)], as: quota.name) }
  }

  /// Sets what the namespace may use.
  mutating func limit(_ resources: JSONValue, as name: String) {
    let path = APIRequest.path(of: .resourceQuota, namespace: "demo")
    let spec: JSONValue = ["hard": resources]
    let isThere = simulation.handle(APIRequest(.get, path + "/" + name)).isSuccess
    let response = simulation.handle(
      isThere
        ? APIRequest(.patch, path + "/" + name, patchType: .merge, body: ["spec": spec])
        : APIRequest(
          .post, path,
          body: [
            "apiVersion": "v1", "kind": "ResourceQuota",
            "metadata": ["name": .string(name), "namespace": "demo"], "spec": spec,
          ]))
    precondition(response.isSuccess, "cannot limit the namespace: \(response)")
  }

  mutating func create(_ machine: JSONValue) {
    guard let kind = machine["kind"]?.string.flatMap(ResourceKind.named),
      case .object(var manifest) = machine
    else { return }
    let annotations: [String] =
      kind == .virtualMachine
      ? ["spec", "template", "metadata", "annotations"] : ["metadata", "annotations"]
    if let seconds = machine.value(at: annotations + ["lab/migration-seconds"])?.string {
      manifest.set(.string(seconds + "s"), at: annotations + ["simulator.godwit.dev/copy"])
    }
    if let message = machine.value(at: annotations + ["lab/fail"]) {
      manifest.set(message, at: annotations + ["simulator.godwit.dev/fail"])
    }
    if machine.value(at: annotations + ["lab/non-migratable"]) != nil {
      makeUnmigratable(&manifest)
    }
    let response = simulation.handle(
      APIRequest(
        .post, APIRequest.path(of: kind, namespace: "demo"), body: .object(manifest)))
    precondition(response.isSuccess, "cannot create the machine: \(response)")
  }

  /// The stand-in was told to report a claim that is not shared; here there is such a claim.
  private mutating func makeUnmigratable(_ manifest: inout JSONObject) {
    manifest.set(
      [["name": "d", "persistentVolumeClaim": ["claimName": "disk-pvc"]]],
      at: ["spec", "volumes"])
    let claim: JSONValue = [
      "apiVersion": "v1", "kind": "PersistentVolumeClaim",
      "metadata": ["name": "disk-pvc", "namespace": "demo"],
      "spec": [
        "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
      ],
    ]
    _ = simulation.handle(
      APIRequest(
        .post, APIRequest.path(of: .persistentVolumeClaim, namespace: "demo"), body: claim))
  }
}
