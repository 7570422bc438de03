import BackendInterface
import GodwitModel
import KubernetesClient

/// Removes what a run made, found by its labels.
struct Sweep: Sendable {
  let access: ClusterAccess
  let runID: String
  /// Selects what is removed; of the run at most.
  let selector: String
  let limit: Span
  let pause: Pause

  /// How long to wait between two looks at what is still there.
  private static let interval = Span.milliseconds(250)

  /// Kinds that hold nothing else, in the order in which they go, when namespaces are gone.
  private static let shared: [ResourceKind] = [
    .migrationPolicy, .clusterRoleBinding, .clusterRole, .lease, .persistentVolume,
  ]
  /// Kinds that go before their namespaces, for what they run to end in order.
  private static let running: [ResourceKind] = [
    .virtualMachineInstanceMigration, .virtualMachine, .virtualMachineInstance,
  ]
  /// Kinds of which a scenario may make some in a namespace that is not its own.
  private static let others: [ResourceKind] = [
    .pod, .persistentVolumeClaim, .resourceQuota, .serviceAccount, .configMap, .secret,
    .podDisruptionBudget, .roleBinding, .role,
  ]

  /// Every kind that is removed.
  static let kinds = running + others + [.namespace, .node] + shared

  /// What is removed.
  struct Scope: Hashable, Sendable {
    /// Also objects in namespaces that the run did not make.
    var isEverywhere = true
    /// Namespaces and nodes stay for somebody to look at.
    var keepsNamespaces = false
  }

  /// What has come of a sweep so far.
  struct Course {
    var problems: [String] = []
    /// How many requests in a row had no answer.
    var unanswered = 0

    /// Whether the cluster went away: each further request would be waited for in vain.
    var isAway: Bool { unanswered >= 2 }
  }

  /// Removes everything and waits until it is gone. Goes on past single failures, but not on a
  /// cluster that went away; returns what could not be removed, in sentences.
  func run(_ scope: Scope = Scope()) async -> [String] {
    var course = Course()
    if !scope.keepsNamespaces {
      for kind in Self.running { await remove(kind, &course) }
      if scope.isEverywhere {
        for kind in Self.others { await remove(kind, &course) }
      }
      await removeNamespacesAndNodes(&course)
    }
    for kind in Self.shared { await remove(kind, &course) }
    if course.isAway {
      course.problems.append(
        "the cluster went away; when it is back, `godwit clean --run \(runID)` removes what is left"
      )
    }
    return course.problems
  }

  /// Nodes go after the namespaces, whose pods end on them; or when that takes too long.
  private func removeNamespacesAndNodes(_ course: inout Course) async {
    await remove(.namespace, &course)
    if !course.problems.isEmpty { return await remove(.node, &course) }
    // Where somebody plays the kubelets of the run's nodes, it takes a moment only.
    let patience = Span(nanoseconds: limit.nanoseconds / 8)
    if await isGone(.namespace, within: patience, &course) {
      return await remove(.node, &course)
    }
    course.problems += await AbandonedMachines(access: access, selector: selector).end()
    let isGone = await isGone(.namespace, within: limit - patience, &course)
    await remove(.node, &course)
    if isGone || course.isAway { return }
    // Without the namespace controller its contents stay as well.
    for kind in Self.others { await remove(kind, &course) }
    for namespace in (try? await access.list(.namespace, selector: selector)) ?? [] {
      course.problems.append(
        "\(namespace.key) is still being deleted after \(limit): \(Self.obstacle(to: namespace))")
    }
  }

  /// What the namespace controller says of what keeps it.
  private static func obstacle(to namespace: APIObject) -> String {
    let conditions = namespace.value(at: ["status", "conditions"])?.array ?? []
    let messages = conditions.filter { $0["status"]?.string == "True" }
      .compactMap { $0["message"]?.string }
    if !messages.isEmpty { return messages.joined(separator: "; ") }
    return conditions.isEmpty
      ? "the cluster's namespace controller has not taken it up; does kube-controller-manager run?"
      : "its controller names no reason"
  }

  private func remove(_ kind: ResourceKind, _ course: inout Course) async {
    if course.isAway { return }
    let eraser = DeleteGuard(access: access, runID: runID)
    let objects: [APIObject]
    do throws(BackendError) {
      let answer = try await access.send(ClusterAccess.listRequest(kind, selector: selector))
      course.unanswered = 0
      objects = try ClusterAccess.objects(kind, in: answer)
    } catch {
      course.unanswered += 1
      course.problems.append("it is not known which \(kind.plural) are left: \(error.text)")
      return
    }
    for object in objects where !ClusterLock.isLock(object) && !course.isAway {
      do throws(BackendError) {
        let outcome = try await eraser.delete(object)
        course.unanswered = 0
        if case .refused(let text) = outcome { course.problems.append(text) }
      } catch {
        course.unanswered += 1
        course.problems.append("\(object.key) could not be deleted: \(error.text)")
      }
    }
  }

  /// Whether nothing is left of a kind; waits for that.
  private func isGone(
    _ kind: ResourceKind, within limit: Span, _ course: inout Course
  ) async -> Bool {
    var waited = Span.zero
    while true {
      do throws(BackendError) {
        if try await access.list(kind, selector: selector).isEmpty { return true }
        if waited >= limit { return false }
        do throws(ClientError) {
          try await pause(Self.interval)
        } catch {
          throw BackendError(error)
        }
        waited = waited + Self.interval
      } catch {
        course.unanswered += 1
        course.problems.append("it is not known which \(kind.plural) are left: \(error.text)")
        return false
      }
    }
  }
}
