import GodwitModel
import Simulator

/// An API server with a store of objects, for tests.
struct Cluster {
  var server = APIServer(seed: 1)
  var store = ObjectStore(identifiers: SeededGenerator(seed: 1, purpose: "test"))
  var now = Instant.simulationEpoch

  /// A cluster with the built-in roles and the namespaces `demo` and `default`.
  init(minor: Int = 9) {
    let profile = KubeVirtProfile(minor: minor)
    server = APIServer(settings: APIServerSettings(profile: profile), seed: 1)
    BootstrapRoles.add(to: &store, profile, at: now)
    for name in ["default", "demo"] {
      var namespace = GenericObject()
      namespace.metadata.name = name
      namespace.rest["spec"] = ["finalizers": ["kubernetes"]]
      store.create(.generic(.namespace, Snapshot(namespace)), at: now)
    }
    for name in ["node1", "node2"] {
      var node = Node()
      node.metadata.name = name
      store.create(node.erased, at: now)
    }
  }

  @discardableResult
  mutating func send(_ request: APIRequest) -> APIResponse {
    server.handle(request, store: &store, now: now)
  }

  /// Posts an object as the cluster administrator or as `user`.
  @discardableResult
  mutating func create(
    _ kind: ResourceKind, _ body: JSONValue, as user: UserInfo = .clusterAdmin,
    query: [QueryItem] = []
  ) -> APIResponse {
    send(
      APIRequest(
        as: user, .post, APIRequest.path(of: kind, namespace: "demo"), query: query, body: body))
  }

  @discardableResult
  mutating func patch(
    _ kind: ResourceKind, _ name: String, _ body: JSONValue, _ type: PatchType = .merge,
    as user: UserInfo = .clusterAdmin, subresource: String = ""
  ) -> APIResponse {
    send(
      APIRequest(
        as: user, .patch,
        APIRequest.path(of: kind, namespace: "demo", name: name, subresource: subresource),
        patchType: type, body: body))
  }

  @discardableResult
  mutating func delete(
    _ kind: ResourceKind, _ name: String, _ options: JSONValue? = nil
  ) -> APIResponse {
    send(
      APIRequest(.delete, APIRequest.path(of: kind, namespace: "demo", name: name), body: options))
  }

  func get(_ kind: ResourceKind, _ name: String) -> APIObject? {
    store.object(ObjectKey(kind, namespace: "demo", name: name))
  }

  /// A PUT to a subresource of virt-api.
  @discardableResult
  mutating func act(
    _ action: String, _ resource: String, _ name: String, _ body: JSONValue = [:],
    as user: UserInfo = .clusterAdmin
  ) -> APIResponse {
    send(
      APIRequest(
        as: user, .put,
        "/apis/subresources.kubevirt.io/v1/namespaces/demo/\(resource)/\(name)/\(action)",
        body: body))
  }

  /// A VM, its running VMI and its pod.
  mutating func addRunning(
    _ name: String, evictionStrategy: String = "LiveMigrate", isMigratable: Bool = true
  ) {
    create(.virtualMachine, Self.machine(name))
    var instance = VirtualMachineInstance()
    instance.metadata.name = name
    instance.metadata.namespace = "demo"
    instance.spec.domain.memory = DomainMemory()
    instance.spec.domain.memory?.guest = "1Gi"
    instance.spec.evictionStrategy = EvictionStrategy(rawValue: evictionStrategy)
    instance.status.phase = .running
    instance.status.nodeName = "node1"
    instance.status.conditions = [
      Condition(
        type: "LiveMigratable", status: isMigratable ? "True" : "False",
        reason: isMigratable ? "" : "DisksNotLiveMigratable",
        message: isMigratable
          ? ""
          : "cannot migrate VMI: PVC disk-pvc is not shared, live migration requires that all "
            + "PVCs must be shared (using ReadWriteMany access mode)")
    ]
    store.create(instance.erased, at: now)
    addPod("virt-launcher-\(name)-xxxxx", of: name)
  }

  mutating func addPod(_ name: String, of instance: String, node: String = "node1") {
    var pod = Pod()
    pod.metadata.name = name
    pod.metadata.namespace = "demo"
    pod.metadata.labels = ["kubevirt.io": "virt-launcher", "app": instance]
    pod.metadata.annotations = ["kubevirt.io/domain": instance]
    pod.spec.nodeName = node
    pod.status.phase = .running
    store.create(pod.erased, at: now)
  }

  static func machine(_ name: String) -> JSONValue {
    [
      "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata": ["name": .string(name)],
      "spec": [
        "runStrategy": "Always",
        "template": [
          "spec": [
            "domain": ["memory": ["guest": "1Gi"], "devices": [:]],
            "networks": [["name": "default", "pod": [:]]],
          ]
        ],
      ],
    ]
  }

  static func migration(_ name: String, of instance: String) -> JSONValue {
    [
      "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
      "metadata": ["name": .string(name)], "spec": ["vmiName": .string(instance)],
    ]
  }

  /// Ends every migration as virt-controller does: final, and without its finalizer.
  mutating func endMigrations() {
    for snapshot in store.migrations.all {
      var migration = snapshot.object
      migration.status.phase = .succeeded
      migration.metadata.finalizers.removeAll { $0 == "kubevirt.io/migrationJobFinalize" }
      store.update(migration.erased, at: now)
    }
  }

  /// Removes every migration.
  mutating func removeMigrations() {
    for snapshot in store.migrations.all { store.remove(snapshot.object.key, at: now) }
  }
}

extension APIResponse {
  var message: String { body?["message"]?.string ?? "" }
  var reason: String { body?["reason"]?.string ?? "" }
}
