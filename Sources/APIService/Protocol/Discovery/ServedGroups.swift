import GodwitModel
import Simulator

/// One version of an API group with its resources.
struct ServedGroupVersion: Sendable {
  var group: String
  var version: String
  var resources: [ServedResource]
  /// A group that an aggregated server answers for: its resources have no kind of their own.
  var isAggregated = false

  /// `v1` or `kubevirt.io/v1`.
  var name: String { group.isEmpty ? version : group + "/" + version }
}

/// Every group and version that is served, in the order in which kube-apiserver lists them; the
/// preferred version of a group first.
enum ServedGroups {
  static let all: [ServedGroupVersion] = [
    ServedGroupVersion(
      group: "", version: "v1",
      resources: kinds([
        .configMap, .event, .namespace, .node, .persistentVolumeClaim, .pod, .resourceQuota,
        .secret, .serviceAccount,
      ])),
    ServedGroupVersion(
      group: "authentication.k8s.io", version: "v1",
      resources: [ServedResource("selfsubjectreviews", kind: "SelfSubjectReview")]),
    ServedGroupVersion(
      group: "authorization.k8s.io", version: "v1",
      resources: [
        ServedResource(
          "localsubjectaccessreviews", kind: "LocalSubjectAccessReview", isNamespaced: true),
        ServedResource("selfsubjectaccessreviews", kind: "SelfSubjectAccessReview"),
        ServedResource("selfsubjectrulesreviews", kind: "SelfSubjectRulesReview"),
        ServedResource("subjectaccessreviews", kind: "SubjectAccessReview"),
      ]),
    ServedGroupVersion(
      group: "policy", version: "v1", resources: kinds([.podDisruptionBudget])),
    ServedGroupVersion(
      group: "rbac.authorization.k8s.io", version: "v1",
      resources: kinds([.clusterRoleBinding, .clusterRole, .roleBinding, .role])),
    ServedGroupVersion(
      group: "apiextensions.k8s.io", version: "v1", resources: [definitions]),
    ServedGroupVersion(
      group: "coordination.k8s.io", version: "v1", resources: kinds([.lease])),
    ServedGroupVersion(
      group: "kubevirt.io", version: "v1",
      resources: kinds([
        .kubeVirt, .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration,
      ])),
    ServedGroupVersion(
      group: "kubevirt.io", version: "v1alpha3",
      resources: kinds([
        .virtualMachineInstanceMigration, .kubeVirt, .virtualMachine, .virtualMachineInstance,
      ])),
    ServedGroupVersion(
      group: "migrations.kubevirt.io", version: "v1alpha1", resources: kinds([.migrationPolicy])),
    ServedGroupVersion(
      group: "subresources.kubevirt.io", version: "v1", resources: subresources,
      isAggregated: true),
    ServedGroupVersion(
      group: "subresources.kubevirt.io", version: "v1alpha3", resources: subresources,
      isAggregated: true),
  ]

  /// The names of the groups but the core one, in order.
  static let groups: [String] = {
    var names: [String] = []
    for version in all where !version.group.isEmpty && !names.contains(version.group) {
      names.append(version.group)
    }
    return names
  }()

  static func versions(of group: String) -> [ServedGroupVersion] {
    all.filter { $0.group == group }
  }

  private static func kinds(_ kinds: [ResourceKind]) -> [ServedResource] {
    kinds.map { ServedResource($0) }
  }

  private static let definitions: ServedResource = {
    var resource = ServedResource(.customResourceDefinition)
    resource.verbs = ["get", "list", "watch"]
    resource.subresources = []
    return resource
  }()

  /// What virt-api serves and the simulator knows of, in virt-api's order.
  private static let subresources: [ServedResource] = [
    "virtualmachineinstances/pause", "virtualmachineinstances/unpause",
    "virtualmachineinstances/evacuate/cancel", "virtualmachines/restart", "virtualmachines/start",
    "virtualmachines/stop", "virtualmachines/migrate", "virtualmachines/evacuate/cancel",
    "version",
  ].map { name in
    var resource = ServedResource(name, kind: "", isNamespaced: name != "version", verbs: nil)
    resource.singular = ""
    return resource
  }
}
