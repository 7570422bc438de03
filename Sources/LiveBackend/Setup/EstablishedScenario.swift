import BackendInterface
import GodwitModel
import KubernetesClient

/// What a scenario takes as given, there on a cluster, and how it is taken away again.
package struct EstablishedScenario: Sendable {
  let scenario: Scenario
  /// The scenario's names and the cluster's.
  package let names: NameTranslation
  let options: LiveOptions
  let time: LiveTime
  var access: ClusterAccess
  /// Held while the scenario changes what the cluster shares.
  let lock: ClusterLock?
  let control: ControlClient?
  /// By which the nodes stay alive that were made.
  let leases: NodeLeases?
  /// What nodes and guests took for their work before, where the scenario says it.
  var timingBefore: JSONValue?
  /// Of users that are service accounts; never shown.
  var tokens: [String: String] = [:]

  /// The cluster's namespaces that are the scenario's, its own first.
  package var namespaces: [String] {
    let further = scenario.given.namespaces.map(\.name).filter { $0 != scenario.namespace }
    return ([scenario.namespace] + further).map(names.namespace)
  }

  /// The cluster's nodes that are the scenario's, in its order.
  package var nodes: [String] { scenario.given.cluster.nodes.map { names.node($0.name) } }

  /// As whom a request of the scenario is sent.
  package func identity(of user: UserInfo) -> RequestIdentity {
    names.identity(of: user, tokens: tokens)
  }

  /// Why a request, its names being the cluster's, must not be sent, since it would change what is
  /// not the scenario's; nil when it may be.
  package func refusal(of request: APIRequest) async throws(BackendError) -> String? {
    try await WriteGuard(access: access, mark: names.mark, mayChangeCluster: lock != nil)
      .refusal(of: request)
  }

  /// Why what was observed is not to be trusted, though every request was answered: another run
  /// took the lock. Nil while all is well.
  package func trouble() async -> String? { await lock?.loss }

  /// Takes everything away that was made, and puts back what was changed. Returns what could not
  /// be, in sentences.
  ///
  /// Goes on past failures, also when the task is cancelled; done twice it does nothing the second
  /// time. Where the options keep what failed, the namespaces and nodes stay, and a note says how
  /// to look at them.
  package func takeDown(after verdict: Verdict) async -> [String] {
    let didFail = verdict == .failed || verdict == .inconclusive
    return await takeDown(keepsNamespaces: options.keepsFailed && didFail)
  }

  /// What a set-up made that did not come to its end.
  func takeDown() async -> [String] { await takeDown(keepsNamespaces: false) }

  private func takeDown(keepsNamespaces: Bool) async -> [String] {
    // A task of its own, which is not cancelled with the one that waits for it.
    await Task {
      let sweep = Sweep(
        access: access, runID: names.mark.runID, selector: names.mark.selector,
        limit: options.cleanupLimit, pause: time.pause)
      var problems = await sweep.run(
        Sweep.Scope(isEverywhere: needsWideSweep, keepsNamespaces: keepsNamespaces))
      await leases?.end()
      if let lock { problems += await lock.release() }
      problems += await putTimingBack()
      if keepsNamespaces { noteWhatStays() }
      return problems
    }.value
  }

  private func putTimingBack() async -> [String] {
    guard let control, let timingBefore else { return [] }
    let refusal: String?
    do throws(ClientError) {
      refusal = try await control.putBack(timing: timingBefore)
    } catch {
      refusal = error.text
    }
    return refusal.map { ["the timing of the served cluster could not be put back: \($0)"] } ?? []
  }

  /// Whether a step may have made something in a namespace that is not the scenario's.
  private var needsWideSweep: Bool { lock != nil }

  private func noteWhatStays() {
    let namespace = names.namespace(scenario.namespace)
    options.note(
      "\(scenario.id): kept in the namespace \(namespace); look at it with "
        + "`kubectl get vm,vmi,vmim,pods,events -n \(namespace)`, remove it with "
        + "`godwit clean --run \(names.mark.runID)`")
  }
}
