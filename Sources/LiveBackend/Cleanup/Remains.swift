import BackendInterface
import GodwitModel
import KubernetesClient

/// What runs left on a cluster, by the labels of their objects.
package struct Remains: Sendable {
  /// What one run left.
  package struct Run: Hashable, Sendable {
    package let id: String
    /// In the order of the kinds, then by namespace and name.
    package fileprivate(set) var objects: [ObjectKey] = []
    /// When its youngest object was made.
    package fileprivate(set) var youngest: Instant?
    /// What it changed and did not put back, in words.
    package fileprivate(set) var restores: [String] = []
    /// Where its lock is, if it has one.
    fileprivate var lockNamespace: String?
  }

  /// By id.
  package private(set) var runs: [Run] = []

  /// Looks for what carries the label of a run, of every kind that a run makes.
  ///
  /// - Parameter run: The id of the only run that matters; nil for all.
  package static func find(
    on api: any ClusterAPI, run: String? = nil
  ) async throws(BackendError) -> Remains {
    let access = ClusterAccess(api: api)
    let selector = run.map { "\(RunMark.runLabel)=\($0)" } ?? RunMark.runLabel
    var remains = Remains()
    for kind in Sweep.kinds {
      let objects = try await access.list(kind, selector: selector)
        .sorted { ($0.key.namespace, $0.key.name) < ($1.key.namespace, $1.key.name) }
      for object in objects { remains.add(object) }
    }
    remains.runs.sort { $0.id < $1.id }
    return remains
  }

  private mutating func add(_ object: APIObject) {
    let metadata = object.metadata
    guard let id = metadata.labels[RunMark.runLabel] else { return }
    let place = runs.firstIndex { $0.id == id } ?? runs.count
    if place == runs.count { runs.append(Run(id: id)) }
    runs[place].objects.append(object.key)
    if let made = metadata.creationTimestamp?.instant {
      runs[place].youngest = max(runs[place].youngest ?? made, made)
    }
    guard ClusterLock.isLock(object) else { return }
    runs[place].lockNamespace = metadata.namespace
    guard let restoration = HeldLease(object).restoration else { return }
    if let kubeVirt = restoration.configuration {
      runs[place].restores.append("KubeVirt/\(kubeVirt.name)")
    }
    runs[place].restores += restoration.nodes.map { "Node/\($0.name)" }
  }

  /// Leaves out the runs that made something after `instant`.
  package mutating func keep(madeBefore instant: Instant) {
    runs.removeAll { ($0.youngest ?? instant) > instant }
  }
}

extension Remains.Run {
  /// Removes what the run left and puts back what it changed; goes on past single failures, and
  /// returns them in sentences.
  ///
  /// A lock that has not expired is left alone: the run may be at work.
  ///
  /// - Parameter limit: How long to wait for what is being deleted to be gone.
  package func remove(
    from api: any ClusterAPI, limit: Span, time: LiveTime = .real
  ) async -> [String] {
    let access = ClusterAccess(api: api)
    let sweep = Sweep(
      access: access, runID: id, selector: "\(RunMark.runLabel)=\(id)", limit: limit,
      pause: time.pause)
    var problems = await sweep.run()
    guard let lockNamespace else { return problems }
    do throws(BackendError) {
      guard
        let lease = try await access.get(
          .lease, namespace: lockNamespace, ClusterLock.name)
      else { return problems }
      guard HeldLease(lease).hasExpired(at: time.wallClock()) else {
        problems.append(
          "the run \(id) has the lock \(lockNamespace)/\(ClusterLock.name), which has not expired "
            + "yet; run `godwit clean` again in a minute")
        return problems
      }
      let lock = ClusterLock(
        access, namespace: lockNamespace, mark: RunMark(runID: "clean", scenario: id), time: time)
      try await lock.acquire(within: .zero, note: { _ in })
      problems += await lock.release()
    } catch {
      problems.append("what the run \(id) changed could not be put back: \(error.text)")
    }
    return problems
  }
}
