import BackendInterface
import GodwitModel
import KubernetesClient
import Synchronization
import Testing

@testable import LiveBackend

/// What a cluster is asked for that it cannot give, and what it can give in more than one way.
@Suite struct SuitabilityTests {
  private func refusal(
    _ scenario: Scenario, _ change: (inout LiveOptions) -> Void = { _ in }
  ) async throws -> String? {
    let api = try HostAPI(.cluster(nodes: ["w1", "w2"]))
    do throws(BackendError) {
      _ = try await EnvironmentSetup.establish(
        scenario, on: api, options: .test(change), control: nil, time: Self.time(api))
      return nil
    } catch {
      #expect(try await api.marked() == [])
      guard case .unsuitable(let reason) = error else { return "not unsuitable: \(error.text)" }
      return reason
    }
  }

  private static func time(_ api: HostAPI) -> LiveTime {
    let pass: Pause = { (span) throws(ClientError) in
      guard let (control, _) = try await ControlClient.find(on: api) else { return }
      _ = try await control.advance(by: span, untilChange: true)
    }
    return LiveTime(
      pause: pass, rest: { (_) throws(ClientError) in throw .cancelled },
      wallClock: { .simulationEpoch })
  }

  private func nodes(_ count: Int) -> Scenario {
    .given { $0.cluster.nodes = (1...count).map { NodeLayout(name: "node\($0)") } }
  }

  @Test func `too few nodes are too few`() async throws {
    #expect(
      try await refusal(nodes(3)) == "needs 3 schedulable nodes, the cluster has 2")
  }

  @Test func `changes of the cluster take a flag`() async throws {
    #expect(
      try await refusal(nodes(2).doing(.cordon(node: "node1")))
        == "needs node1 cordoned, which changes the cluster for all; allow it with "
        + "--allow-cluster-changes")
  }

  @Test func `faults take a served cluster`() async throws {
    #expect(
      try await refusal(nodes(2).doing(.kill(.node("node1"))))
        == "needs the node node1 killed, which only a cluster that `godwit serve` serves can be "
        + "told")
  }

  @Test func `roles of others are not for scenarios`() async throws {
    let view = Target.object(.clusterRole, "kubevirt.io:view")
    #expect(
      try await refusal(nodes(2).doing(.delete(view, force: false)))
        == "needs the ClusterRole kubevirt.io:view changed, which others use; that is only for a "
        + "simulated cluster")
  }

  @Test func `versions are the cluster's`() async throws {
    var old = nodes(2)
    old.requirements = [Scenario.Requirement(component: "kubevirt", condition: "<v1.5")]
    #expect(try await refusal(old) == "needs KubeVirt <v1.5, the cluster has v1.9")
    var named = nodes(2)
    named.given.cluster.kubevirtVersion = "v1.4"
    named.given.cluster.namesKubevirtVersion = true
    #expect(try await refusal(named) == "is about KubeVirt v1.4, the cluster has v1.9")
  }

  @Test func `a scenario that lasts too long is not begun`() async throws {
    #expect(
      try await refusal(nodes(2).doing(.wait(.minutes(20)))) { $0.longest = .minutes(10) }
        == "must last 20m at least, more than the 10m of --longest")
  }

  @Test func `a VM that finds no room is what the cluster cannot give`() async throws {
    var scenario = nodes(2)
    var machine = VirtualMachineLayout(name: "large")
    machine.memory = "500Gi"
    scenario.given.virtualMachines = [machine]
    let reason = try await refusal(scenario) { $0.setUpLimit = .seconds(5) }
    #expect(
      reason?.hasPrefix("the virtual machine large does not come to run as given: 0/2 nodes")
        == true)
  }

  // MARK: What can be given

  private func established(
    _ scenario: Scenario, on api: HostAPI, _ change: (inout LiveOptions) -> Void = { _ in }
  ) async throws -> EstablishedScenario {
    try await EnvironmentSetup.establish(
      scenario, on: api, options: .test(change), control: nil, time: Self.time(api))
  }

  @Test func `a VM comes to its node by preference where nothing may be cordoned`() async throws {
    let api = try HostAPI(.cluster(nodes: ["w1", "w2", "w3"]))
    var scenario = nodes(2)
    scenario.given.virtualMachines = ["a", "b", "c"].map {
      var machine = VirtualMachineLayout(name: $0)
      machine.node = "node2"
      return machine
    }
    let established = try await established(scenario, on: api)
    let instances = try await api.objects(.virtualMachineInstance)
    #expect(instances.map { $0.value(at: ["status", "nodeName"]) } == ["w2", "w2", "w2"])
    let spec = instances.first?.value(at: ["spec"])
    #expect(spec?["nodeSelector"] == nil)
    let required = spec?.value(at: [
      "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
    ])
    #expect(
      required?["nodeSelectorTerms"]?[0]?["matchExpressions"]?[0]?["values"] == ["w1", "w2"])
    #expect(await established.takeDown(after: .passed) == [])
    #expect(try await api.marked() == [])
  }

  @Test func `users can be service accounts`() async throws {
    let api = try HostAPI(.cluster(nodes: ["w1", "w2"]))
    var scenario = nodes(2)
    var group = GroupLayout(name: "operators")
    group.rights.roles = ["kubevirt.io:view"]
    var mia = UserLayout(name: "mia")
    mia.groups = ["operators"]
    scenario.given.groups = [group]
    scenario.given.users = [mia]
    let established = try await established(scenario, on: api) { $0.users = .serviceAccounts }
    let identity = established.identity(of: UserInfo(name: "mia", groups: ["operators"]))
    guard case .token = identity else {
      Issue.record("mia has no token")
      return
    }
    func answer(_ kind: ResourceKind) async throws -> APIResponse {
      let path = APIRequest.path(of: kind, namespace: "demo")
      let request = established.names.outgoing(APIRequest(.get, path))
      return established.names.incoming(try await api.send(request, as: identity))
    }
    #expect(try await answer(.virtualMachineInstance).code == 200)
    let refusal = try await answer(.secret)
    #expect(
      refusal.body?["message"]?.string
        == "secrets is forbidden: User \"mia\" cannot list resource \"secrets\" in API group \"\" "
        + "in the namespace \"demo\"")
    #expect(await established.takeDown(after: .passed) == [])
    #expect(try await api.marked() == [])
  }

  @Test func `what failed can be kept, and the next attempt has names of its own`() async throws {
    let api = try HostAPI(.cluster(nodes: ["w1", "w2"]))
    let lines = Mutex<[String]>([])
    let options: (inout LiveOptions) -> Void = { options in
      options.keepsFailed = true
      options.note = { line in lines.withLock { $0.append(line) } }
    }
    let first = try await established(nodes(2), on: api, options)
    #expect(await first.takeDown(after: .failed) == [])
    let kept = first.namespaces[0]
    #expect(
      lines.withLock { $0 } == [
        "s: kept in the namespace \(kept); look at it with `kubectl get vm,vmi,vmim,pods,events "
          + "-n \(kept)`, remove it with `godwit clean --run r1`"
      ])
    let second = try await established(nodes(2), on: api, options)
    #expect(second.namespaces == [kept + "-2"])
    #expect(await second.takeDown(after: .passed) == [])
    #expect(try await api.marked().filter { $0.hasPrefix("Namespace") } == ["Namespace/\(kept)"])
    let remains = try await Remains.find(on: api)
    for run in remains.runs {
      #expect(await run.remove(from: api, limit: .seconds(30), time: Self.time(api)) == [])
    }
    #expect(try await api.marked() == [])
  }
}
