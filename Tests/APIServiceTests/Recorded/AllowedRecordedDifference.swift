import GodwitModel

/// A difference between the recording and the served API that is meant to be there.
struct AllowedRecordedDifference: Sendable {
  /// Names of exchanges; none for all of them.
  var exchanges: [String] = []
  /// Part of the path of the difference.
  var path: String
  var reason: String

  func allows(_ difference: RecordedDifference, in exchange: String) -> Bool {
    (exchanges.isEmpty || exchanges.contains(exchange)) && difference.path.contains(path)
  }
}

extension AllowedRecordedDifference {
  static let table: [AllowedRecordedDifference] = [
    AllowedRecordedDifference(
      exchanges: ["discovery /"], path: "body.paths",
      reason: "The paths of the groups that are served."),
    AllowedRecordedDifference(
      exchanges: ["discovery /apis/subresources.kubevirt.io/v1"], path: "body.resources",
      reason: "Of virt-api's 31 subresources those are listed that the simulator knows."),
    AllowedRecordedDifference(
      path: "targetDirectMigrationNodePorts",
      reason: """
        virt-handler binds free ports of its node; the stand-in of the recording counted from 40000.
        """),
    AllowedRecordedDifference(
      path: "status.interfaces[0]",
      reason: """
        virt-handler tells addresses and state of a guest's interfaces; its stand-in in the recording \
        told none.
        """),
    AllowedRecordedDifference(
      exchanges: ["table one, metadata only", "table includeObject None"], path: "cells[3]",
      reason: "The column of the address, as above."),
    AllowedRecordedDifference(
      path: "generation",
      reason: """
        Every write of a VMI counts, and in how many writes the stand-ins of the recording told the \
        status of `solo` is theirs: six, and seven here.
        """),
    AllowedRecordedDifference(
      exchanges: ["kubevirt version"], path: "body.git",
      reason: "The recorded virt-api was built without its version."),
    AllowedRecordedDifference(
      path: "metadata.annotations",
      reason: """
        virt-handler's heartbeat and the node controller's `node.alpha.kubernetes.io/ttl` are not \
        simulated.
        """),
    AllowedRecordedDifference(
      exchanges: ["strategic merge node taints"], path: "body.status.conditions[0]",
      reason: "The stand-in of the kubelet wrote the condition again and again."),
    AllowedRecordedDifference(
      exchanges: ["rules as viewer"], path: "body.status.resourceRules",
      reason: """
        The built-in roles of the simulator leave out the rules for snapshots, backups, exports and \
        other kinds that it does not have.
        """),
    AllowedRecordedDifference(
      path: "metadata.labels.beta.kubernetes.io/",
      reason: "The old labels of the node controller, which nothing in KubeVirt reads any more."),
  ]
}

/// What the recorded server has and the served API has not.
enum RecordedAbsences {
  /// Resources and groups that Godwit does not serve.
  private static let names: Set<String> = [
    "bindings", "componentstatuses", "endpoints", "limitranges", "namespaces/finalize",
    "nodes/proxy", "persistentvolumes", "podtemplates", "replicationcontrollers", "services",
    "virtualmachineinstancereplicasets", "virtualmachineinstancereplicasets/status",
    "virtualmachineinstancereplicasets/scale", "virtualmachineinstancepresets", "apps",
    "apiregistration.k8s.io", "events.k8s.io", "autoscaling", "batch", "certificates.k8s.io",
    "networking.k8s.io", "storage.k8s.io", "finalize", "proxy", "attach", "binding",
    "ephemeralcontainers", "exec", "log", "portforward", "resize",
  ]

  static func without(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements):
      .array(elements.filter { !isAbsent($0) }.map(without))
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.key, without($0.value)) }))
    case .null, .bool, .number, .string: value
    }
  }

  private static func isAbsent(_ element: JSONValue) -> Bool {
    let name =
      element["name"]?.string ?? element["resource"]?.string ?? element["subresource"]?.string
      ?? element["cells"]?[0]?.string
    return name.map(names.contains) ?? false
  }
}
