import GivenObjects
import GodwitModel

/// Brings about what a scenario takes as given.
struct ClusterSetup {
  let scenario: Scenario
  let settings: APIServerSettings
  var api: APIServer
  var world: World

  /// How long the given VMs may take to run.
  private static let limit = Span.minutes(60)

  init(_ scenario: Scenario, seed: UInt64, startingAt epoch: Instant) throws(SimulationError) {
    let version = scenario.given.cluster.kubevirtVersion
    guard let profile = KubeVirtProfile(version: version) else {
      throw .notModelled(KubeVirtProfile.refusal(version) ?? "")
    }
    self.scenario = scenario
    settings = APIServerSettings(profile: profile)
    api = APIServer(settings: settings, seed: seed)
    world = World(
      timing: scenario.given.cluster.timing,
      startingFrom: ClusterBase.store(of: profile, since: epoch), seed: seed, profile: profile)
    world.now = epoch
    world.delivers = false
  }

  static func namespace(_ layout: NamespaceLayout) -> APIObject {
    var namespace = GenericObject()
    namespace.metadata.name = layout.name
    namespace.metadata.labels = layout.labels
    namespace.metadata.labels["kubernetes.io/metadata.name"] = layout.name
    namespace.metadata.annotations = layout.annotations
    namespace.rest["spec"] = ["finalizers": ["kubernetes"]]
    namespace.rest["status"] = ["phase": "Active"]
    return .generic(.namespace, Snapshot(namespace))
  }

  mutating func run() throws(SimulationError) {
    try checkConfiguration()
    addCluster()
    api.takesStoredForms = true
    for policy in scenario.given.migrationPolicies { try post(policy, "migrations.kubevirt.io") }
    api.takesStoredForms = false
    for manifest in scenario.given.manifests { try post(manifest) }
    for machine in scenario.given.virtualMachines { try add(machine) }
    try settle()
    for machine in scenario.given.virtualMachines { try check(machine) }
    world.finishSetup()
  }

  private mutating func addCluster() {
    let given = scenario.given
    let now = world.now
    var namespaces = given.namespaces
    if !namespaces.contains(where: { $0.name == scenario.namespace }) {
      namespaces.insert(NamespaceLayout(name: scenario.namespace), at: 0)
    }
    for layout in namespaces where world.store.table(.namespace)?["", layout.name] == nil {
      world.store.create(Self.namespace(layout), at: now)
    }
    world.store.create(kubeVirt(given.cluster), at: now)
    world.settings = KubeVirtSettings(world.store, profile: settings.profile)
    let machineType = given.cluster.kubevirtConfiguration["machineType"]?.string
    for (position, layout) in given.cluster.nodes.enumerated() {
      var node = NodeManifest.node(
        layout, machineType: machineType, rules: settings.profile.nodeLabels,
        obsoleteModels: world.settings.obsoleteModels)
      let address = "192.168.\(66 + position / 250).\(position % 250 + 1)"
      node.status.addresses = [
        ["type": "InternalIP", "address": .string(address)],
        ["type": "Hostname", "address": .string(layout.name)],
      ]
      world.store.create(node.erased, at: now)
      world.reportObsoleteHostModel(of: node)
    }
    RightsBinding.add(given, to: &world.store, at: now)
  }

  /// Refuses settings that the version does not have, which its API server would drop, and those
  /// that are not simulated: the scenario would not be what it says.
  private func checkConfiguration() throws(SimulationError) {
    let cluster = scenario.given.cluster
    if cluster.kubevirtConfiguration.isEmpty, cluster.kubevirtSpec.isEmpty { return }
    let profile = settings.profile
    var spec = cluster.kubevirtSpec
    spec["configuration"] = .object(cluster.kubevirtConfiguration)
    var check = SchemaCheck(profile: profile)
    _ = check.check(["spec": .object(spec)], kind: "KubeVirt")
    if let field = check.unknownFields.first {
      throw .notModelled(
        "KubeVirt \(profile.name) has no field \(field); leave it out, or take a version that has "
          + "it")
    }
    if let problem = check.typeProblems.first {
      throw .notModelled("the given KubeVirt object is not valid: \(problem.text)")
    }
    if let refusal = UnmodelledConfiguration.refusal(.object(spec)) {
      throw .notModelled("not simulated: \(refusal)")
    }
  }

  private func kubeVirt(_ cluster: ClusterLayout) -> APIObject {
    var object = GenericObject()
    object.metadata.name = "kubevirt"
    object.metadata.namespace = settings.kubeVirtNamespace
    object.metadata.generation = 1
    var spec = cluster.kubevirtSpec
    if !cluster.kubevirtConfiguration.isEmpty {
      spec["configuration"] = .object(cluster.kubevirtConfiguration)
    }
    object.rest["spec"] = .object(spec)
    object.rest["status"] = [
      "phase": "Deployed", "observedKubeVirtVersion": .string(cluster.kubevirtVersion),
    ]
    return .generic(.kubeVirt, Snapshot(object))
  }

  /// Posts a manifest as the cluster administrator does.
  private mutating func post(
    _ manifest: JSONValue, _ group: String? = nil
  ) throws(SimulationError) {
    let name = manifest["kind"]?.string ?? "MigrationPolicy"
    guard let kind = ResourceKind.named(name) else {
      throw .notModelled("objects of kind \(name) are not simulated; leave the manifest out")
    }
    let namespace = manifest["metadata"]?["namespace"]?.string ?? scenario.namespace
    var body = manifest.object ?? JSONObject()
    if body["apiVersion"] == nil { body["apiVersion"] = .string(kind.apiVersion) }
    if body["kind"] == nil { body["kind"] = .string(kind.kind) }
    let request = APIRequest(
      .post, APIRequest.path(of: kind, namespace: namespace), body: .object(body))
    let response = api.handle(request, store: &world.store, now: world.now)
    guard response.isSuccess else {
      throw .notModelled(
        "a given \(kind.kind) was refused: \(response.body?["message"]?.string ?? "")")
    }
    if settings.profile != .newest, let warning = response.warnings.first {
      throw .notModelled(
        "KubeVirt \(settings.profile.name) does not take a given \(kind.kind) as it is: \(warning)")
    }
  }

  private mutating func add(_ layout: VirtualMachineLayout) throws(SimulationError) {
    var machine = try machine(layout)
    let name = ObjectName(machine.metadata)
    guard world.store.table(.namespace)?["", name.namespace] != nil else {
      throw .notModelled("the virtual machine \(name.name) is in no given namespace")
    }
    if world.store.virtualMachines[name] != nil {
      throw .notModelled("two given virtual machines are called \(name.name)")
    }
    VirtualMachineDefaults.apply(
      to: &machine, isCreate: true,
      configuration: KubeVirtConfiguration(world.store, profile: settings.profile),
      identifiers: &world.identifiers)
    do {
      _ = try VirtualMachineAdmission.validate(
        machine, user: .clusterAdmin, settings: settings,
        configuration: KubeVirtConfiguration(world.store, profile: settings.profile))
    } catch {
      throw .notModelled("the virtual machine \(name.name) was refused: \(error.message)")
    }
    world.guests[name] = layout.guest
    if let node = layout.node {
      guard world.store.nodes["", node] != nil else {
        throw .notModelled(
          "the virtual machine \(name.name) is to run on \(node), which is no node")
      }
      world.placements[name] = node
    }
    world.store.create(machine.erased, at: world.now)
    world.flush()
  }

  private func machine(
    _ layout: VirtualMachineLayout
  ) throws(SimulationError) -> VirtualMachine {
    do throws(InvalidLayout) {
      return try MachineManifest.machine(layout, namespace: scenario.namespace)
    } catch {
      throw .notModelled(error.text)
    }
  }

  /// Runs the cluster until nothing is left to do.
  private mutating func settle() throws(SimulationError) {
    world.flush()
    let end = world.now + Self.limit
    while let time = world.queue.nextTime, time < end { try world.step() }
  }

  private func check(_ layout: VirtualMachineLayout) throws(SimulationError) {
    guard layout.runStrategy != "Halted", layout.runStrategy != "Manual" else { return }
    let namespace = layout.namespace.isEmpty ? scenario.namespace : layout.namespace
    let instance = world.store.virtualMachineInstances[namespace, layout.name]?.object
    guard let instance, instance.status.phase == .running else {
      let reason = instance?.status.conditions["PodScheduled"]?.message ?? "its pod is not running"
      throw .notModelled(
        "the virtual machine \(layout.name) does not come to run as given: \(reason)")
    }
  }
}
