import GodwitModel
import ScenarioFormat
import Testing

@Suite("Given")
struct GivenTests {
  private func given(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Given {
    let scenarios = load(
      document(
        """
          given:
        \(text)
          steps: [{ when: { wait: 1s } }]
        """), sourceLocation: sourceLocation)
    return try #require(scenarios.first, sourceLocation: sourceLocation).given
  }

  @Test func theTimesOfTheRecordingsAreAProfile() throws {
    let given = try Self.timing("{ profile: stand-in, switchover: 1s }")
    var expected = Timing.standIn
    expected.switchover = .seconds(1)
    #expect(given == expected)
    #expect(try Self.timing("{ copy: 5s }").copy == .seconds(5))
    #expect(try Self.timing("{ profile: default }") == Timing())
  }

  private static func timing(_ text: String) throws -> Timing {
    let loaded = ScenarioLoader.load(
      text: """
        apiVersion: godwit.dev/v1
        kind: Scenario
        metadata: { name: times, title: Times }
        spec:
          given:
            cluster: { nodes: 1, timing: \(text) }
          steps:
            - when: { wait: 1s }
        """, path: "times.yaml")
    #expect(loaded.diagnostics.isEmpty)
    return try #require(loaded.scenarios.first).given.cluster.timing
  }

  @Test func defaults() throws {
    let scenario = try #require(load(document("  steps: [{ when: { wait: 1s } }]")).first)
    let cluster = scenario.given.cluster
    #expect(cluster.kubevirtVersion == "v1.9")
    #expect(cluster.platform == nil)
    #expect(cluster.kubevirtConfiguration.isEmpty)
    #expect(cluster.nodes.map(\.name) == ["node1", "node2", "node3"])
    let node = try #require(cluster.nodes.first)
    #expect(node.labels == ["node-role.kubernetes.io/worker": ""])
    #expect(node.capacity == ["cpu": "16", "memory": "64Gi"])
    #expect(node.architecture == "amd64")
    #expect(node.hostModel == nil)
    #expect(node.cpuModels == nil)
  }

  @Test func nodesAsNumberNamesAndObjects() throws {
    #expect(try given("    cluster: { nodes: 2 }").cluster.nodes.map(\.name) == ["node1", "node2"])
    #expect(try given("    cluster: { nodes: [a, b] }").cluster.nodes.map(\.name) == ["a", "b"])
    let nodes = try given(
      """
          cluster:
            nodes:
              - name: "worker-${n}"
                count: 2
                labels: { zone: a, node-role.kubernetes.io/worker: null }
                architecture: arm64
                cpu:
                  hostModel: Skylake-Client-IBRS
                  models: [Haswell-noTSX]
                  features: [vmx]
                  requiredFeatures: [vmx]
                  knownModels: []
                  vendor: Intel
                capacity: { memory: 8Gi, devices.kubevirt.io/kvm: 10 }
                taints: ["gpu=yes:NoSchedule", "dedicated:NoExecute"]
                cordoned: true
              - small
      """
    ).cluster.nodes
    #expect(nodes.map(\.name) == ["worker-1", "worker-2", "small"])
    let node = nodes[1]
    #expect(node.labels == ["zone": "a"])
    #expect(node.architecture == "arm64")
    #expect(node.hostModel == "Skylake-Client-IBRS")
    #expect(node.cpuModels == ["Haswell-noTSX"])
    #expect(node.knownModels == [])
    #expect(node.cpuFeatures == ["vmx"])
    #expect(node.requiredFeatures == ["vmx"])
    #expect(node.cpuVendor == "Intel")
    #expect(
      node.capacity == ["cpu": "16", "memory": "8Gi", "devices.kubevirt.io/kvm": "10"])
    #expect(node.taints.map(\.key) == ["gpu", "dedicated"])
    #expect(node.taints.map(\.value) == ["yes", ""])
    #expect(node.taints.map(\.effect) == ["NoSchedule", "NoExecute"])
    #expect(node.isCordoned)
  }

  @Test(arguments: [
    ("4.14", "v1.0"), ("4.15", "v1.1"), ("4.16", "v1.2"), ("4.17", "v1.3"), ("4.18", "v1.4"),
    ("4.19", "v1.5"), ("4.20", "v1.6"), ("4.21", "v1.7"), ("4.22", "v1.8"),
  ])
  func platforms(version: String, kubevirt: String) throws {
    let cluster = try given("    cluster: { platform: openshift-\(version) }").cluster
    #expect(cluster.platform == "openshift-\(version)")
    #expect(cluster.kubevirtVersion == kubevirt)
    #expect(cluster.consoleVersion == version)
    #expect(cluster.kubevirtConfiguration == ["evictionStrategy": "LiveMigrate"])
  }

  @Test func whatIsWrittenWinsOverThePlatform() throws {
    let cluster = try given(
      """
          cluster:
            platform: openshift-4.20
            kubevirt:
              version: v1.4
              configuration: { evictionStrategy: None }
              workloadUpdateStrategy: { workloadUpdateMethods: [LiveMigrate] }
            timing: { podStart: 0s, handlerSync: 50ms, switchover: 1s, bandwidth: 64Mi }
            bind: { node1: worker-a }
      """
    ).cluster
    #expect(cluster.kubevirtVersion == "v1.4")
    #expect(cluster.consoleVersion == "4.20")
    #expect(cluster.kubevirtConfiguration == ["evictionStrategy": "None"])
    #expect(
      cluster.kubevirtSpec
        == ["workloadUpdateStrategy": ["workloadUpdateMethods": ["LiveMigrate"]]])
    #expect(cluster.timing.podStart == .zero)
    #expect(cluster.timing.handlerSync == .milliseconds(50))
    #expect(cluster.timing.switchover == .seconds(1))
    #expect(cluster.timing.bandwidth == Quantity(64 << 20))
    #expect(cluster.bindings == ["node1": "worker-a"])
  }

  @Test func usersGroupsAndNamespaces() throws {
    let given = try given(
      """
          namespace: { labels: { team: red }, annotations: { note: "a b" } }
          namespaces: [{ name: blue, labels: { team: blue } }]
          groups: [{ name: operators, roles: ["kubevirt.io:migrate"], namespaces: [blue] }]
          users:
            - name: mia
              groups: [operators]
              roles: [view]
              rules: [{ apiGroups: [""], resources: [pods], verbs: [list] }]
              clusterRoles: [cluster-reader]
              clusterRules: [{ apiGroups: [""], resources: [nodes], verbs: [list, watch] }]
      """)
    #expect(given.namespaces.map(\.name) == ["sample", "blue"])
    #expect(given.namespaces.map(\.labels) == [["team": "red"], ["team": "blue"]])
    #expect(given.namespaces[0].annotations == ["note": "a b"])
    #expect(given.groups.first?.rights.roles == ["kubevirt.io:migrate"])
    #expect(given.groups.first?.rights.namespaces == ["blue"])
    let user = try #require(given.users.first)
    #expect(user.groups == ["operators"])
    #expect(user.rights.roles == ["view"])
    #expect(user.rights.clusterRoles == ["cluster-reader"])
    #expect(
      user.rights.rules == [["apiGroups": [""], "resources": ["pods"], "verbs": ["list"]]])
    #expect(
      user.rights.clusterRules
        == [["apiGroups": [""], "resources": ["nodes"], "verbs": ["list", "watch"]]])
  }

  @Test func virtualMachines() throws {
    let machines = try given(
      """
          namespaces: [{ name: blue }]
          virtualMachines:
            - name: fedora
              namespace: blue
              node: node1
              labels: { app: db }
              annotations: { a: b }
              cpu: { model: host-model, cores: 2, features: [vmx, { name: aes, policy: forbid }] }
              memory: 2Gi
              evictionStrategy: LiveMigrate
              runStrategy: Halted
              guest: { dirtyRate: 20Mi }
              spec:
                terminationGracePeriodSeconds: 0
                domain: { devices: { interfaces: [{ name: default, bridge: {} }] } }
            - { name: fedora, guest: { copy: 30s } }
            - { name: debian, guest: { copy: endless } }
      """
    ).virtualMachines
    let machine = machines[0]
    #expect(machine.namespace == "blue")
    #expect(machine.node == "node1")
    #expect(machine.labels == ["app": "db"])
    #expect(machine.annotations == ["a": "b"])
    #expect(machine.cpuModel == "host-model")
    #expect(machine.cores == 2)
    #expect(machine.cpuFeatures.map(\.name) == ["vmx", "aes"])
    #expect(machine.cpuFeatures.map(\.policy) == ["", "forbid"])
    #expect(machine.memory == "2Gi")
    #expect(machine.evictionStrategy == "LiveMigrate")
    #expect(machine.runStrategy == "Halted")
    #expect(machine.guest.dirtyRate == Quantity(20 << 20))
    #expect(
      machine.spec == [
        "terminationGracePeriodSeconds": 0,
        "domain": ["devices": ["interfaces": [["name": "default", "bridge": [:]]]]],
      ])
    #expect(machines[1].namespace.isEmpty)
    #expect(machines[1].guest.copy == .lasts(.seconds(30)))
    #expect(machines[2].guest.copy == .endless)
  }

  @Test func migrationPoliciesInBothForms() throws {
    let policies = try given(
      """
          migrationPolicies:
            - name: slow
              labels: { a: b }
              bandwidthPerMigration: 64Mi
              selectors: { namespaceSelector: { team: red } }
            - apiVersion: migrations.kubevirt.io/v1alpha1
              kind: MigrationPolicy
              metadata: { name: whole }
              spec: { allowPostCopy: true }
      """
    ).migrationPolicies
    #expect(
      policies[0] == [
        "apiVersion": "migrations.kubevirt.io/v1alpha1", "kind": "MigrationPolicy",
        "metadata": ["name": "slow", "labels": ["a": "b"]],
        "spec": [
          "bandwidthPerMigration": "64Mi", "selectors": ["namespaceSelector": ["team": "red"]],
        ],
      ])
    #expect(policies[1]["spec"]?["allowPostCopy"] == true)
  }

  @Test func backendsAndRequirements() throws {
    let scenario = try #require(
      load(
        document(
          """
            backends: [simulator, live]
            requires: { kubevirt: ">=v1.5 <v1.8", console: ">=4.20" }
            steps: [{ when: { wait: 1s } }]
          """)
      ).first)
    #expect(scenario.backends == ["simulator", "live"])
    #expect(
      scenario.requirements == [
        .init(component: "kubevirt", condition: ">=v1.5 <v1.8"),
        .init(component: "console", condition: ">=4.20"),
      ])
  }
}
