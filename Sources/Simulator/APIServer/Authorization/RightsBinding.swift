import GivenObjects
import GodwitModel

/// Gives the users and groups of a scenario their rights.
package enum RightsBinding {
  /// Adds what `given` says of its groups and users to a store.
  ///
  /// A role's name means the Role of that namespace if there is one, in the store or among the
  /// scenario's manifests, and a ClusterRole otherwise.
  package static func add(_ given: Given, to store: inout ObjectStore, at now: Instant) {
    for group in given.groups { add(group.rights, "Group", group.name, given, &store, now) }
    for user in given.users { add(user.rights, "User", user.name, given, &store, now) }
  }

  private static func add(
    _ rights: Rights, _ kind: String, _ name: String, _ given: Given, _ store: inout ObjectStore,
    _ now: Instant
  ) {
    let objects = RightsManifests.objects(
      for: rights, prefix: kind.lowercased() + ":" + name,
      subjects: [RightsManifests.subject(kind, name)], own: given.ownNamespace
    ) { namespace, name in
      store.table(.role)?[namespace, name] != nil || given.hasRole(name, in: namespace)
    }
    for object in objects where store.object(object.key) == nil { store.create(object, at: now) }
  }
}
