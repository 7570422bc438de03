import GodwitModel

/// The table of nodes (printers.go, printNode).
enum NodeColumns {
  static let all: [TableColumn] = [
    .objectName,
    TableColumn("Status", "The status of the node") { node, _ in .string(status(node)) },
    TableColumn("Roles", "The roles of the node") { node, _ in .string(roles(node)) },
    .age,
    .text(
      "Version", ["status", "nodeInfo", "kubeletVersion"],
      "Kubelet Version reported by the node."),
    address("Internal-IP", "InternalIP"),
    address("External-IP", "ExternalIP"),
    .text(
      "OS-Image", ["status", "nodeInfo", "osImage"],
      "OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy)).",
      missing: "<unknown>", priority: 1),
    .text(
      "Kernel-Version", ["status", "nodeInfo", "kernelVersion"],
      "Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64).",
      missing: "<unknown>", priority: 1),
    .text(
      "Container-Runtime", ["status", "nodeInfo", "containerRuntimeVersion"],
      "ContainerRuntime Version reported by the node through runtime remote API (e.g. "
        + "containerd://1.4.2).", missing: "<unknown>", priority: 1),
  ]

  private static func status(_ node: JSONValue) -> String {
    let ready = (node["status"]?["conditions"]?.array ?? []).first { $0["type"] == "Ready" }
    var status = ready.map { $0["status"] == "True" ? "Ready" : "NotReady" } ?? "Unknown"
    if node["spec"]?["unschedulable"] == true { status += ",SchedulingDisabled" }
    return status
  }

  private static func roles(_ node: JSONValue) -> String {
    let prefix = "node-role.kubernetes.io/"
    var roles: Set<String> = []
    for label in node["metadata"]?["labels"]?.object?.members ?? [] {
      if label.key.hasPrefix(prefix), label.key.count > prefix.count {
        roles.insert(String(label.key.dropFirst(prefix.count)))
      } else if label.key == "kubernetes.io/role", label.value != "" {
        roles.insert(label.value.string ?? "")
      }
    }
    return roles.isEmpty ? "<none>" : roles.sorted().joined(separator: ",")
  }

  private static func address(_ name: String, _ type: String) -> TableColumn {
    TableColumn(name, addressesDescription, priority: 1) { node, _ in
      let addresses = node["status"]?["addresses"]?.array ?? []
      return addresses.first { $0["type"]?.string == type }?["address"] ?? "<none>"
    }
  }

  private static let addressesDescription = """
    List of addresses reachable to the node. Queried from cloud provider, if available. More \
    info: https://kubernetes.io/docs/reference/node/node-status/#addresses Note: This field is \
    declared as mergeable, but the merge key is not sufficiently unique, which can cause data \
    corruption when it is merged. Callers should instead use a full-replacement patch. See \
    https://pr.k8s.io/79391 for an example. Consumers should assume that addresses can change \
    during the lifetime of a Node. However, there are some exceptions where this may not be \
    possible, such as Pods that inherit a Node's address in its own status or consumers of the \
    downward API (status.hostIP).
    """
}
