import GodwitModel

/// What kube-apiserver fills in when a client creates a pod.
///
/// k8s.io/kubernetes/pkg/apis/core/v1/defaults.go; the tolerations are those of the plugin
/// DefaultTolerationSeconds, the account that of ServiceAccount. Its volume with a token is left
/// out: no container is there to read it.
enum PodDefaults {
  static func filled(_ pod: JSONValue) -> JSONValue {
    guard case .object(var object) = pod, case .object(var spec)? = object["spec"] else {
      return pod
    }
    for key in ["initContainers", "containers"] {
      guard let containers = spec[key]?.array else { continue }
      spec[key] = .array(containers.map(container))
    }
    let account = spec["serviceAccountName"] ?? spec["serviceAccount"] ?? "default"
    fill(
      &spec,
      [
        ("restartPolicy", "Always"), ("terminationGracePeriodSeconds", 30),
        ("dnsPolicy", "ClusterFirst"), ("serviceAccountName", account),
        ("serviceAccount", account), ("securityContext", [:]),
        ("schedulerName", "default-scheduler"), ("priority", 0), ("enableServiceLinks", true),
        ("preemptionPolicy", "PreemptLowerPriority"),
      ])
    var tolerations = spec["tolerations"]?.array ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      if tolerations.contains(where: { tolerates($0, key) }) { continue }
      tolerations.append([
        "key": .string(key), "operator": "Exists", "effect": "NoExecute",
        "tolerationSeconds": 300,
      ])
    }
    spec["tolerations"] = .array(tolerations)
    object["spec"] = .object(spec)
    return .object(object)
  }

  private static func tolerates(_ toleration: JSONValue, _ key: String) -> Bool {
    let effect = toleration["effect"]?.string ?? ""
    let wanted = toleration["key"]?.string ?? ""
    return (wanted == key || wanted.isEmpty) && (effect.isEmpty || effect == "NoExecute")
  }

  private static func container(_ value: JSONValue) -> JSONValue {
    guard case .object(var container) = value else { return value }
    let image = container["image"]?.string ?? ""
    let name = image.split(separator: "/").last ?? ""
    let isLatest = !name.contains("@") && (!name.contains(":") || name.hasSuffix(":latest"))
    fill(
      &container,
      [
        ("resources", [:]), ("terminationMessagePath", "/dev/termination-log"),
        ("terminationMessagePolicy", "File"),
        ("imagePullPolicy", isLatest ? "Always" : "IfNotPresent"),
      ])
    if let ports = container["ports"]?.array {
      container["ports"] = .array(
        ports.map { port in
          guard case .object(var object) = port else { return port }
          fill(&object, [("protocol", "TCP")])
          return .object(object)
        })
    }
    return .object(container)
  }

  private static func fill(_ object: inout JSONObject, _ defaults: [(String, JSONValue)]) {
    for (key, value) in defaults where object[key] == nil { object[key] = value }
  }
}
