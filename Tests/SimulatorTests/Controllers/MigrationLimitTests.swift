import GodwitModel
import Testing

@testable import Simulator

/// How many migrations run at once (specification §4.5.1), and what policies say (§1.5).
@Suite struct MigrationLimitTests {
  /// VMs `vm0` … on as many nodes as are said, with copies of 20 s.
  private func cluster(
    _ count: Int, sources: Int, _ migrations: JSONValue = [:]
  ) throws -> Rehearsal {
    try Rehearsal(nodes: sources + 2) { given in
      given.cluster.kubevirtConfiguration["migrations"] = migrations
      var controller = UserLayout(name: "system:serviceaccount:kubevirt:kubevirt-controller")
      controller.rights.clusterRoles = ["cluster-admin"]
      given.users = [controller]
      given.virtualMachines = (0..<count).map { number in
        var machine = VirtualMachineLayout(name: "vm\(number)")
        machine.node = "node\(number % sources + 1)"
        machine.guest.copy = .lasts(.seconds(20))
        return machine
      }
    }
  }

  /// The largest number of migrations that had a target pod and were not final.
  private func most(_ cluster: Rehearsal) -> Int {
    var active: Set<String> = []
    var most = 0
    for change in cluster.changes {
      guard case .migration(let found) = change.object else { continue }
      let phase = found.object.status.phase
      if phase.countsAsRunning {
        active.insert(found.object.metadata.name)
      } else {
        active.remove(found.object.metadata.name)
      }
      most = max(most, active.count)
    }
    return most
  }

  private func migrateAll(_ cluster: inout Rehearsal, _ count: Int) throws {
    for number in 0..<count { cluster.migrate("vm\(number)", as: "job\(number)") }
    try cluster.run(for: .minutes(20))
    for number in 0..<count { #expect(cluster.phases("job\(number)").last == "Succeeded") }
  }

  @Test("MIG-227: a VM with other pods of its own gets no target pod")
  func otherPodsOfTheInstance() throws {
    var cluster = try cluster(1, sources: 1)
    let instance = try #require(cluster.instance("vm0"))
    for name in ["other-1", "other-2"] {
      let answer = cluster.send(
        APIRequest(
          .post, APIRequest.path(of: .pod, namespace: "demo"),
          body: [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": [
              "name": .string(name), "labels": ["kubevirt.io": "virt-launcher"],
              "ownerReferences": [
                [
                  "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
                  "name": "vm0", "uid": .string(instance.metadata.uid), "controller": true,
                ]
              ],
            ],
            "spec": ["nodeName": "node2", "containers": [["name": "main", "image": "x"]]],
          ]))
      #expect(answer.code == 201)
    }
    cluster.migrate("vm0")
    try cluster.run(for: .minutes(5))
    #expect(cluster.migration()?.status.phase == .pending)
    #expect(cluster.target() == nil)
    let own = cluster.pods.filter { $0.metadata.controller?.uid == instance.metadata.uid }
    #expect(own.count == 3)
  }

  @Test("MIG-317: a new migration goes behind those that run")
  func priorityOfANewMigration() {
    var migration = VirtualMachineInstanceMigration()
    #expect(migration.queuePriority == 0)
    migration.status.phase = .running
    #expect(migration.queuePriority == 1000)
  }

  @Test("MIG-318: a critical migration that has to wait keeps its priority")
  func priorityOfAWaitingMigration() throws {
    var cluster = try cluster(7, sources: 7)
    func migrate(_ number: Int, _ priority: String?) {
      var spec: JSONObject = ["vmiName": .string("vm\(number)")]
      spec["priority"] = priority.map { .string($0) }
      let service = UserInfo(name: "system:serviceaccount:kubevirt:kubevirt-controller")
      let answer = cluster.send(
        APIRequest(
          as: service, .post,
          APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
          body: [
            "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
            "metadata": ["name": .string("job\(number)")], "spec": .object(spec),
          ]))
      #expect(answer.code == 201)
    }
    for number in 0..<5 { migrate(number, "system-maintenance") }
    try cluster.run(for: .seconds(5))
    migrate(5, nil)
    migrate(6, "system-critical")
    try cluster.run(for: .seconds(5))
    let waiting = try #require(cluster.migration("job6"))
    #expect(waiting.status.phase == .pending)
    #expect(waiting.queuePriority == 100)
    cluster.delete(.virtualMachineInstanceMigration, "job0")
    try cluster.run(for: .seconds(3))
    #expect(cluster.target(of: "job6") != nil, "it has the place that became free")
    #expect(cluster.target(of: "job5") == nil, "though this one was there before")
  }

  @Test func `five run in a cluster`() throws {
    var cluster = try cluster(8, sources: 8)
    try migrateAll(&cluster, 8)
    #expect(most(cluster) == 5)
  }

  @Test func `two leave a node`() throws {
    var cluster = try cluster(5, sources: 1)
    try migrateAll(&cluster, 5)
    #expect(most(cluster) == 2)
  }

  @Test func `the limits are settings`() throws {
    var cluster = try cluster(
      6, sources: 2,
      ["parallelMigrationsPerCluster": 3, "parallelOutboundMigrationsPerNode": 1])
    try migrateAll(&cluster, 6)
    #expect(most(cluster) == 2)
  }

  /// Recording limit-frees-on-cancel.
  @Test func `a cancel frees a place`() throws {
    var cluster = try cluster(3, sources: 1)
    for number in 0..<2 { cluster.migrate("vm\(number)", as: "job\(number)") }
    try cluster.run(until: "job1", is: .running)
    cluster.migrate("vm2", as: "job2")
    try cluster.run(for: .seconds(4))
    #expect(cluster.migration("job2")?.status.phase == .pending)
    cluster.delete(.virtualMachineInstanceMigration, "job0")
    #expect(try cluster.run(within: .seconds(8), until: "job2", is: .scheduling))
  }

  // MARK: Policies

  private func state(_ policies: [JSONValue], labels: StringMap) throws -> MigrationState? {
    var cluster = try Rehearsal { given in
      given.virtualMachines[0].labels = labels
      given.namespaces = [NamespaceLayout(name: "demo")]
      given.namespaces[0].labels = ["team": "blue"]
      given.migrationPolicies = policies
    }
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    return cluster.state()
  }

  private func policy(
    _ name: String, _ machine: JSONValue = [:], _ namespace: JSONValue = [:]
  ) -> JSONValue {
    [
      "metadata": ["name": .string(name)],
      "spec": [
        "selectors": ["virtualMachineInstanceSelector": machine, "namespaceSelector": namespace],
        "completionTimeoutPerGiB": 77,
      ],
    ]
  }

  @Test func `the policy that fits best holds and is named`() throws {
    let labels: StringMap = ["app": "db", "tier": "one"]
    let broad = policy("broad", ["app": "db"])
    let narrow = policy("narrow", ["app": "db", "tier": "one"])
    let state = try state([broad, narrow], labels: labels)
    #expect(state?.migrationPolicyName == "narrow")
    #expect(state?.migrationConfiguration["completionTimeoutPerGiB"] == 77)
    #expect(state?.migrationConfiguration["progressTimeout"] == 150)
  }

  @Test func `of equals the labels of the VM count more, then the name`() throws {
    let ofNamespace = policy("a", [:], ["team": "blue"])
    let ofMachine = policy("b", ["app": "db"])
    #expect(
      try state([ofNamespace, ofMachine], labels: ["app": "db"])?.migrationPolicyName == "b")
    let twins = [policy("z", ["app": "db"]), policy("y", ["app": "db"])]
    #expect(try state(twins, labels: ["app": "db"])?.migrationPolicyName == "y")
  }

  @Test func `a policy that does not fit does not hold`() throws {
    let other = try state([policy("a", ["app": "web"])], labels: ["app": "db"])
    #expect(other?.migrationPolicyName == nil)
    #expect(other?.migrationConfiguration["completionTimeoutPerGiB"] == 150)
    let elsewhere = try state([policy("a", [:], ["team": "red"])], labels: ["app": "db"])
    #expect(elsewhere?.migrationPolicyName == nil)
    let none: JSONValue = ["metadata": ["name": "a"], "spec": ["completionTimeoutPerGiB": 77]]
    #expect(try state([none], labels: ["app": "db"])?.migrationPolicyName == nil)
  }
}
