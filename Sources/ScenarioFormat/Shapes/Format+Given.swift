extension Format {
  static let given = ObjectShape(
    name: "Given", place: "given", summary: "What is established before the run.",
    keys: [
      .optional("cluster", .object(cluster), "The cluster and its nodes."),
      .optional(
        "namespace", .object(ownNamespace), "The labels and annotations of its own namespace."),
      .optional(
        "namespaces", .list(.object(namespace), isEmptyAllowed: true), "Further namespaces."),
      .optional("groups", .list(.object(group), isEmptyAllowed: true), "Groups of users."),
      .optional("users", .list(.object(user), isEmptyAllowed: true), "Users and their rights."),
      .optional(
        "virtualMachines", .list(.object(virtualMachine), isEmptyAllowed: true),
        "Virtual machines."),
      .optional(
        "migrationPolicies", .special(.migrationPolicies),
        "Migration policies: a name and the fields of the spec, or whole objects."),
      .optional("manifests", .special(.manifests), "Anything else, as Kubernetes has it."),
    ])

  static let cluster = ObjectShape(
    name: "Cluster", place: "given.cluster", summary: "The cluster and its nodes.",
    keys: [
      .optional(
        "platform", .text(.nonEmpty),
        "A product, such as openshift-4.22: its KubeVirt, console and defaults."),
      .optional("kubevirt", .object(kubevirt), "KubeVirt's version and configuration."),
      .optional("console", .object(console), "The web console."),
      .optional(
        "nodes",
        .either([
          .integer(1...10_000),
          .list(.either([.text(.objectName), .object(node)]), isEmptyAllowed: false),
        ]), "How many nodes, or their names, or the nodes themselves."),
      .optional("timing", .object(timing), "What nodes and guests take for their work."),
      .optional(
        "bind", .map(.text(.objectName)), "On a live cluster: the real node for each node."),
    ])

  static let kubevirt = ObjectShape(
    name: "KubeVirtSettings", place: "given.cluster.kubevirt",
    summary: "KubeVirt's version and the fields of its object's spec.",
    keys: [.optional("version", .text(.nonEmpty), "The version, such as v1.9.")],
    kubernetesType: "kubevirt.KubeVirtSpec")

  static let console = ObjectShape(
    name: "Console", place: "given.cluster.console", summary: "The web console.",
    keys: [.required("version", .text(.nonEmpty), "The version, such as 4.22.")])

  static let node = ObjectShape(
    name: "Node", place: "a node", summary: "A node of the cluster.",
    keys: [
      .required("name", .text(.objectName), "Its name; `${n}` with `count`."),
      .optional("count", .integer(1...ReadingLimits.count), "How many nodes like this."),
      .optional(
        "labels", .labels(.labelChanges), "Labels beside the defaults; null takes one away."),
      .optional("annotations", .labels(.annotations), "Annotations."),
      .optional("architecture", .words(["amd64", "arm64", "s390x"]), "amd64 if not said."),
      .optional("cpu", .object(nodeCPU), "What its CPU can do."),
      .optional("capacity", .map(.quantity), "Beside or instead of cpu: 16 and memory: 64Gi."),
      .optional(
        "taints", .list(.text(.nonEmpty), isEmptyAllowed: true),
        "Taints, such as gpu=yes:NoSchedule."),
      .optional("cordoned", .boolean, "Whether nothing is scheduled to it."),
    ])

  static let nodeCPU = ObjectShape(
    name: "NodeCPU", place: "a node's cpu", summary: "What a node's CPU can do.",
    keys: [
      .optional("hostModel", .text(.nonEmpty), "The model of the host."),
      .optional("models", .texts, "The usable models."),
      .optional("knownModels", .texts, "The known models; the usable ones and the host's else."),
      .optional("features", .texts, "The features it has."),
      .optional("requiredFeatures", .texts, "The features that the host model requires."),
      .optional("vendor", .text(.nonEmpty), "The vendor, such as Intel."),
    ])

  static let timing = ObjectShape(
    name: "Timing", place: "given.cluster.timing",
    summary: "What nodes and guests take for their work.",
    keys: [
      .optional(
        "profile", .words(["default", "stand-in"]),
        "Where the times come from that are not given; stand-in is that of the recordings."),
      .optional(
        "podStart", .duration(allowsZero: true), "From binding a pod to its running; 2s."),
      .optional(
        "handlerSync", .duration(allowsZero: true), "Until virt-handler acts on a change; 100ms."),
      .optional(
        "switchover", .duration(allowsZero: true),
        "From the end of the copy to running on the target; 300ms."),
      .optional("bandwidth", .quantity, "Bytes a second of a migration's stream; 1Gi."),
      .optional(
        "copy", .duration(allowsZero: false),
        "How long the copy of a guest takes that says nothing of it; else it is computed."),
    ])

  static let ownNamespace = ObjectShape(
    name: "OwnNamespace", place: "given.namespace", summary: "The scenario's own namespace.",
    keys: [
      .optional("labels", .labels(.labels), "Labels."),
      .optional("annotations", .labels(.annotations), "Annotations."),
    ])

  static let namespace = ObjectShape(
    name: "Namespace", place: "a namespace", summary: "A further namespace.",
    keys: [.required("name", .text(.dnsLabel), "Its name.")] + ownNamespace.keys)

  private static let rights: [ObjectShape.Key] = [
    .optional("roles", .texts, "Roles that are bound in the namespace."),
    .optional(
      "rules", .list(.kubernetes("rbac.PolicyRule"), isEmptyAllowed: true),
      "Rules that hold in the namespace."),
    .optional("clusterRoles", .texts, "Roles that are bound everywhere."),
    .optional(
      "clusterRules", .list(.kubernetes("rbac.PolicyRule"), isEmptyAllowed: true),
      "Rules that hold everywhere."),
    .optional(
      "namespaces", .list(.text(.dnsLabel), isEmptyAllowed: false),
      "Where roles and rules hold; the scenario's own namespace if not said."),
  ]

  static let group = ObjectShape(
    name: "Group", place: "a group", summary: "A group of users and its rights.",
    keys: [.required("name", .text(.nonEmpty), "Its name.")] + rights)

  static let user = ObjectShape(
    name: "User", place: "a user", summary: "A user and the rights it has.",
    keys: [
      .required("name", .text(.nonEmpty), "Its name."),
      .optional("groups", .texts, "The groups it belongs to."),
    ] + rights)
}
