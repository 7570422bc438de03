import GodwitModel

/// `oc adm drain NODE --delete-emptydir-data --ignore-daemonsets --force`, as kubectl does it.
///
/// It cordons, asks for the eviction of every pod, asks again 5 s after each 429, and looks every
/// second whether an evicted pod is gone. Source: k8s.io/kubectl/pkg/drain.
struct Drain {
  let context: SurfaceContext
  let node: String
  /// Only pods with these labels (`--pod-selector`).
  var podSelector = StringMap()
  /// After this it gives up (`--timeout`); nil means never.
  var timeout: Span?

  private static let retryInterval = Span.seconds(5)
  private static let pollInterval = Span.seconds(1)

  init(
    context: SurfaceContext, node: String, podSelector: StringMap = StringMap(),
    timeout: Span? = nil
  ) {
    self.context = context
    self.node = node
    self.podSelector = podSelector
    self.timeout = timeout
  }

  /// What has been printed, and which pods are still to go.
  private struct State {
    var output = ""
    var errors = ""
    var pods: [PendingPod] = []
    var failures: [String] = []
    var deadline: Instant?
  }

  private struct PendingPod {
    let key: ObjectKey
    let uid: String
    /// Whether its eviction was granted, so that only its end is waited for.
    var isEvicted = false
    var due: Instant
  }

  var procedure: Procedure {
    let path = context.path(.node, node)
    return .send(context.request(.get, path)) { response in
      guard response.isSuccess else { return fail(ClientText.error(response), response) }
      var state = State()
      if response.body?.value(at: ["spec", "unschedulable"])?.bool == true {
        state.output = "node/\(node) already cordoned\n"
        return list(state)
      }
      let patch = context.request(
        .patch, path, patch: .strategicMerge, body: ["spec": ["unschedulable": true]])
      return .send(patch) { response in
        guard response.isSuccess else {
          let text = "error: unable to cordon node \"\(node)\": "
          return fail(text + VirtctlSurface.message(response) + "\n", response)
        }
        state.output = "node/\(node) cordoned\n"
        return list(state)
      }
    }
  }

  private func fail(_ text: String, _ response: APIResponse) -> Procedure {
    .done(
      ActionOutcome(
        response: response, client: ClientRun(exitCode: 1, standardError: text)))
  }

  private func list(_ state: State) -> Procedure {
    var query = [QueryItem("fieldSelector", "spec.nodeName=" + node), QueryItem("limit", "500")]
    if !podSelector.isEmpty {
      let labels = podSelector.entries.map { $0.key + "=" + $0.value }
      query.append(QueryItem("labelSelector", labels.joined(separator: ",")))
    }
    let request = context.request(.get, APIRequest.path(of: .pod), query: query)
    return .send(request) { response in
      guard response.isSuccess else {
        let text = "error: unable to drain node \"\(node)\" due to error: "
        return fail(text + VirtctlSurface.message(response) + "\n", response)
      }
      var state = state
      state.deadline = timeout.map { context.world.now + $0 }
      select(from: response.body?["items"]?.array ?? [], into: &state)
      return next(state)
    }
  }

  /// Takes the pods that a drain evicts: not those of DaemonSets, nor mirrors of static ones.
  private func select(from items: [JSONValue], into state: inout State) {
    var daemons: [String] = []
    for item in items {
      guard let pod = Pod(json: Self.withoutKind(item)) else { continue }
      let name = pod.metadata.namespace + "/" + pod.metadata.name
      if pod.metadata.annotations["kubernetes.io/config.mirror"] != nil { continue }
      if pod.metadata.controller?.kind == "DaemonSet" {
        daemons.append(name)
        continue
      }
      state.pods.append(
        PendingPod(key: pod.key, uid: pod.metadata.uid, due: context.world.now))
    }
    if !daemons.isEmpty {
      state.errors +=
        "Warning: ignoring DaemonSet-managed Pods: \(daemons.joined(separator: ", "))\n"
    }
  }

  private static func withoutKind(_ item: JSONValue) -> JSONValue {
    guard var object = item.object else { return item }
    object["kind"] = nil
    object["apiVersion"] = nil
    return .object(object)
  }

  /// Does what is due for one pod, or waits until something is.
  private func next(_ state: State) -> Procedure {
    let now = context.world.now
    if state.pods.isEmpty { return finish(state) }
    if let deadline = state.deadline, now >= deadline { return giveUp(state) }
    if let index = state.pods.firstIndex(where: { $0.due <= now }) {
      return state.pods[index].isEvicted ? look(index, state) : evict(index, state)
    }
    let due = state.pods.map(\.due).min() ?? now
    let until = min(due, state.deadline ?? .distantFuture)
    return .wait(until: until, or: nil) { next(state) }
  }

  private func evict(_ index: Int, _ state: State) -> Procedure {
    let key = state.pods[index].key
    return .send(Eviction.request(of: key, as: context.user)) { response in
      var state = state
      state.output += "evicting pod \(key.namespace)/\(key.name)\n"
      let message = VirtctlSurface.message(response)
      let text = "error when evicting pods/\"\(key.name)\" -n \"\(key.namespace)\""
      switch response.code {
      case 200..<300:
        state.pods[index].isEvicted = true
        state.pods[index].due = context.world.now + Self.pollInterval
      case 404: state.pods.remove(at: index)
      case 429:
        state.errors += "\(text) (will retry after 5s): \(message)\n"
        state.pods[index].due = context.world.now + Self.retryInterval
      default:
        state.failures.append("\(text): \(message)")
        state.pods.remove(at: index)
      }
      return next(state)
    }
  }

  private func look(_ index: Int, _ state: State) -> Procedure {
    let pod = state.pods[index]
    let path = APIRequest.path(of: .pod, namespace: pod.key.namespace, name: pod.key.name)
    return .send(context.request(.get, path)) { response in
      var state = state
      let uid = response.body?.value(at: ["metadata", "uid"])?.string
      if response.code == 404 || (response.isSuccess && uid != pod.uid) {
        state.output += "pod/\(pod.key.name) evicted\n"
        state.pods.remove(at: index)
      } else {
        state.pods[index].due = context.world.now + Self.pollInterval
      }
      return next(state)
    }
  }

  private func giveUp(_ state: State) -> Procedure {
    var state = state
    let span = timeout ?? .zero
    state.errors += "There are pending pods in node \"\(node)\" when an error occurred: "
    let failures = state.pods.map {
      "error when evicting pods/\"\($0.key.name)\" -n \"\($0.key.namespace)\": "
        + "global timeout reached: \(span)"
    }
    state.errors += failures.joined(separator: "\n") + "\n"
    state.errors += state.pods.map { "pod/\($0.key.name)\n" }.joined()
    state.failures += failures
    state.pods = []
    return finish(state)
  }

  private func finish(_ state: State) -> Procedure {
    var state = state
    guard state.failures.isEmpty else {
      let text = state.failures.joined(separator: "\n")
      state.errors += "error: unable to drain node \"\(node)\" due to error: \(text), "
      state.errors += "continuing command...\nThere are pending nodes to be drained:\n"
      state.errors += " \(node)\n\(text)\n"
      return .done(
        ActionOutcome(
          client: ClientRun(
            exitCode: 1, standardOutput: state.output, standardError: state.errors)))
    }
    state.output += "node/\(node) drained\n"
    return .done(
      ActionOutcome(
        client: ClientRun(
          exitCode: 0, standardOutput: state.output, standardError: state.errors)))
  }
}
