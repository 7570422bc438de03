import GodwitModel

/// The names of a scenario and what they are called on the cluster, in both directions.
///
/// A scenario is written for names that anyone may use; on a cluster its namespaces, users and
/// shared objects have names of the run's own, and its nodes are whichever could be had.
package struct NameTranslation: Sendable {
  package let mark: RunMark
  /// From the scenario's name to the cluster's.
  package private(set) var namespaces = StringMap()
  package private(set) var nodes = StringMap()
  package private(set) var users = StringMap()
  package private(set) var groups = StringMap()
  private(set) var renamed: [ObjectKey: String] = [:]
  /// What the KubeVirt object is called, which scenarios call `kubevirt` in the namespace
  /// `kubevirt`.
  let kubeVirtName: String
  private var replacement = TokenReplacement()

  /// - Parameters:
  ///   - nodes: From the scenario's nodes to the cluster's.
  ///   - others: The cluster's nodes besides these; one that is called as a node of the scenario
  ///     is another one.
  ///   - kubeVirt: Namespace and name of the KubeVirt object.
  ///   - usesServiceAccounts: Whether the scenario's users are service accounts.
  package init(
    _ scenario: Scenario, mark: RunMark, nodes: StringMap, others: [String] = [],
    kubeVirt: (namespace: String, name: String) = ("kubevirt", "kubevirt"),
    usesServiceAccounts: Bool = false
  ) {
    self.mark = mark
    self.nodes = nodes
    kubeVirtName = kubeVirt.name
    let shared = SharedNames(of: scenario)
    namespaces[scenario.namespace] = mark.prefix
    let further = scenario.given.namespaces.map(\.name) + shared.namespaces
    for name in further where namespaces[name] == nil {
      namespaces[name] = mark.prefix + "-" + name
    }
    if namespaces["kubevirt"] == nil { namespaces["kubevirt"] = kubeVirt.namespace }
    for name in shared.nodes where nodes[name] == nil {
      self.nodes[name] = mark.prefix + "-" + name
    }
    for user in scenario.given.users {
      users[user.name] =
        usesServiceAccounts
        ? "system:serviceaccount:\(mark.prefix):\(user.name)" : runScoped(user.name)
    }
    for name in scenario.given.groups.map(\.name) + scenario.given.users.flatMap(\.groups)
    where !name.hasPrefix("system:") {
      groups[name] = runScoped(name)
    }
    for key in shared.renamed { renamed[key] = mark.prefix + "-" + key.name }
    prepareReplacement(shared, others)
  }

  private mutating func prepareReplacement(_ shared: SharedNames, _ others: [String]) {
    for entry in namespaces.entries where entry.value != entry.key {
      replacement.add(entry.value, by: entry.key, extent: extent(of: entry.value))
    }
    for entry in users.entries + groups.entries {
      replacement.add(entry.value, by: entry.key, extent: .part)
    }
    for key in shared.renamed {
      replacement.add(mark.prefix + "-" + key.name, by: key.name, extent: .part)
    }
    // Users of whom the scenario says nothing but their name.
    replacement.add(runScoped(""), by: "", extent: .beginning)
    for entry in nodes.entries {
      replacement.add(entry.value, by: entry.key, extent: extent(of: entry.value))
    }
    for name in others where nodes[name] != nil {
      replacement.add(name, by: "other-" + name, extent: .whole)
    }
  }

  private func extent(of name: String) -> TokenReplacement.Extent {
    name.hasPrefix(mark.prefix) ? .part : .whole
  }

  private func runScoped(_ user: String) -> String {
    "godwit:\(mark.runID)-\(mark.scenario):\(user)"
  }

  // MARK: Names to the cluster

  /// What a namespace is called on the cluster.
  package func namespace(_ name: String) -> String { namespaces[name] ?? name }

  /// What a node is called on the cluster.
  package func node(_ name: String) -> String { nodes[name] ?? name }

  /// Who a user is on the cluster: one of the system's, or of the run's own.
  package func user(_ name: String) -> String {
    if let known = users[name] { return known }
    let account = name.split(separator: ":", omittingEmptySubsequences: false)
    if account.count == 4, name.hasPrefix("system:serviceaccount:") {
      return "system:serviceaccount:\(namespace(String(account[2]))):\(account[3])"
    }
    if name.hasPrefix("system:") || name == UserInfo.clusterAdmin.name { return name }
    return runScoped(name)
  }

  /// Which group this is on the cluster.
  package func group(_ name: String) -> String {
    if let known = groups[name] { return known }
    let accounts = "system:serviceaccounts:"
    if name.hasPrefix(accounts) {
      return accounts + namespace(String(name.dropFirst(accounts.count)))
    }
    return name.hasPrefix("system:") ? name : runScoped(name)
  }

  /// What an object is called that the whole cluster shares.
  func shared(_ kind: ResourceKind, _ name: String) -> String {
    switch kind {
    case .namespace: namespace(name)
    case .node: node(name)
    case .kubeVirt: name == "kubevirt" ? kubeVirtName : name
    default: renamed[ObjectKey(kind, name: name)] ?? name
    }
  }

  // MARK: What comes back

  /// Text of the cluster with the scenario's names.
  package func incoming(_ text: String) -> String { replacement.applied(to: text) }

  /// A value of the cluster with the scenario's names, and without the run's labels.
  package func incoming(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(incoming(text))
    case .array(let elements):
      // Of managed fields that only say whose the labels are.
      return .array(elements.map(incoming))
    case .object(let object):
      var result = JSONObject(minimumCapacity: object.count)
      for member in object.members where !Self.isMark(member.key) {
        let inner = incoming(member.value)
        if inner.object?.isEmpty == true, member.value.object?.isEmpty == false { continue }
        result.append(incoming(member.key), inner)
      }
      if object.members.first(where: { $0.key == "kind" })?.value == "KubeVirt",
        object["metadata"]?["name"]?.string == kubeVirtName
      {
        result.set("kubevirt", at: ["metadata", "name"])
      }
      return .object(result)
    case .null, .bool, .number: return value
    }
  }

  private static func isMark(_ key: String) -> Bool {
    key.hasSuffix(RunMark.runLabel) || key.hasSuffix(RunMark.scenarioLabel)
  }

  /// An answer with the scenario's names.
  package func incoming(_ response: APIResponse) -> APIResponse {
    var response = response
    response.body = response.body.map(incoming)
    response.warnings = response.warnings.map(incoming)
    return response
  }
}
