import BackendInterface
import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

/// What a set-up leaves when the cluster goes away in the middle of it.
@Suite struct RemainsTests {
  /// Everything at once: users, policies, the KubeVirt object, a cordoned and labelled node.
  private func scenario() -> Scenario {
    .given { given in
      given.cluster.nodes = ["node1", "node2"].map(NodeLayout.init)
      given.cluster.nodes[0].labels["zone"] = "a"
      given.cluster.nodes[1].isCordoned = true
      given.cluster.kubevirtConfiguration = ["migrations": ["parallelMigrationsPerCluster": 1]]
      given.migrationPolicies = [
        [
          "metadata": ["name": "slow"],
          "spec": ["selectors": ["namespaceSelector": ["team": "red"]]],
        ]
      ]
      var user = UserLayout(name: "mia")
      user.rights.clusterRules = [["apiGroups": [""], "resources": ["nodes"], "verbs": ["list"]]]
      given.users = [user]
      var machine = VirtualMachineLayout(name: "fedora")
      machine.node = "node1"
      given.virtualMachines = [machine]
    }
  }

  private func options() -> LiveOptions {
    .test {
      $0.allowsClusterChanges = true
      $0.cleanupLimit = .seconds(20)
    }
  }

  private func cluster() throws -> HostAPI { try HostAPI(.cluster(nodes: ["w1", "w2"])) }

  /// Time that passes as fast as it is waited for; renewals end at once.
  private func time(_ api: HostAPI, after span: Span = .zero) async throws -> LiveTime {
    let (control, clock) = try #require(try await ControlClient.find(on: api))
    var time = LiveTime.served(control, clock: clock)
    time.rest = { (_) throws(ClientError) in throw .cancelled }
    time.wallClock = { .simulationEpoch + span }
    return time
  }

  /// What is of interest of everything on the cluster that no run made.
  private func shared(_ api: HostAPI) async throws -> [JSONValue] {
    // The taint of a cordon goes a moment after the cordon.
    let (control, _) = try #require(try await ControlClient.find(on: api))
    _ = try await control.advance(by: .seconds(5), untilChange: false)
    var values: [JSONValue] = []
    for kind: ResourceKind in [.node, .kubeVirt] {
      for object in try await api.objects(kind) {
        values += [object.value(at: ["spec"]) ?? .null, object.metadata.labels.json ?? .null]
      }
    }
    return values
  }

  @Test func `a set-up that changes the cluster puts it back`() async throws {
    let api = try cluster()
    let before = try await shared(api)
    let established = try await EnvironmentSetup.establish(
      scenario(), on: api, options: options(), control: nil, time: try await time(api))
    #expect(established.nodes == ["w1", "w2"])
    let during = try await shared(api)
    #expect(during != before)
    let policies = try await api.objects(.migrationPolicy)
    #expect(policies.map { established.names.incoming($0.metadata.name) } == ["slow"])
    #expect(try await api.objects(.lease).count == 1)
    #expect(await established.takeDown(after: .failed) == [])
    #expect(try await shared(api) == before)
    #expect(try await api.marked() == [])
    #expect(await established.takeDown(after: .failed) == [])
  }

  @Test(arguments: FailingAPI.Mode.allCases)
  func `whichever request fails, nothing is left that clean does not remove`(
    mode: FailingAPI.Mode
  ) async throws {
    let before = try await shared(try cluster())
    var failing = 1
    while true {
      let api = try cluster()
      let flaky = FailingAPI(api, at: failing, mode)
      var established: EstablishedScenario?
      let time = try await time(api)
      do throws(BackendError) {
        established = try await EnvironmentSetup.establish(
          scenario(), on: flaky, options: options(), control: nil, time: time)
      } catch {
        #expect(error.text.contains("went away"))
      }
      // No request of the set-up is left that could fail: the first of the take-down does.
      let isLast = established != nil
      if let established {
        #expect(flaky.count < failing)
        _ = await established.takeDown(after: .passed)
      }
      if mode != .staysAway, !isLast {
        // The cluster was there again: the set-up itself has cleaned up, but for its lock.
        let left = try await api.marked().filter { $0 != "Lease/godwit-cluster" }
        #expect(left == [], "request \(failing)")
      }
      let remains = try await Remains.find(on: api)
      for run in remains.runs {
        let later = try await self.time(api, after: .minutes(2))
        let problems = await run.remove(from: api, limit: .seconds(30), time: later)
        #expect(problems == [], "request \(failing)")
      }
      #expect(try await api.marked() == [], "request \(failing)")
      #expect(try await shared(api) == before, "request \(failing)")
      if isLast { break }
      failing += mode.stride
    }
    #expect(failing > 10)
  }

  @Test func `a take-down that failed is done again, and ends it`() async throws {
    let before = try await shared(try cluster())
    for failing in stride(from: 1, through: 40, by: 9) {
      let api = try cluster()
      let established = try await EnvironmentSetup.establish(
        scenario(), on: api, options: options(), control: nil, time: try await time(api))
      var broken = established
      broken.access = ClusterAccess(api: FailingAPI(api, at: failing, .staysAway))
      _ = await broken.takeDown(after: .failed)
      #expect(await established.takeDown(after: .failed) == [], "request \(failing)")
      #expect(try await api.marked() == [], "request \(failing)")
      #expect(try await shared(api) == before, "request \(failing)")
    }
  }

  @Test func `the lock of a run that may be at work is left alone`() async throws {
    let api = try cluster()
    let established = try await EnvironmentSetup.establish(
      scenario(), on: api, options: options(), control: nil, time: try await time(api))
    let remains = try await Remains.find(on: api, run: "r1")
    let run = try #require(remains.runs.first)
    #expect(run.restores == ["KubeVirt/kubevirt", "Node/w1", "Node/w2"])
    #expect(run.objects.contains { $0.kind == .namespace })
    let problems = await run.remove(from: api, limit: .seconds(30), time: try await time(api))
    #expect(
      problems == [
        "the run r1 has the lock kubevirt/godwit-cluster, which has not expired yet; run "
          + "`godwit clean` again in a minute"
      ])
    #expect(try await api.marked() == ["Lease/godwit-cluster"])
    #expect(await established.takeDown(after: .passed) == [])
    #expect(try await api.marked() == [])
  }

  @Test func `runs are told apart, and young ones can be left out`() async throws {
    let api = try cluster()
    for run in ["r2", "r1"] {
      try await ClusterAccess(api: api).create(
        .configMap,
        [
          "apiVersion": "v1", "kind": "ConfigMap",
          "metadata": [
            "name": .string(run), "namespace": "elsewhere",
            "labels": ["godwit.dev/run": .string(run)],
          ],
        ])
    }
    var all = try await Remains.find(on: api)
    #expect(all.runs.map(\.id) == ["r1", "r2"])
    #expect(all.runs.map(\.objects.count) == [1, 1])
    #expect(try await Remains.find(on: api, run: "r2").runs.map(\.id) == ["r2"])
    all.keep(madeBefore: .simulationEpoch)
    #expect(all.runs.isEmpty)
  }
}
