import BackendInterface
import GodwitModel

/// The one way by which a live run deletes anything.
///
/// What does not carry the run's label is not deleted, whoever asks; and only the very object that
/// was looked at is, not another one that has its name by then.
struct DeleteGuard: Sendable {
  let access: ClusterAccess
  /// Whose objects may be deleted.
  let runID: String

  /// How a deletion came out.
  enum Outcome: Hashable, Sendable {
    /// Asked for, or there was nothing any more.
    case done
    /// Not ours, or the server refused; in a sentence.
    case refused(String)
  }

  /// Asks for the deletion of an object as it was read from the cluster.
  ///
  /// - Parameter isUnchanged: Whether it must still be the version that was read.
  func delete(
    _ object: APIObject, isUnchanged: Bool = false
  ) async throws(BackendError) -> Outcome {
    let metadata = object.metadata
    guard metadata.labels[RunMark.runLabel] == runID else {
      return .refused(
        "\(object.key) is not deleted: it has not the label \(RunMark.runLabel)=\(runID)")
    }
    guard !metadata.uid.isEmpty else {
      return .refused("\(object.key) is not deleted: it has no uid")
    }
    if metadata.isBeingDeleted { return .done }
    var preconditions: JSONObject = ["uid": .string(metadata.uid)]
    if isUnchanged { preconditions["resourceVersion"] = .string(metadata.resourceVersion) }
    let path = APIRequest.path(
      of: object.kind, namespace: metadata.namespace, name: metadata.name)
    let response = try await access.send(
      APIRequest(
        .delete, path,
        body: [
          "apiVersion": "v1", "kind": "DeleteOptions", "preconditions": .object(preconditions),
          "propagationPolicy": "Background",
        ]))
    // Gone, or a namesake of another uid: nothing is left to do.
    if response.isSuccess || response.code == 404 || response.code == 409 { return .done }
    return .refused("\(object.key) could not be deleted: \(response.explanation)")
  }
}
