import GodwitModel

/// What the web console does: it looks before it offers, and sends what its plugin sends.
///
/// Rules: kubevirt-plugin, `views/virtualmachines/actions` and `useNodesData.ts`.
struct ConsoleSurface {
  let context: SurfaceContext

  /// Submits the migration dialog, if the console offers it.
  func migrate(_ virtualMachine: String, to destination: MigrationDestination?) -> Procedure {
    if !context.labels.isEmpty || !context.annotations.isEmpty {
      return .notModelled("the console cannot set labels or annotations of a migration")
    }
    var node: String?
    switch destination {
    case nil: break
    case .node(let name): node = name
    case .labels: return .notModelled("the console can choose one node, not labels")
    }
    if node != nil, context.consoleVersion < ConsoleVersion(4, 20) {
      return .notModelled("the console cannot choose a node before version 4.20")
    }
    let needsNodes = node != nil
    return inspect(virtualMachine, withNodes: needsNodes) { facts in
      switch facts.migrateAction {
      case .enabled: break
      case .hidden:
        return .done(ActionOutcome(consoleRefusal: "the action is not in the menu"))
      case .disabled(let text): return .done(ActionOutcome(consoleRefusal: text))
      }
      if let node, facts.selectableNodes?.contains(node) != true {
        return .done(ActionOutcome(consoleRefusal: "the dialog does not list \(node)"))
      }
      return create(virtualMachine, node: node)
    }
  }

  private func create(_ virtualMachine: String, node: String?) -> Procedure {
    var spec = JSONObject()
    spec.append("vmiName", .string(virtualMachine))
    if let node {
      spec.append("addedNodeSelector", ["kubernetes.io/hostname": .string(node)])
    }
    let body: JSONValue = [
      "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
      "metadata": ["name": .string(Self.name(for: virtualMachine, context.names))],
      "spec": .object(spec),
    ]
    let path = context.path(.virtualMachineInstanceMigration)
    return .send(context.request(.post, path, body: body)) { response in
      guard response.isSuccess, let metadata = response.body?["metadata"],
        let name = metadata["name"]?.string
      else { return .done(ActionOutcome(response: response)) }
      let key = ObjectKey(
        .virtualMachineInstanceMigration, namespace: context.namespace, name: name)
      let created = ActionOutcome.Created.object(
        key, uid: metadata["uid"]?.string ?? "", virtualMachine: virtualMachine)
      return .done(ActionOutcome(response: response, created: created))
    }
  }

  /// The VM's name, cut so that 63 characters are not passed, `-mig-` and four characters.
  static func name(for virtualMachine: String, _ names: NameGenerator) -> String {
    virtualMachine.prefix(63 - 9) + "-mig-" + names.base36(4)
  }

  /// Clicks on the cancel action: deletes the VM's newest migration, if the menu offers it.
  func cancel(_ virtualMachine: String) -> Procedure {
    inspect(virtualMachine, withNodes: false) { facts in
      switch facts.cancelAction {
      case .enabled: break
      case .hidden:
        return .done(ActionOutcome(consoleRefusal: "the action is not in the menu"))
      case .disabled(let text): return .done(ActionOutcome(consoleRefusal: text))
      }
      let name = facts.newestMigration?.name ?? ""
      let path = context.path(.virtualMachineInstanceMigration, name)
      return .send(context.request(.delete, path)) {
        .done(ActionOutcome(response: $0))
      }
    }
  }

  /// Loads what the page of a VM shows.
  func inspect(
    _ virtualMachine: String, withNodes: Bool, then next: @escaping (ConsoleFacts) -> Procedure
  ) -> Procedure {
    var facts = ConsoleFacts(virtualMachine: virtualMachine)
    facts.version = context.consoleVersion
    facts.isSingleNode = context.world.nodes.count == 1
    let machine = context.request(.get, context.path(.virtualMachine, virtualMachine))
    return .send(machine) { response in
      facts.machine = response.isSuccess ? response.body : nil
      return loadMigrations(facts, withNodes: withNodes, then: next)
    }
  }

  private func loadMigrations(
    _ facts: ConsoleFacts, withNodes: Bool, then next: @escaping (ConsoleFacts) -> Procedure
  ) -> Procedure {
    var facts = facts
    let query = [QueryItem("labelSelector", MigrationList.label + "=" + facts.virtualMachine)]
    let list = context.request(
      .get, context.path(.virtualMachineInstanceMigration), query: query)
    return .send(list) { response in
      facts.newestMigration = response.isSuccess ? MigrationList(response).newest : nil
      return review("create") { mayMigrate in
        facts.mayMigrate = mayMigrate
        return review("delete") { mayCancel in
          facts.mayCancel = mayCancel
          return withNodes ? loadNodes(facts, then: next) : next(facts)
        }
      }
    }
  }

  /// Asks whether the user may; an answer that fails counts as yes, the server decides later.
  private func review(_ verb: String, then next: @escaping (Bool) -> Procedure) -> Procedure {
    let body: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
      "spec": [
        "resourceAttributes": [
          "group": "kubevirt.io", "resource": "virtualmachineinstancemigrations",
          "verb": .string(verb), "namespace": .string(context.namespace),
        ]
      ],
    ]
    let path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
    return .send(context.request(.post, path, body: body)) { response in
      guard response.isSuccess else { return next(true) }
      return next(response.body?.value(at: ["status", "allowed"])?.bool ?? false)
    }
  }

  private func loadNodes(
    _ facts: ConsoleFacts, then next: @escaping (ConsoleFacts) -> Procedure
  ) -> Procedure {
    var facts = facts
    let instance = context.request(
      .get, context.path(.virtualMachineInstance, facts.virtualMachine))
    return .send(instance) { response in
      facts.instance = response.isSuccess ? response.body : nil
      let query = [QueryItem("labelSelector", "node-role.kubernetes.io/worker=")]
      return .send(context.request(.get, context.path(.node), query: query)) { response in
        facts.nodes = response.isSuccess ? response.body?["items"]?.array : nil
        return next(facts)
      }
    }
  }
}
