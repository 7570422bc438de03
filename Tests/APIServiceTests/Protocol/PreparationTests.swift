import APIService
import GodwitModel
import Simulator
import Testing

/// What a client needs that prepares a cluster for what it is about to do, over the API alone.
@Suite struct PreparationTests {
  private static func cluster() throws -> ServedCluster {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = ["node1", "node2"].map { NodeLayout(name: $0) }
    scenario.given.virtualMachines = [VirtualMachineLayout(name: "fedora")]
    return ServedCluster(try Simulation(scenario: scenario, seed: 1))
  }

  private static func send(
    _ method: String, _ path: String, _ body: JSONValue? = nil, to served: inout ServedCluster,
    type: String = "application/json", query: String = ""
  ) throws -> (status: Int, body: JSONValue) {
    let answer = served.answer(
      WireRequest(
        method, path, query: query, headers: [WireHeader("Content-Type", type)],
        body: body.map { Array($0.text.utf8) } ?? []))
    guard case .response(let response) = answer else { return (0, .null) }
    return (response.status, try JSONValue(parsing: response.body))
  }

  private static let merge = "application/merge-patch+json"
  private static let kubeVirt = "/apis/kubevirt.io/v1/namespaces/kubevirt/kubevirts/kubevirt"

  @Test func everyNamespaceHasAnAccountThatComesBack() throws {
    var served = try Self.cluster()
    _ = try Self.send(
      "POST", "/api/v1/namespaces",
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "made"]], to: &served)
    try served.advance(to: served.now + .seconds(1))
    for namespace in ["default", "kube-system", "demo", "made"] {
      let path = "/api/v1/namespaces/\(namespace)/serviceaccounts/default"
      #expect(try Self.send("GET", path, to: &served).status == 200)
    }
    let path = "/api/v1/namespaces/made/serviceaccounts/default"
    let first = try Self.send("DELETE", path, to: &served)
    #expect(first.status == 200)
    try served.advance(to: served.now + .seconds(1))
    let second = try Self.send("GET", path, to: &served)
    #expect(second.body["metadata"]?["uid"] != first.body["metadata"]?["uid"])
    let token = try Self.send("POST", path + "/token", ["spec": [:]], to: &served)
    #expect(token.status == 201)
    let user = served.user(ofToken: token.body["status"]?["token"]?.string ?? "")
    #expect(user?.name == "system:serviceaccount:made:default")
  }

  @Test func aNamespaceGoesWithAllThatIsInIt() throws {
    var served = try Self.cluster()
    let path = "/api/v1/namespaces/demo"
    let answer = try Self.send(
      "DELETE", path, ["propagationPolicy": "Background"], to: &served)
    #expect(answer.status == 200)
    #expect(answer.body["status"]?["phase"] == "Terminating")
    try served.advance(to: served.now + .minutes(3))
    #expect(try Self.send("GET", path, to: &served).status == 404)
    let left = served.objects.filter { $0.metadata.namespace == "demo" }.map(\.key.description)
    #expect(left.isEmpty)
  }

  @Test func aLeaseIsTakenByOneHolder() throws {
    var served = try Self.cluster()
    let path = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    var lease: JSONObject = [
      "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": "lock"],
      "spec": [
        "holderIdentity": "a", "leaseDurationSeconds": 15,
        "renewTime": "2026-01-01T00:00:00.000000Z", "acquireTime": "2026-01-01T00:00:00.000000Z",
      ],
    ]
    let created = try Self.send("POST", path, .object(lease), to: &served)
    #expect(created.status == 201)
    #expect(try Self.send("POST", path, .object(lease), to: &served).status == 409)
    lease.set(created.body["metadata"]?["resourceVersion"], at: ["metadata", "resourceVersion"])
    lease.set("b", at: ["spec", "holderIdentity"])
    let taken = try Self.send("PUT", path + "/lock", .object(lease), to: &served)
    #expect(taken.status == 200)
    #expect(taken.body["spec"]?["holderIdentity"] == "b")
    let late = try Self.send("PUT", path + "/lock", .object(lease), to: &served)
    #expect(late.status == 409)
    #expect(late.body["reason"] == "Conflict")
  }

  @Test func aChangedConfigurationIsInForceAtOnce() throws {
    var served = try Self.cluster()
    let patch: JSONValue = [
      "spec": ["configuration": ["migrations": ["parallelMigrationsPerCluster": 1]]]
    ]
    #expect(
      try Self.send("PATCH", Self.kubeVirt, patch, to: &served, type: Self.merge).status == 200)
    let root = "/apis/kubevirt.io/v1/namespaces/demo/"
    for name in ["a", "b"] {
      _ = try Self.send(
        "POST", root + "virtualmachines", Self.machine(name), to: &served)
    }
    try served.advance(to: served.now + .seconds(10))
    for name in ["a", "b"] {
      let migration: JSONValue = [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["name": .string(name)], "spec": ["vmiName": .string(name)],
      ]
      let path = root + "virtualmachineinstancemigrations"
      #expect(try Self.send("POST", path, migration, to: &served).status == 201)
    }
    try served.advance(to: served.now + .seconds(3))
    let phases = served.objects.compactMap { object -> String? in
      guard case .migration(let migration) = object else { return nil }
      return migration.object.status.phase.rawValue
    }
    #expect(phases.filter { $0 == "Pending" }.count == 1, "\(phases)")
  }

  private static func machine(_ name: String, _ cpu: JSONValue = [:]) -> JSONValue {
    [
      "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata": ["name": .string(name)],
      "spec": [
        "runStrategy": "Always",
        "template": [
          "spec": [
            "domain": [
              "cpu": cpu, "devices": ["interfaces": [["name": "default", "masquerade": [:]]]],
              "memory": ["guest": "1Gi"],
            ],
            "networks": [["name": "default", "pod": [:]]],
          ]
        ],
      ],
    ]
  }

  /// What would change how VMs migrate and is not simulated is refused, not ignored.
  @Test(arguments: [
    (
      #"{"obsoleteCPUModels": {"Haswell": true}}"#,
      "a change of spec.configuration.obsoleteCPUModels while the cluster runs"
    ),
    (
      #"{"developerConfiguration": {"featureGates": ["HypervStrictCheck"]}}"#,
      "the feature gate HypervStrictCheck of the KubeVirt object (nodes' labels for Hyper-V)"
    ),
  ])
  func whatIsNotSimulatedOfTheConfigurationIsRefused(text: String, what: String) throws {
    var served = try Self.cluster()
    let patch: JSONValue = ["spec": ["configuration": try JSONValue(parsing: text)]]
    let answer = try Self.send("PATCH", Self.kubeVirt, patch, to: &served, type: Self.merge)
    #expect(answer.status == 422)
    #expect(answer.body["message"]?.string == "godwit: \(what) is not modelled")
    // Nor is it by making the object again.
    _ = try Self.send("DELETE", Self.kubeVirt, to: &served)
    var object = patch.object ?? JSONObject()
    object["apiVersion"] = "kubevirt.io/v1"
    object["kind"] = "KubeVirt"
    object["metadata"] = ["name": "kubevirt"]
    let path = "/apis/kubevirt.io/v1/namespaces/kubevirt/kubevirts"
    let created = try Self.send("POST", path, .object(object), to: &served)
    #expect(created.status == 422)
    #expect(created.body["message"]?.string == "godwit: \(what) is not modelled")
  }

  @Test func fieldsThatDoNotExistAreRefusedWhereAClientIsStrict() throws {
    var served = try Self.cluster()
    let patch: JSONValue = ["spec": ["configuration": ["migrations": ["bandwith": "1Gi"]]]]
    let answer = try Self.send(
      "PATCH", Self.kubeVirt, patch, to: &served, type: Self.merge,
      query: "fieldValidation=Strict")
    #expect(answer.status == 422)
    #expect(
      answer.body["message"]?.string?.contains(
        "unknown field \"spec.configuration.migrations.bandwith\"") == true)
  }

  @Test func aMachineThatIsNotSimulatedIsRefused() throws {
    var served = try Self.cluster()
    let answer = try Self.send(
      "POST", "/apis/kubevirt.io/v1/namespaces/demo/virtualmachines",
      Self.machine("a", ["dedicatedCpuPlacement": true]), to: &served)
    #expect(answer.status == 422)
    #expect(answer.body["message"]?.string?.contains("dedicatedCpuPlacement") == true)
  }

  @Test func aMigrationPolicyCountsFromItsCreation() throws {
    var served = try Self.cluster()
    let policy: JSONValue = [
      "apiVersion": "migrations.kubevirt.io/v1alpha1", "kind": "MigrationPolicy",
      "metadata": ["name": "slow"],
      "spec": [
        "bandwidthPerMigration": "16Mi",
        "selectors": ["namespaceSelector": ["kubernetes.io/metadata.name": "demo"]],
      ],
    ]
    let path = "/apis/migrations.kubevirt.io/v1alpha1/migrationpolicies"
    #expect(try Self.send("POST", path, policy, to: &served).status == 201)
    let migrations = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
    _ = try Self.send(
      "POST", migrations,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["name": "job"], "spec": ["vmiName": "fedora"],
      ], to: &served)
    try served.advance(to: served.now + .seconds(20))
    let phase = try Self.send("GET", migrations + "/job", to: &served).body["status"]?["phase"]
    #expect(phase == "Running", "1 GiB at 16 MiB a second takes a minute")
    let instance = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstances/fedora"
    let state = try Self.send("GET", instance, to: &served).body["status"]?["migrationState"]
    #expect(state?["migrationPolicyName"] == "slow")
  }
}
