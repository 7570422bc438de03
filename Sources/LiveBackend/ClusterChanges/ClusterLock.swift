import BackendInterface
import GodwitModel
import KubernetesClient

/// The Lease by which one run at a time changes what a cluster shares.
///
/// It lives beside the KubeVirt object. What must be put back is in an annotation of it. Its times
/// are those of the machines that hold it, which is how client-go's leader election does it too.
actor ClusterLock {
  static let name = "godwit-cluster"
  /// Whether an object is the lock of a run, which goes in its own way.
  static func isLock(_ object: APIObject) -> Bool {
    object.kind == .lease && object.metadata.name == name
  }

  /// Where what must be put back is written.
  static let annotation = "godwit.dev/restore"
  /// For how long the lock holds after it was last renewed.
  static let duration = Span.seconds(60)
  private static let renewal = Span.seconds(15)
  private static let interval = Span.seconds(1)

  private let access: ClusterAccess
  private let namespace: String
  private let mark: RunMark
  private let time: LiveTime
  private var restoration = Restoration()
  private var renewing: Task<Void, Never>?
  private var isHeld = false
  /// Why the lock is ours no more, though we did not give it up.
  private(set) var loss: String?

  init(_ access: ClusterAccess, namespace: String, mark: RunMark, time: LiveTime) {
    self.access = access
    self.namespace = namespace
    self.mark = mark
    self.time = time
  }

  private var holder: String { "\(mark.runID)/\(mark.scenario)" }

  /// Takes the lock; puts back what its last holder left, if that was killed.
  ///
  /// - Parameters:
  ///   - limit: How long to wait for another holder.
  ///   - note: Takes a line for the person who waits.
  func acquire(
    within limit: Span, note: @Sendable (String) -> Void
  ) async throws(BackendError) {
    var waited = Span.zero
    while true {
      if try await tryToTake() { break }
      if waited == .zero { note("waiting for another run that changes the cluster") }
      guard waited < limit else {
        throw .unavailable(
          "another run has held the lock \(namespace)/\(Self.name) for \(limit); if it was killed, "
            + "run `godwit clean`")
      }
      do throws(ClientError) {
        try await time.rest(Self.interval)
      } catch {
        throw BackendError(error)
      }
      waited = waited + Self.interval
    }
    isHeld = true
    renewing = Task { [weak self] in await self?.keepRenewing() }
  }

  private func tryToTake() async throws(BackendError) -> Bool {
    guard let present = try await access.get(.lease, namespace: namespace, Self.name) else {
      let response = try await access.send(
        APIRequest(
          .post, APIRequest.path(of: .lease, namespace: namespace), body: body(resourceVersion: nil)
        ))
      if response.code == 409 { return false }
      guard response.isSuccess else {
        throw response.refusal("the cluster cannot be locked")
      }
      return true
    }
    let lease = HeldLease(present)
    guard lease.holder == holder || lease.hasExpired(at: time.wallClock()) else { return false }
    // What is to be put back stays written down until it is.
    restoration = lease.restoration ?? Restoration()
    guard try await write(present.resourceVersion) else { return false }
    let problems = await restoration.apply(access)
    if let problem = problems.first { throw .unavailable(problem) }
    restoration = Restoration()
    return true
  }

  /// Writes down what must be put back, before it is changed.
  func record(_ restoration: Restoration) async throws(BackendError) {
    self.restoration = restoration
    guard try await update() else {
      throw .unavailable("the lock of the cluster was lost to another run")
    }
  }

  /// Puts everything back and gives the lock up. Returns what could not be, in sentences; the lock
  /// stays then, for `godwit clean`.
  func release() async -> [String] {
    renewing?.cancel()
    await renewing?.value
    guard isHeld else { return [] }
    var problems = await restoration.apply(access)
    guard problems.isEmpty else { return problems }
    do throws(BackendError) {
      if let lease = try await access.get(.lease, namespace: namespace, Self.name),
        HeldLease(lease).holder == holder
      {
        let eraser = DeleteGuard(access: access, runID: mark.runID)
        if case .refused(let text) = try await eraser.delete(lease, isUnchanged: true) {
          problems.append(text)
        }
      }
      restoration = Restoration()
      isHeld = false
    } catch {
      problems.append("the lock of the cluster could not be given up: \(error.text)")
    }
    return problems
  }

  // MARK: Keeping it

  private func keepRenewing() async {
    while !Task.isCancelled {
      do throws(ClientError) {
        try await time.rest(Self.renewal)
      } catch {
        return
      }
      guard isHeld, !Task.isCancelled else { return }
      // What keeps the server from answering now may be over the next time.
      guard let isOurs = try? await update() else { continue }
      if !isOurs {
        loss = "another run took the lock of the cluster, and may have changed it"
        return
      }
    }
  }

  /// Writes the lease as it should be now; false when it is somebody else's.
  private func update() async throws(BackendError) -> Bool {
    for _ in 1...5 {
      guard let present = try await access.get(.lease, namespace: namespace, Self.name),
        HeldLease(present).holder == holder
      else { return false }
      if try await write(present.resourceVersion) { return true }
    }
    return false
  }

  private func write(_ resourceVersion: String) async throws(BackendError) -> Bool {
    let path = APIRequest.path(of: .lease, namespace: namespace, name: Self.name)
    let response = try await access.send(
      APIRequest(.put, path, body: body(resourceVersion: resourceVersion)))
    if response.code == 409 { return false }
    guard response.isSuccess else {
      throw .unavailable("the lock of the cluster could not be written: \(response.explanation)")
    }
    return true
  }

  private func body(resourceVersion: String?) -> JSONValue {
    let now = JSONValue.string(time.wallClock().microsecondText)
    var metadata: JSONObject = ["name": .string(Self.name), "namespace": .string(namespace)]
    metadata["labels"] = mark.labels.json
    if !restoration.isEmpty {
      metadata["annotations"] = [Self.annotation: .string(restoration.text)]
    }
    if let resourceVersion { metadata["resourceVersion"] = .string(resourceVersion) }
    return [
      "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": .object(metadata),
      "spec": [
        "holderIdentity": .string(holder),
        "leaseDurationSeconds": .int(Int(Self.duration.wholeSeconds)), "acquireTime": now,
        "renewTime": now,
      ],
    ]
  }
}

/// What the lock says of who holds it.
struct HeldLease: Sendable {
  let holder: String
  private let validUntil: Instant?
  /// What must be put back when the holder is gone.
  let restoration: Restoration?

  init(_ lease: APIObject) {
    holder = lease.value(at: ["spec", "holderIdentity"])?.string ?? ""
    let renewed = lease.value(at: ["spec", "renewTime"])?.string.flatMap { Instant(parsing: $0) }
    let seconds = lease.value(at: ["spec", "leaseDurationSeconds"])?.int ?? 0
    validUntil = renewed.map { $0 + .seconds(Int64(seconds)) }
    restoration = lease.metadata.annotations[ClusterLock.annotation].flatMap {
      Restoration(text: $0)
    }
  }

  func hasExpired(at now: Instant) -> Bool {
    holder.isEmpty || validUntil.map { $0 < now } ?? true
  }
}
