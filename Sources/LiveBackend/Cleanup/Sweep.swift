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
    .migrationPolicy, .clusterRoleBinding, .clusterRole,
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

  /// Removes everything and waits until it is gone. Goes on past single failures; returns what
  /// could not be removed, in sentences.
  func run(_ scope: Scope = Scope()) async -> [String] {
    var problems: [String] = []
    if !scope.keepsNamespaces {
      for kind in Self.running { problems += await remove(kind) }
      if scope.isEverywhere {
        for kind in Self.others { problems += await remove(kind) }
      }
      problems += await removeNamespacesAndNodes()
    }
    for kind in Self.shared { problems += await remove(kind) }
    return problems
  }

  /// Nodes go after the namespaces, whose pods end on them; or when that takes too long, since
  /// then nobody ends them, and pods of nodes that are gone are collected.
  private func removeNamespacesAndNodes() async -> [String] {
    var problems = await remove(.namespace)
    if !problems.isEmpty { return problems + (await remove(.node)) }
    var left = await waitUntilGone(.namespace, within: Span(nanoseconds: limit.nanoseconds / 2))
    problems += await remove(.node)
    if !left.isEmpty {
      left = await waitUntilGone(.namespace, within: Span(nanoseconds: limit.nanoseconds / 2))
    }
    return problems + left
  }

  private func remove(_ kind: ResourceKind) async -> [String] {
    let eraser = DeleteGuard(access: access, runID: runID)
    var problems: [String] = []
    do throws(BackendError) {
      for object in try await access.list(kind, selector: selector) {
        do throws(BackendError) {
          if case .refused(let text) = try await eraser.delete(object) { problems.append(text) }
        } catch {
          problems.append("\(object.key) could not be deleted: \(error.text)")
        }
      }
    } catch {
      problems.append("it is not known which \(kind.plural) are left: \(error.text)")
    }
    return problems
  }

  private func waitUntilGone(_ kind: ResourceKind, within limit: Span) async -> [String] {
    var waited = Span.zero
    while true {
      do throws(BackendError) {
        let left = try await access.list(kind, selector: selector)
        if left.isEmpty { return [] }
        if waited >= limit {
          return left.map { "\($0.key) is still being deleted after \(self.limit)" }
        }
        do throws(ClientError) {
          try await pause(Self.interval)
        } catch {
          throw BackendError(error)
        }
        waited = waited + Self.interval
      } catch {
        return ["it is not known which \(kind.plural) are left: \(error.text)"]
      }
    }
  }
}
