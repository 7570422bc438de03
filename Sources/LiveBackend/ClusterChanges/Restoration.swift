import BackendInterface
import GodwitModel

/// How what the cluster shares is put back after a scenario has changed it.
///
/// Only the fields that are changed are in it. It is written down on the cluster before anything is
/// changed, so that whoever comes next can put back what a killed run left.
struct Restoration: Hashable, Sendable {
  /// What of a node is put back.
  struct NodeState: Hashable, Sendable {
    var name: String
    var isUnschedulable = false
    /// What labels were before; nil where there was none.
    var labels: [NodeChange.Label] = []
    var annotations: [NodeChange.Label] = []
    /// Keys of the taints that may change, and those of them that were there.
    var taintKeys: [String] = []
    var taints: [JSONValue] = []
  }

  /// The KubeVirt object and the merge patch that takes the change back.
  struct Configuration: Hashable, Sendable {
    var namespace: String
    var name: String
    var undo: JSONValue
  }

  var configuration: Configuration?
  var nodes: [NodeState] = []

  var isEmpty: Bool { configuration == nil && nodes.isEmpty }

  /// The merge patch that takes `patch` back, where `before` is what it is applied to.
  static func inverse(of patch: JSONValue, on before: JSONValue) -> JSONValue {
    guard let changes = patch.object else { return before }
    guard let present = before.object else { return before }
    var undo = JSONObject()
    for change in changes.members {
      if let value = present[change.key] {
        undo[change.key] = inverse(of: change.value, on: value)
      } else {
        undo[change.key] = .null
      }
    }
    return .object(undo)
  }

  // MARK: On the cluster

  init() {}

  /// Reads what ``text`` wrote; nil when it is nothing of the kind.
  init?(text: String) {
    guard let value = try? JSONValue(parsing: text), let object = value.object else { return nil }
    if let entry = object["kubeVirt"], let namespace = entry["namespace"]?.string,
      let name = entry["name"]?.string, let undo = entry["undo"]
    {
      configuration = Configuration(namespace: namespace, name: name, undo: undo)
    }
    for entry in object["nodes"]?.array ?? [] {
      guard let name = entry["name"]?.string else { return nil }
      var state = NodeState(name: name)
      state.isUnschedulable = entry["unschedulable"]?.bool ?? false
      state.labels = Self.labels(entry["labels"])
      state.annotations = Self.labels(entry["annotations"])
      state.taintKeys = entry["taintKeys"]?.array?.compactMap(\.string) ?? []
      state.taints = entry["taints"]?.array ?? []
      nodes.append(state)
    }
  }

  /// The record as it is kept in an annotation.
  var text: String {
    var object = JSONObject()
    if let configuration {
      object["kubeVirt"] = [
        "namespace": .string(configuration.namespace), "name": .string(configuration.name),
        "undo": configuration.undo,
      ]
    }
    object["nodes"] = .array(
      nodes.map { state in
        [
          "name": .string(state.name), "unschedulable": .bool(state.isUnschedulable),
          "labels": Self.json(state.labels), "annotations": Self.json(state.annotations),
          "taintKeys": .array(state.taintKeys.map { .string($0) }),
          "taints": .array(state.taints),
        ]
      })
    return JSONValue.object(object).text
  }

  private static func labels(_ value: JSONValue?) -> [NodeChange.Label] {
    (value?.object?.members ?? []).map { NodeChange.Label(key: $0.key, value: $0.value.string) }
  }

  /// Labels as a merge patch has them: null takes one away.
  static func json(_ labels: [NodeChange.Label]) -> JSONValue {
    .object(JSONObject(labels.map { ($0.key, $0.value.map { .string($0) } ?? .null) }))
  }
}

extension Restoration {
  /// Puts everything back; goes on past single failures, and returns them in sentences.
  ///
  /// Done twice it does nothing the second time.
  func apply(_ access: ClusterAccess) async -> [String] {
    var problems: [String] = []
    if let configuration {
      do throws(BackendError) {
        try await access.patch(
          .kubeVirt, namespace: configuration.namespace, configuration.name, configuration.undo)
      } catch {
        problems.append("the KubeVirt object could not be put back: \(error.text)")
      }
    }
    for state in nodes {
      do throws(BackendError) {
        try await state.apply(access)
      } catch {
        problems.append("the node \(state.name) could not be put back: \(error.text)")
      }
    }
    return problems
  }
}

extension Restoration.NodeState {
  /// How often a patch is tried whose node somebody else changed meanwhile.
  private static let attempts = 5

  fileprivate func apply(_ access: ClusterAccess) async throws(BackendError) {
    for attempt in 1...Self.attempts {
      guard case .node(let snapshot)? = try await access.get(.node, name) else { return }
      guard let body = patch(snapshot.object) else { return }
      let path = APIRequest.path(of: .node, name: name)
      let response = try await access.send(
        APIRequest(.patch, path, patchType: .merge, body: body))
      if response.isSuccess || response.code == 404 { return }
      if response.code != 409 || attempt == Self.attempts {
        throw .unavailable(response.explanation)
      }
    }
  }

  /// What has to be merged into the node as it is; nil when that is nothing.
  func patch(_ node: Node) -> JSONValue? {
    var body = JSONObject()
    let kept = node.spec.taints.compactMap(\.json).filter { taint in
      !taintKeys.contains(taint["key"]?.string ?? "")
    }
    let wanted = kept + taints
    let present = node.spec.taints.compactMap(\.json)
    if Set(wanted) != Set(present) {
      body.set(.array(wanted), at: ["spec", "taints"])
      // The list is replaced as a whole: it must be the one that was looked at.
      body.set(.string(node.metadata.resourceVersion), at: ["metadata", "resourceVersion"])
    }
    if node.spec.unschedulable != isUnschedulable {
      body.set(isUnschedulable ? true : .null, at: ["spec", "unschedulable"])
    }
    for (field, labels, present) in [
      ("labels", labels, node.metadata.labels),
      ("annotations", annotations, node.metadata.annotations),
    ] {
      let changed = labels.filter { present[$0.key] != $0.value }
      if !changed.isEmpty { body.set(Restoration.json(changed), at: ["metadata", field]) }
    }
    return body.isEmpty ? nil : .object(body)
  }
}
