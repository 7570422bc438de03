import GodwitModel

/// Makes the roles and bindings of the users and groups that a scenario takes as given.
package enum RightsManifests {
  /// A binding for each role of `rights`, and for rules a role of their own, roles before what
  /// binds them.
  ///
  /// Roles and rules are bound in `rights.namespaces`, or else in the scenario's own namespace.
  ///
  /// - Parameters:
  ///   - prefix: How the objects' names begin; nothing else may be called so.
  ///   - subjects: Whom they are bound to.
  ///   - own: The scenario's own namespace.
  ///   - isRole: Whether a namespace has a Role of this name; else a ClusterRole is meant.
  package static func objects(
    for rights: Rights, prefix: String, subjects: [JSONValue], own: String,
    isRole: (_ namespace: String, _ name: String) -> Bool
  ) -> [APIObject] {
    var objects: [APIObject] = []
    func bind(_ name: String, _ namespace: String, _ role: (kind: String, name: String)) {
      objects.append(
        binding(name: name, namespace: namespace, role: role, subjects: subjects))
    }
    for namespace in rights.namespaces.isEmpty ? [own] : rights.namespaces {
      for role in rights.roles {
        let kind = isRole(namespace, role) ? "Role" : "ClusterRole"
        bind(prefix + ":" + role, namespace, (kind, role))
      }
      if !rights.rules.isEmpty {
        objects.append(role(prefix, namespace, rights.rules))
        bind(prefix, namespace, ("Role", prefix))
      }
    }
    for role in rights.clusterRoles { bind(prefix + ":" + role, "", ("ClusterRole", role)) }
    if !rights.clusterRules.isEmpty {
      objects.append(role(prefix, "", rights.clusterRules))
      bind(prefix, "", ("ClusterRole", prefix))
    }
    return objects
  }

  private static func role(
    _ name: String, _ namespace: String, _ rules: [JSONValue]
  ) -> APIObject {
    var role = GenericObject()
    role.metadata.name = name
    role.metadata.namespace = namespace
    role.rest["rules"] = .array(rules)
    return .generic(namespace.isEmpty ? .clusterRole : .role, Snapshot(role))
  }

  /// A RoleBinding, or without a namespace a ClusterRoleBinding.
  package static func binding(
    name: String, namespace: String, role: (kind: String, name: String), subjects: [JSONValue]
  ) -> APIObject {
    var binding = GenericObject()
    binding.metadata.name = name
    binding.metadata.namespace = namespace
    binding.rest["roleRef"] = [
      "apiGroup": "rbac.authorization.k8s.io", "kind": .string(role.kind),
      "name": .string(role.name),
    ]
    binding.rest["subjects"] = .array(subjects)
    return .generic(namespace.isEmpty ? .clusterRoleBinding : .roleBinding, Snapshot(binding))
  }

  /// A `User` or a `Group` as the subject of a binding.
  package static func subject(_ kind: String, _ name: String) -> JSONValue {
    ["apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(name)]
  }
}
