import GodwitModel

/// The quota plugin: a pod that would go over a ResourceQuota of its namespace is refused.
///
/// k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go. What is used is counted from
/// the pods in the store, of which those that have ended count nothing; scopes are not modelled.
package enum ResourceQuotaAdmission {
  /// Why `pod` cannot be created; nil when it can.
  package static func check(_ pod: Pod, store: ObjectStore) -> APIFailure? {
    for snapshot in store.table(.resourceQuota)?.all ?? [] {
      let quota = snapshot.object
      guard quota.metadata.namespace == pod.metadata.namespace,
        let hard = quota.rest["spec"]?["hard"]?.object
      else { continue }
      if let text = problem(pod, name: quota.metadata.name, hard.sortedByKey, store: store) {
        return .forbidden(.pod, name: pod.metadata.name, text)
      }
    }
    return nil
  }

  private static func problem(
    _ pod: Pod, name: String, _ hard: JSONObject, store: ObjectStore
  ) -> String? {
    if let text = unspecified(pod, name: name, hard) { return text }
    var exceeded: [(resource: String, requested: Quantity, used: Quantity, limit: String)] = []
    for member in hard.members {
      guard let limit = member.value.scalarText, let most = Quantity(parsing: limit),
        let requested = usage(of: pod, member.key), requested.thousandths > 0
      else { continue }
      let used = used(member.key, in: pod.metadata.namespace, store) ?? Quantity(0)
      if used + requested > most { exceeded.append((member.key, requested, used, limit)) }
    }
    if exceeded.isEmpty { return nil }
    func list(_ value: (Quantity, Quantity, String) -> String) -> String {
      exceeded.map { $0.resource + "=" + value($0.requested, $0.used, $0.limit) }
        .joined(separator: ",")
    }
    return
      "exceeded quota: \(name), requested: \(list { requested, _, _ in requested.description }),"
      + " used: \(list { _, used, _ in used.description }), limited: \(list { $2 })"
  }

  /// A quota of a compute resource wants every container to say what it takes of it.
  private static func unspecified(
    _ pod: Pod, name: String, _ hard: JSONObject
  ) -> String? {
    var missing: [String] = []
    for key in hard.keys {
      guard let (resource, isLimit) = compute(key) else { continue }
      let containers = pod.spec.containers.filter {
        let resources = $0.resources ?? ResourceRequirements()
        return (isLimit ? resources.limits[resource] : resources.requests[resource]) == nil
      }
      if containers.isEmpty { continue }
      missing.append(key + " for: " + containers.map(\.name).joined(separator: ","))
    }
    if missing.isEmpty { return nil }
    return "failed quota: \(name): must specify " + missing.joined(separator: "; ")
  }

  /// `requests.memory` and `memory` are the requests of memory, `limits.cpu` the limits of CPU.
  private static func compute(_ key: String) -> (resource: String, isLimit: Bool)? {
    switch key {
    case "cpu", "requests.cpu": ("cpu", false)
    case "memory", "requests.memory": ("memory", false)
    case "limits.cpu": ("cpu", true)
    case "limits.memory": ("memory", true)
    default: nil
    }
  }

  /// What the pods of a namespace take of a quota's resource; nil for resources that are not
  /// counted here.
  static func used(_ key: String, in namespace: String, _ store: ObjectStore) -> Quantity? {
    guard isCounted(key) else { return nil }
    var used = Quantity(0)
    for pod in store.pods.all
    where pod.object.metadata.namespace == namespace && !pod.object.status.phase.isFinal {
      used = used + (usage(of: pod.object, key) ?? Quantity(0))
    }
    return used
  }

  private static func isCounted(_ key: String) -> Bool {
    key == "pods" || key == "count/pods" || compute(key) != nil
  }

  /// What a pod takes of a quota's resource; nil for resources that are not counted here.
  private static func usage(of pod: Pod, _ key: String) -> Quantity? {
    if key == "pods" || key == "count/pods" { return Quantity(1) }
    guard let (resource, isLimit) = compute(key) else { return nil }
    var sum = Quantity(0)
    for container in pod.spec.containers {
      let resources = container.resources
      let text = isLimit ? resources?.limits[resource] : resources?.requests[resource]
      sum = sum + (text.flatMap { Quantity(parsing: $0) } ?? Quantity(0))
    }
    let field = isLimit ? "limits" : "requests"
    for container in pod.spec.rest["initContainers"]?.array ?? [] {
      let text = container["resources"]?[field]?[resource]?.scalarText
      sum = max(sum, text.flatMap { Quantity(parsing: $0) } ?? Quantity(0))
    }
    return sum
  }
}
