import GodwitModel
import Testing

@testable import LiveBackend

@Suite struct ClusterNeedsTests {
  private func needs(
    _ verb: Verb, provisionsNodes: Bool = false, _ change: (inout Given) -> Void = { _ in }
  ) -> ClusterNeeds {
    ClusterNeeds(of: Scenario.given("s", change).doing(verb), provisionsNodes: provisionsNodes)
  }

  @Test func `a scenario with objects of its own needs nothing`() {
    let needs = needs(.migrate(virtualMachine: "fedora", to: nil)) {
      $0.virtualMachines = [VirtualMachineLayout(name: "fedora")]
    }
    #expect(needs.change == nil)
    #expect(needs.impossible == nil)
    #expect(needs.control == nil)
    #expect(!needs.isExclusive)
  }

  @Test(arguments: [
    (Verb.cordon(node: "node1"), "node1 cordoned"), (.drain(node: "node1"), "node1 drained"),
    (.taint([ObjectEdit(.object(.node, "node1"), "a=b:NoSchedule")]), "a node tainted"),
    (.label([ObjectEdit(.object(.node, "node1"), ["a": "b"])]), "node1 changed"),
    (.oc(["adm", "drain", "node/node1", "--force"]), "node1 changed"),
    (.oc(["label", "nodes", "node1", "zone=a"]), "node1 changed"),
  ])
  func `nodes are everybody's, unless they are the run's own`(verb: Verb, expected: String) {
    #expect(needs(verb).change == expected)
    #expect(needs(verb).isExclusive)
    #expect(needs(verb, provisionsNodes: true).change == nil)
    #expect(!needs(verb, provisionsNodes: true).isExclusive)
  }

  @Test func `what steps change on nodes is known before`() {
    #expect(
      needs(.label([ObjectEdit(.object(.node, "node1"), ["a": "b", "c": .null])])).nodeLabelKeys
        == ["a", "c"])
    #expect(
      needs(.untaint([ObjectEdit(.object(.node, "n"), ["a=b:NoSchedule", "c-"])])).nodeTaintKeys
        == ["a", "c"])
    #expect(needs(.oc(["label", "no/n", "zone=a", "old-"])).nodeLabelKeys == ["zone", "old"])
  }

  @Test func `the KubeVirt object and policies are everybody's`() {
    let patch: JSONValue = ["spec": ["configuration": ["evictionStrategy": "None"]]]
    let changed = needs(.patch([ObjectEdit(.object(.kubeVirt, "kubevirt"), patch)])) {
      $0.cluster.kubevirtConfiguration = ["migrations": ["parallelMigrationsPerCluster": 1]]
    }
    #expect(changed.change == "migrations in the KubeVirt object")
    #expect(changed.kubeVirtPatches.count == 2)
    #expect(
      needs(.create([["kind": "MigrationPolicy", "metadata": ["name": "p"]]])).change
        == "a MigrationPolicy")
    #expect(needs(.wait(.zero)) { $0.migrationPolicies = [[:]] }.change == "a MigrationPolicy")
    #expect(
      needs(.oc(["patch", "kubevirt", "kubevirt", "-p", "{}"])).impossible
        == "the KubeVirt object changed by a client; use `patch`")
  }

  @Test func `roles of others are not to be changed, a scenario's own are`() {
    let view = Target.object(.clusterRole, "kubevirt.io:view")
    #expect(
      needs(.delete(view, force: false)).impossible
        == "the ClusterRole kubevirt.io:view changed, which others use")
    let own = needs(.delete(.object(.clusterRole, "movers"), force: false)) {
      $0.manifests = [["kind": "ClusterRole", "metadata": ["name": "movers"]]]
    }
    #expect(own.impossible == nil)
    #expect(own.change == nil)
    let label = "rbac.authorization.k8s.io/aggregate-to-view"
    let manifest: JSONValue = [
      "kind": "ClusterRole", "metadata": ["name": "m", "labels": [label: "true"]],
    ]
    #expect(needs(.create([manifest])).change == "a ClusterRole that is added to others")
  }

  @Test func `objects in namespaces of others are theirs`() {
    let manifest: JSONValue = [
      "kind": "ConfigMap", "metadata": ["name": "c", "namespace": "kube-system"],
    ]
    #expect(needs(.create([manifest])).change == "a ConfigMap in the namespace kube-system")
    #expect(needs(.delete(.object(.node, "node1"), force: false)).impossible != nil)
    #expect(
      needs(.delete(.object(.namespace, "default"), force: false)).impossible
        == "the namespace default deleted")
    #expect(needs(.delete(.object(.namespace, "demo"), force: false)).impossible == nil)
  }

  @Test func `faults, guests and timing take a served cluster`() {
    #expect(needs(.kill(.node("node1"))).control == "the node node1 killed")
    #expect(needs(.stallCopy(migration: "job")).control == "a copy that stalls")
    let guest = needs(.wait(.zero)) {
      var machine = VirtualMachineLayout(name: "fedora")
      machine.guest.copy = .endless
      $0.virtualMachines = [machine]
    }
    #expect(guest.control == "the guest of fedora (copy, dirtyRate)")
    #expect(
      needs(.wait(.zero)) { $0.cluster.timing.podStart = .seconds(9) }.control
        == "the timing of nodes and guests")
  }

  @Test func `the least time of a scenario is what it waits for in any case`() {
    var scenario = Scenario.given().doing(.wait(.minutes(5)), .wait(.seconds(1)))
    let place = scenario.location
    let nothing = Expectation(clauses: [], location: place)
    for form: Then.Form in [
      .expect(
        nothing, ExpectTiming(within: .minutes(9), after: .seconds(10), holdFor: .seconds(5))),
      .always(nothing, .next(.minutes(1))), .never([nothing], .run),
    ] {
      scenario.steps.append(Step(action: .then(Then(form, location: place)), location: place))
    }
    #expect(ScenarioLength.minimum(of: scenario) == Span.seconds(376))
  }
}
