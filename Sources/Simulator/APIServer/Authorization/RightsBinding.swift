import GodwitModel

/// Makes the roles and bindings of the users and groups that a scenario takes as given.
package enum RightsBinding {
  /// Adds what `given` says of its groups and users to a store: a binding for each role, and for
  /// rules a role of their own.
  ///
  /// Roles and rules are bound in `rights.namespaces`, or else in the scenario's own namespace. A
  /// name means the Role of that namespace if there is one (so add the scenario's manifests first),
  /// and a ClusterRole otherwise.
  package static func add(_ given: Given, to store: inout ObjectStore, at now: Instant) {
    let own = given.namespaces.first?.name ?? "default"
    for group in given.groups {
      add(group.rights, to: subject("Group", group.name), named: group.name, own, &store, now)
    }
    for user in given.users {
      add(user.rights, to: subject("User", user.name), named: user.name, own, &store, now)
    }
  }

  private static func add(
    _ rights: Rights, to subject: JSONValue, named name: String, _ own: String,
    _ store: inout ObjectStore, _ now: Instant
  ) {
    let prefix = (subject["kind"]?.string ?? "").lowercased() + ":" + name
    for namespace in rights.namespaces.isEmpty ? [own] : rights.namespaces {
      for role in rights.roles {
        let kind = store.table(.role)?[namespace, role] == nil ? "ClusterRole" : "Role"
        bind(prefix + ":" + role, namespace, (kind, role), subject, &store, now)
      }
      if !rights.rules.isEmpty {
        create(role: prefix, namespace, rights.rules, &store, now)
        bind(prefix, namespace, ("Role", prefix), subject, &store, now)
      }
    }
    for role in rights.clusterRoles {
      bind(prefix + ":" + role, "", ("ClusterRole", role), subject, &store, now)
    }
    if !rights.clusterRules.isEmpty {
      create(role: prefix, "", rights.clusterRules, &store, now)
      bind(prefix, "", ("ClusterRole", prefix), subject, &store, now)
    }
  }

  private static func bind(
    _ name: String, _ namespace: String, _ role: (kind: String, name: String),
    _ subject: JSONValue, _ store: inout ObjectStore, _ now: Instant
  ) {
    let binding = object(name: name, namespace: namespace, role: role, subjects: [subject])
    if store.object(binding.key) == nil { store.create(binding, at: now) }
  }

  private static func create(
    role name: String, _ namespace: String, _ rules: [JSONValue], _ store: inout ObjectStore,
    _ now: Instant
  ) {
    var role = GenericObject()
    role.metadata.name = name
    role.metadata.namespace = namespace
    role.rest["rules"] = .array(rules)
    let object = APIObject.generic(namespace.isEmpty ? .clusterRole : .role, Snapshot(role))
    if store.object(object.key) == nil { store.create(object, at: now) }
  }

  /// A RoleBinding, or without a namespace a ClusterRoleBinding.
  static func object(
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

  static func subject(_ kind: String, _ name: String) -> JSONValue {
    ["apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(name)]
  }
}
