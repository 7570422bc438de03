import GodwitModel

extension ObjectMeta {
  private static let latest = "kubevirt.io/latest-observed-api-version"
  private static let storage = "kubevirt.io/storage-observed-api-version"

  /// Whether a controller has noted the API version in which it knows the object.
  var hasObservedVersion: Bool {
    annotations[Self.latest] == "v1" && annotations[Self.storage] == "v1"
  }

  /// Notes the API version: the first write of KubeVirt's controllers on an object.
  ///
  /// KubeVirt pkg/controller/controller.go, SetLatestApiVersionAnnotation.
  mutating func setObservedVersion() {
    annotations[Self.latest] = "v1"
    annotations[Self.storage] = "v1"
  }

  mutating func addFinalizer(_ finalizer: String) {
    if !finalizers.contains(finalizer) { finalizers.append(finalizer) }
  }

  mutating func removeFinalizer(_ finalizer: String) {
    finalizers.removeAll { $0 == finalizer }
  }
}

extension [Condition] {
  /// Puts a condition in the place of the one of its type, or at the end; one that says the same
  /// keeps its times.
  mutating func merge(_ condition: Condition) {
    for position in indices where self[position].type == condition.type {
      if !self[position].saysTheSame(as: condition) { self[position] = condition }
      return
    }
    append(condition)
  }

  mutating func remove(type: String) { removeAll { $0.type == type } }

  /// Whether ``merge(_:)`` would change nothing; asked first, because a version of an object that
  /// is written to is copied.
  func says(_ condition: Condition) -> Bool {
    for present in self where present.type == condition.type {
      return present.saysTheSame(as: condition)
    }
    return false
  }
}

extension Condition {
  func saysTheSame(as other: Condition) -> Bool {
    status == other.status && reason == other.reason && message == other.message
  }
}
