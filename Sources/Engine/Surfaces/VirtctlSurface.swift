import GodwitModel

/// What `virtctl` does, with its requests and its output.
///
/// Requests and texts: KubeVirt pkg/virtctl/vm/*.go and pause; recorded in
/// `virtctl-migrate-and-cancel`.
struct VirtctlSurface {
  let context: SurfaceContext

  /// `virtctl migrate VM`: virt-api makes the migration.
  func migrate(
    _ virtualMachine: String, selector: StringMap = StringMap(), isDryRun: Bool = false
  ) -> Procedure {
    var body = JSONObject()
    if isDryRun { body.append("dryRun", ["All"]) }
    if let selector = selector.json { body.append("addedNodeSelector", selector) }
    let path = context.subresourcePath(.virtualMachine, virtualMachine, "migrate")
    return .send(context.request(.put, path, body: .object(body))) { response in
      guard response.isSuccess else {
        return fail(response, "Error migrating VirtualMachine \(Self.message(response))")
      }
      let created: ActionOutcome.Created? =
        isDryRun
        ? nil : .migration(virtualMachine: virtualMachine, namespace: context.namespace)
      return succeed(
        response, "VM \(virtualMachine) was scheduled to migrate", isDryRun: isDryRun,
        created: created)
    }
  }

  /// `virtctl migrate-cancel VM`: deletes the first migration of the list that has not ended.
  func cancel(_ virtualMachine: String, isDryRun: Bool = false) -> Procedure {
    let query = [QueryItem("labelSelector", MigrationList.label + "==" + virtualMachine)]
    let list = context.request(
      .get, context.path(.virtualMachineInstanceMigration), query: query)
    return .send(list) { response in
      guard response.isSuccess else {
        let text = "Error fetching virtual machine instance migration list  "
        return fail(response, text + Self.message(response))
      }
      guard let open = MigrationList(response).items.first(where: { !$0.isFinal }) else {
        return fail(nil, "Found no migration to cancel for \(virtualMachine)")
      }
      let body: JSONValue? =
        isDryRun ? ["kind": "DeleteOptions", "apiVersion": "v1", "dryRun": ["All"]] : nil
      let request = context.request(
        .delete, context.path(.virtualMachineInstanceMigration, open.name), body: body)
      return .send(request) { response in
        guard response.isSuccess else {
          let text = "Error canceling migration \(open.name) of a VirtualMachine "
          return fail(response, text + "\(virtualMachine): \(Self.message(response))")
        }
        return succeed(
          response, "VM \(virtualMachine) was scheduled to migrate-cancel", isDryRun: isDryRun)
      }
    }
  }

  /// `start`, `stop` and `restart` of a VM.
  func changeState(_ action: String, _ virtualMachine: String) -> Procedure {
    let path = context.subresourcePath(.virtualMachine, virtualMachine, action)
    let verbs = ["start": "starting", "stop": "stopping", "restart": "restarting"]
    return .send(context.request(.put, path, body: [:])) { response in
      guard response.isSuccess else {
        let verb = verbs[action] ?? action
        return fail(response, "Error \(verb) VirtualMachine \(Self.message(response))")
      }
      return succeed(response, "VM \(virtualMachine) was scheduled to \(action)")
    }
  }

  /// `pause` and `unpause` of an instance.
  func pause(_ name: String, resumes: Bool = false) -> Procedure {
    let action = resumes ? "unpause" : "pause"
    let path = context.subresourcePath(.virtualMachineInstance, name, action)
    return .send(context.request(.put, path, body: [:])) { response in
      guard response.isSuccess else {
        let verb = resumes ? "unpausing" : "pausing"
        let text = "Error \(verb) VirtualMachineInstance \(name): "
        return fail(response, text + Self.message(response))
      }
      return succeed(response, "VMI \(name) was scheduled to \(action)")
    }
  }

  /// `virtctl evacuate-cancel vm|vmi NAME`: virt-api wants the node that is to be left, which is
  /// where the instance runs.
  ///
  /// KubeVirt release-1.9 pkg/virtctl/vm/evacuate_cancel.go:104-143; v1.9.0 itself names no node
  /// and so fails when there is something to cancel.
  func cancelEvacuation(_ kind: ResourceKind, _ name: String, isDryRun: Bool = false) -> Procedure {
    let machine =
      (kind == .virtualMachine ? "VM" : "VMI") + " \(context.namespace)/\(name)"
    let get = context.request(.get, context.path(.virtualMachineInstance, name))
    return .send(get) { response in
      guard response.isSuccess else {
        let text = "error retrieving VMI for evacuation cancel for \(machine): "
        return fail(response, text + Self.message(response))
      }
      let node = response.body?.value(at: ["status", "nodeName"])?.string ?? ""
      if node.isEmpty { return fail(nil, "\(machine) doesn't report Node name") }
      var body: JSONObject = ["evacuationNodeName": .string(node)]
      if isDryRun { body["dryRun"] = ["All"] }
      let path = context.subresourcePath(kind, name, "evacuate/cancel")
      return .send(context.request(.put, path, body: .object(body))) { response in
        guard response.isSuccess else {
          let text = "error canceling evacuation for \(machine): "
          return fail(response, text + Self.message(response))
        }
        return succeed(response, "\(machine) was canceled evacuation", isDryRun: isDryRun)
      }
    }
  }

  private func succeed(
    _ response: APIResponse, _ line: String, isDryRun: Bool = false,
    created: ActionOutcome.Created? = nil
  ) -> Procedure {
    let output = (isDryRun ? "Dry Run execution\n" : "") + line + "\n"
    return .done(
      ActionOutcome(
        response: response, client: ClientRun(exitCode: 0, standardOutput: output),
        created: created))
  }

  private func fail(_ response: APIResponse?, _ line: String) -> Procedure {
    .done(
      ActionOutcome(
        response: response, client: ClientRun(exitCode: 1, standardError: line + "\n")))
  }

  /// The message of a Status, as client-go's errors print it.
  static func message(_ response: APIResponse) -> String {
    response.body?["message"]?.string ?? "the server answered \(response.code)"
  }
}
