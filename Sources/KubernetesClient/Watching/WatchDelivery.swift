import GodwitModel

/// What a watch of one kind tells, in the order of the server's versions.
package enum WatchDelivery: Sendable {
  /// All objects as they were at `resourceVersion`; the first delivery of every watch.
  case listed([APIObject], resourceVersion: String)
  /// One version of one object.
  case changed(ChangeType, APIObject)
  /// Everything up to this version has been delivered.
  case bookmark(resourceVersion: String)
  /// Versions may have been missed for `reason`; these are the objects as they are at
  /// `resourceVersion`. What happened to them in between is not known.
  case relisted([APIObject], resourceVersion: String, reason: String)
  /// The server has been away for longer than the policy allows; the last delivery.
  case lost(String)
}
