import GodwitModel

/// The names that whens and thens gave to objects; one a run, shared by what is under way.
package final class Bindings {
  /// An object that has a handle.
  package struct Bound: Hashable {
    package var key: ObjectKey
    /// Empty where the surface did not tell.
    package var uid: String
  }

  private var entries: [(handle: String, object: Bound)] = []

  package init() {}

  /// Gives `object` the handle, in place of what had it before.
  package func bind(_ handle: String, to object: Bound) {
    entries.removeAll { $0.handle == handle && $0.object.key.kind == object.key.kind }
    entries.append((handle, object))
  }

  /// What the handle stands for, if it is of that kind.
  package func object(_ handle: String, of kind: ResourceKind) -> Bound? {
    entries.last { $0.handle == handle && $0.object.key.kind == kind }?.object
  }

  /// Whether some handle stands for this very object.
  package func isBound(_ key: ObjectKey, uid: String) -> Bool {
    entries.contains { $0.object.key == key && ($0.object.uid == uid || $0.object.uid.isEmpty) }
  }
}
