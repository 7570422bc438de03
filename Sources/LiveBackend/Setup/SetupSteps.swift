import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// Takes the steps by which a scenario is established, in their order.
struct SetupSteps {
  let scenario: Scenario
  let options: LiveOptions
  let needs: ClusterNeeds
  let facts: ClusterFacts
  let plan: NodePlan
  let control: ControlClient?
  let time: LiveTime
  let access: ClusterAccess

  /// How often a name is tried that objects have which an earlier attempt left.
  private static let attempts = 20
  /// How long to wait for another run that holds the lock.
  private static let lockLimit = Span.minutes(10)

  func run() async throws(BackendError) -> EstablishedScenario {
    let names = try await makeOwnNamespace()
    let needsLock =
      needs.change != nil || !plan.binding.changes.isEmpty || placesBoundNodesByCordon
    let lock =
      needsLock
      ? ClusterLock(
        access, namespace: names.namespace("kubevirt"), mark: names.mark, time: time) : nil
    let leases =
      plan.isProvisioned && control == nil
      ? NodeLeases(access, mark: names.mark, time: time) : nil
    var established = EstablishedScenario(
      scenario: scenario, names: names, options: options, time: time, access: access, lock: lock,
      control: control, leases: leases)
    do throws(BackendError) {
      try await makeOtherNamespaces(names)
      established.timingBefore = try await setTiming()
      if let lock { try await changeCluster(names, lock) }
      if plan.isProvisioned {
        try await NodeSetup(steps: self, names: names, leases: leases).run()
      }
      established.tokens = try await RightsSetup(
        scenario: scenario, options: options, names: names, access: access, time: time
      ).run()
      try await postGivenObjects(names)
      try await MachineSetup(steps: self, names: names).run()
    } catch {
      let left = await established.takeDown()
      for problem in left { options.note(problem) }
      throw error
    }
    return established
  }

  // MARK: Namespaces

  private func makeOwnNamespace() async throws(BackendError) -> NameTranslation {
    for attempt in 1...Self.attempts {
      let mark = RunMark(runID: options.runID, scenario: scenario.id, attempt: attempt)
      let names = NameTranslation(
        scenario, mark: mark, nodes: plan.names(of: scenario.given.cluster.nodes, mark),
        others: plan.others,
        kubeVirt: facts.kubeVirt.map { ($0.namespace, $0.name) } ?? ("kubevirt", "kubevirt"),
        usesServiceAccounts: options.users == .serviceAccounts)
      let layout =
        scenario.given.namespaces.first { $0.name == scenario.namespace }
        ?? NamespaceLayout(name: scenario.namespace)
      let response: APIResponse
      do throws(BackendError) {
        response = try await access.send(namespaceRequest(layout, names))
      } catch {
        // It may have been made though the answer was lost.
        await Task { await remove(mark) }.value
        throw error
      }
      if response.isSuccess { return names }
      // Kept from an earlier attempt at the scenario.
      if response.code == 409 { continue }
      await remove(mark)
      throw response.refusal("no namespace may be made")
    }
    throw .unsuitable("\(Self.attempts) namespaces of this run and scenario are there already")
  }

  private func remove(_ mark: RunMark) async {
    let left = await Sweep(
      access: access, runID: mark.runID, selector: mark.selector, limit: options.cleanupLimit,
      pause: time.pause
    ).run(Sweep.Scope(isEverywhere: false))
    for problem in left { options.note(problem) }
  }

  private func namespaceRequest(_ layout: NamespaceLayout, _ names: NameTranslation) -> APIRequest {
    var metadata: JSONObject = ["name": .string(layout.name)]
    // Where the standard is a stricter one, launcher pods would be refused.
    var labels: StringMap = ["pod-security.kubernetes.io/enforce": "privileged"]
    labels.merge(layout.labels)
    metadata["labels"] = labels.json
    metadata["annotations"] = layout.annotations.json
    return names.outgoing(
      APIRequest(
        .post, APIRequest.path(of: .namespace),
        body: ["apiVersion": "v1", "kind": "Namespace", "metadata": .object(metadata)]))
  }

  private func makeOtherNamespaces(_ names: NameTranslation) async throws(BackendError) {
    for layout in scenario.given.namespaces where layout.name != scenario.namespace {
      try await post(namespaceRequest(layout, names), "namespace \(layout.name)")
    }
  }

  // MARK: Timing

  /// Says what the scenario's nodes and guests take for their work. Returns what they took before,
  /// where that is changed.
  private func setTiming() async throws(BackendError) -> JSONValue? {
    let timing = scenario.given.cluster.timing
    guard timing != Timing(), let control else { return nil }
    do throws(ClientError) {
      let before = try await control.timing()
      if let refusal = try await control.setTiming(timing) { throw .unavailable(refusal) }
      return before
    } catch {
      throw BackendError(error)
    }
  }

  // MARK: Objects

  /// Sends a request that must succeed; a refusal is what the cluster cannot give.
  func post(_ request: APIRequest, _ what: String) async throws(BackendError) {
    let response = try await access.send(request)
    guard response.isSuccess else {
      throw response.refusal("the given \(what) was refused")
    }
  }

  private func postGivenObjects(_ names: NameTranslation) async throws(BackendError) {
    for policy in scenario.given.migrationPolicies {
      try await post(manifest: policy, .migrationPolicy, names)
    }
    for manifest in scenario.given.manifests {
      guard let kind = manifest["kind"]?.string.flatMap(ResourceKind.named) else {
        throw .unsuitable(
          "a given manifest is of the kind \(manifest["kind"]?.string ?? "?"), which is not known")
      }
      try await post(manifest: manifest, kind, names)
    }
    if plan.isProvisioned {
      try await ClaimVolumes(scenario: scenario, names: names, access: access).run()
    }
  }

  private func post(
    manifest: JSONValue, _ kind: ResourceKind, _ names: NameTranslation
  ) async throws(BackendError) {
    let namespace = manifest["metadata"]?["namespace"]?.string ?? scenario.namespace
    var body = manifest.object ?? JSONObject()
    if body["apiVersion"] == nil { body["apiVersion"] = .string(kind.apiVersion) }
    if body["kind"] == nil { body["kind"] = .string(kind.kind) }
    let request = APIRequest(
      .post, APIRequest.path(of: kind, namespace: namespace), body: .object(body))
    try await post(
      names.outgoing(request), "\(kind.kind) \(manifest["metadata"]?["name"]?.string ?? "")")
  }
}
