import GodwitModel

/// What the console has loaded when it draws the page of a VM, as one user sees it.
package struct ConsoleFacts {
  package var version = ConsoleVersion()
  package var virtualMachine: String
  /// Nil where the user may not see it or it does not exist.
  package var machine: JSONValue?
  package var instance: JSONValue?
  /// The newest migration by creation.
  var newestMigration: MigrationList.Item?
  /// Before 4.18 the console looked whether the cluster has one node.
  package var isSingleNode = false
  package var mayMigrate = false
  package var mayCancel = false
  /// Nil where the user may not list nodes.
  package var nodes: [JSONValue]?

  package init(virtualMachine: String) { self.virtualMachine = virtualMachine }

  private var printableStatus: String {
    machine?.value(at: ["status", "printableStatus"])?.string ?? ""
  }

  private var isLiveMigratable: Bool {
    let conditions = machine?.value(at: ["status", "conditions"])?.array ?? []
    return conditions.contains {
      $0["type"]?.string == "LiveMigratable" && $0["status"]?.string == "True"
    }
  }

  /// Whether the menu offers to cancel in place of to migrate.
  package var isMigrating: Bool {
    if let newestMigration, !newestMigration.isFinal { return true }
    return printableStatus == "Migrating"
  }

  /// The state of the action that opens the dialog.
  package var migrateAction: ConsoleAction {
    guard machine != nil, !isMigrating else { return .hidden }
    let explains = version >= ConsoleVersion(4, 20) && version != ConsoleVersion(4, 21)
    if version < ConsoleVersion(4, 18), isSingleNode { return .disabled("") }
    if !mayMigrate {
      return .disabled(explains ? "You don't have permission to perform this action" : "")
    }
    if printableStatus == "Running", isLiveMigratable { return .enabled }
    guard explains else { return .disabled("") }
    if version == ConsoleVersion(4, 20) {
      return .disabled("The VirtualMachine is not running or is not live migratable")
    }
    return .disabled(
      printableStatus == "Running"
        ? "The VirtualMachine is not live migratable" : "The VirtualMachine is not running")
  }

  /// The state of the action that cancels.
  package var cancelAction: ConsoleAction {
    guard machine != nil, isMigrating else { return .hidden }
    guard let migration = newestMigration, !migration.isFinal else { return .disabled("") }
    if migration.isBeingDeleted { return .disabled("Canceling ongoing migration") }
    return mayCancel ? .enabled : .disabled("")
  }

  /// The nodes that the dialog lists, by name; nil while it cannot load them.
  package var selectableNodes: [String]? {
    guard let nodes else { return nil }
    let current = instance?.value(at: ["status", "nodeName"])?.string
    let wanted = architecture(in: nodes, current: current)
    return nodes.compactMap { node -> String? in
      guard let name = node.value(at: ["metadata", "name"])?.string, name != current,
        node.value(at: ["spec", "unschedulable"])?.bool != true
      else { return nil }
      let differs = Self.architecture(of: node) != wanted
      return version >= ConsoleVersion(4, 22) && differs ? nil : name
    }
  }

  /// The VM's architecture, else that of its node, else amd64.
  private func architecture(in nodes: [JSONValue], current: String?) -> String {
    let path = ["spec", "template", "spec", "architecture"]
    if let own = machine?.value(at: path)?.string, !own.isEmpty { return own }
    let node = nodes.first { $0.value(at: ["metadata", "name"])?.string == current }
    return node.map(Self.architecture) ?? "amd64"
  }

  private static func architecture(of node: JSONValue) -> String {
    node.value(at: ["status", "nodeInfo", "architecture"])?.string
      ?? node.value(at: ["metadata", "labels", "kubernetes.io/arch"])?.string ?? "amd64"
  }
}

/// The state of an action in the console's menu.
package enum ConsoleAction: Hashable {
  case enabled
  case hidden
  /// With the text that the console shows, empty where it shows none.
  case disabled(String)

  /// As expectations match it: its state, and the text that the console shows with it.
  var json: JSONValue {
    switch self {
    case .enabled: ["state": "enabled", "text": ""]
    case .hidden: ["state": "hidden", "text": ""]
    case .disabled(let text): ["state": "disabled", "text": .string(text)]
    }
  }
}
