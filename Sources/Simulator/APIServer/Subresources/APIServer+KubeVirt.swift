import GodwitModel

/// The subresources that virt-api serves under `subresources.kubevirt.io`.
extension APIServer {
  mutating func respondForKubeVirt(
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let target = context.target
    guard target.version == "v1" || target.version == "v1alpha3" else { throw .unknownPath }
    if target.resource == "version", target.name.isEmpty { return version() }
    let action =
      target.tail.isEmpty ? target.subresource : target.subresource + "/" + target.tail
    guard !target.namespace.isEmpty, !target.name.isEmpty else { throw .unknownPath }
    if Self.notSimulated.contains(target.subresource) {
      throw .notModelled("the subresource \(target.resource)/\(action)")
    }
    guard context.request.method == .put else { throw .unknownPath }
    try readSubresourceBody(&context)
    switch (target.resource, action) {
    case ("virtualmachines", "migrate"): return try migrate(&context, store: &store)
    case ("virtualmachines", "start"): return try start(context, store: &store)
    case ("virtualmachines", "stop"): return try stop(context, store: &store)
    case ("virtualmachines", "restart"): return try restart(context, store: &store)
    case ("virtualmachines", "evacuate/cancel"), ("virtualmachineinstances", "evacuate/cancel"):
      guard settings.profile.hasEvacuateCancel else { throw .unknownPath }
      return try cancelEvacuation(context, store: &store)
    case ("virtualmachineinstances", "pause"): return try pause(true, context, store: store)
    case ("virtualmachineinstances", "unpause"): return try pause(false, context, store: store)
    case ("virtualmachines", _), ("virtualmachineinstances", _):
      throw .notModelled("the subresource \(target.resource)/\(action)")
    default: throw .unknownPath
    }
  }

  /// What virt-api serves besides (KubeVirt pkg/virt-api/api.go:247-706), most of it with GET.
  private static let notSimulated: Set<String> = [
    "addvolume", "backup", "console", "expand-spec", "filesystemlist", "freeze", "guestosinfo",
    "memorydump", "objectgraph", "portforward", "removememorydump", "removevolume", "reset", "sev",
    "softreboot", "unfreeze", "usbredir", "userlist", "vnc", "vsock",
  ]

  private func readSubresourceBody(_ context: inout RequestContext) throws(APIFailure) {
    guard let body = context.request.body else { return }
    guard body.object != nil || body.isNull || body == .string("") else {
      throw .badRequest(
        "Can not unmarshal Request body to struct, error: json: cannot unmarshal \(body.typeName) "
          + "into Go value")
    }
    let values = (body["dryRun"]?.array ?? []).compactMap(\.string)
    do {
      try context.setDryRun(values, "CreateOptions")
    } catch {
      // virt-api passes the options on and wraps what comes back (recorded).
      throw .internalError(error.message)
    }
  }

  private func version() -> APIResponse {
    APIResponse(
      code: 200,
      body: [
        "gitVersion": .string("\(settings.profile.name).0"), "gitCommit": "",
        "gitTreeState": "clean", "buildDate": "1970-01-01T00:00:00Z", "goVersion": "go1.26.6",
        "compiler": "gc", "platform": "linux/amd64",
      ])
  }

  // MARK: Objects

  static func noSuchMachine(_ name: String) -> APIFailure {
    .notFound(group: "kubevirt.io", resource: "virtualmachine", name: name)
  }

  static func noSuchInstance(_ name: String) -> APIFailure {
    .notFound(group: "kubevirt.io", resource: "virtualmachineinstance", name: name)
  }

  static func conflict(machine name: String, _ text: String) -> APIFailure {
    .conflict(group: "kubevirt.io", resource: "virtualmachine", name: name, text)
  }

  func machine(
    _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> VirtualMachine {
    let target = context.target
    guard let machine = store.virtualMachines[target.namespace, target.name]?.object else {
      throw Self.noSuchMachine(target.name)
    }
    return machine
  }

  func instance(
    _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> VirtualMachineInstance {
    let target = context.target
    guard let instance = store.virtualMachineInstances[target.namespace, target.name]?.object
    else { throw Self.noSuchInstance(target.name) }
    return instance
  }

  // MARK: Migration

  /// Creates the migration as virt-api does; what its webhooks say becomes an internal error.
  ///
  /// KubeVirt pkg/virt-api/rest/lifecycle.go:523-573.
  private mutating func migrate(
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let target = context.target
    _ = try machine(context, store: store)
    let instance = try instance(context, store: store)
    if instance.status.phase != .running {
      throw Self.conflict(machine: target.name, "VM is not running")
    }
    var spec: JSONObject = ["vmiName": .string(target.name)]
    // Before v1.6 virt-api reads no such field of the options.
    if settings.profile.hasField(
      "addedNodeSelector", ofType: "kubevirt.VirtualMachineInstanceMigrationSpec"),
      let selector = context.request.body?["addedNodeSelector"], selector != [:]
    {
      spec.append("addedNodeSelector", selector)
    }
    let request = APIRequest(
      as: UserInfo(name: settings.serviceAccount("kubevirt-apiserver")), .post,
      APIRequest.path(of: .virtualMachineInstanceMigration, namespace: target.namespace),
      query: context.isDryRun ? [QueryItem("dryRun", "All")] : [],
      body: [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["generateName": "kubevirt-migrate-vm-"], "spec": .object(spec),
      ])
    var inner = context.inner(request)
    do {
      _ = try create(.virtualMachineInstanceMigration, &inner, store: &store)
    } catch {
      throw .internalError(error.message)
    }
    return APIResponse(code: 202)
  }

  /// Takes the mark of an eviction off a VMI; a migration under way goes on.
  ///
  /// KubeVirt pkg/virt-api/rest/evacuate_cancel.go:40-134.
  private mutating func cancelEvacuation(
    _ context: RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    if context.target.resource == "virtualmachines" {
      let machine = try machine(context, store: store)
      if !machine.status.created {
        throw Self.conflict(machine: context.target.name, "VMI is not started")
      }
    }
    let instance = try instance(context, store: store)
    let marked = instance.status.evacuationNodeName
    try checkDrainTaint(marked.isEmpty ? instance.status.nodeName : marked, store: store)
    if marked.isEmpty { return APIResponse(code: 200) }
    guard let body = context.request.body else { throw .badRequest("No body") }
    // A JSON patch tests the node that the client names before it removes the mark (recorded).
    if (body["evacuationNodeName"]?.string ?? "") != marked {
      throw .internalError(APIFailure.patchDoesNotApply.message)
    }
    if context.isDryRun { return APIResponse(code: 200) }
    var freed = instance
    freed.status.evacuationNodeName = ""
    write(freed.erased, old: instance.erased, context, &store)
    return APIResponse(code: 200)
  }

  private func checkDrainTaint(
    _ name: String, store: ObjectStore
  ) throws(APIFailure) {
    guard let node = store.nodes["", name]?.object else {
      throw .internalError("nodes \(name.goQuoted) not found")
    }
    let key = KubeVirtConfiguration(store, profile: settings.profile).nodeDrainTaintKey
    if node.spec.taints.contains(where: { $0.key == key && $0.effect == "NoSchedule" }) {
      throw .badRequest(
        "Node \(name.goQuoted) has NodeDrainTaintKey \((key + ":NoSchedule").goQuoted)")
    }
  }

  // MARK: Pause

  private mutating func pause(
    _ wanted: Bool, _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let target = context.target
    let instance = try instance(context, store: store)
    func conflict(_ text: String) -> APIFailure {
      .conflict(
        group: "kubevirt.io", resource: "virtualmachineinstance", name: target.name, text)
    }
    guard instance.status.phase == .running else {
      throw conflict(wanted ? "VM is not running" : "VMI is not running")
    }
    let isPaused = instance.status.conditions["Paused"] != nil
    if wanted, isPaused { throw conflict("VMI is already paused") }
    if !wanted, !isPaused { throw conflict("VMI is not paused") }
    if !context.isDryRun {
      effects.append(
        wanted
          ? .pauseGuest(namespace: target.namespace, name: target.name)
          : .unpauseGuest(namespace: target.namespace, name: target.name))
    }
    return APIResponse(code: 200)
  }
}
