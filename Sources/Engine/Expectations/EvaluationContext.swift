import GodwitModel

/// What a clause is evaluated against: the observed world, and what names mean.
///
/// Cheap to copy: what all clauses of a run share is behind one reference.
package struct EvaluationContext {
  private let facts: Facts
  /// In which names without a handle are looked up.
  package var namespace: String
  /// As whom a console is looked at.
  package var user: UserInfo
  /// Whether objects that have a handle already are left out of collections.
  package var leavesOutBound = false

  private final class Facts {
    let world: World
    let bindings: Bindings
    let declared: DeclaredNames
    var clientRuns: [String: ClientRun] = [:]
    var consoleViews: [ConsoleQuery: JSONValue] = [:]

    init(_ world: World, _ bindings: Bindings, _ declared: DeclaredNames) {
      self.world = world
      self.bindings = bindings
      self.declared = declared
    }
  }

  package init(
    world: World, bindings: Bindings, namespace: String,
    declared: DeclaredNames = DeclaredNames()
  ) {
    facts = Facts(world, bindings, declared)
    self.namespace = namespace
    user = .clusterAdmin
  }

  package var world: World { facts.world }
  package var bindings: Bindings { facts.bindings }
  /// Objects that the scenario itself names, so that speaking of them is no mistake.
  package var declared: DeclaredNames { facts.declared }

  /// Clients that were started with a name, by that name; one set for a whole run.
  package var clientRuns: [String: ClientRun] {
    get { facts.clientRuns }
    nonmutating set { facts.clientRuns = newValue }
  }

  /// What the console shows, where it was asked for; one set for a whole run.
  package var consoleViews: [ConsoleQuery: JSONValue] {
    get { facts.consoleViews }
    nonmutating set { facts.consoleViews = newValue }
  }
}

/// A client that runs, or ran, beside the steps.
package struct ClientRun: Hashable, Sendable {
  /// Nil while it runs.
  package var exitCode: Int?
  package var standardOutput: String
  package var standardError: String

  package init(exitCode: Int? = nil, standardOutput: String = "", standardError: String = "") {
    self.exitCode = exitCode
    self.standardOutput = standardOutput
    self.standardError = standardError
  }

  /// What expectations match; `exitCode` is there once the client has ended.
  package var json: JSONValue {
    var object = JSONObject()
    if let exitCode { object.append("exitCode", .int(exitCode)) }
    object.append("stdout", .string(standardOutput))
    object.append("stderr", .string(standardError))
    return .object(object)
  }
}

/// Which console page is looked at, and by whom.
package struct ConsoleQuery: Hashable, Sendable {
  package var virtualMachine: String
  package var namespace: String
  package var user: UserInfo
}

/// The names of objects that a scenario declares or creates by name.
package final class DeclaredNames {
  private var keys: Set<ObjectKey> = []

  package init() {}

  package func insert(_ key: ObjectKey) { keys.insert(key) }
  package func contains(_ key: ObjectKey) -> Bool { keys.contains(key) }
}
