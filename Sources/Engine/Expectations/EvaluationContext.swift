import GodwitModel

/// What a clause is evaluated against: the observed world, and what names mean.
package struct EvaluationContext {
  package let world: World
  package let bindings: Bindings
  /// In which names without a handle are looked up.
  package var namespace: String
  /// Objects that the scenario itself names, so that speaking of them is no mistake.
  package let declared: DeclaredNames
  /// Clients that were started with a name, by that name.
  package var clientRuns: [String: ClientRun]
  /// What the console shows, where it was asked for.
  package var consoleViews: [ConsoleQuery: JSONValue]
  /// As whom a console is looked at.
  package var user: UserInfo
  /// Whether objects that have a handle already are left out of collections.
  package var leavesOutBound = false

  package init(
    world: World, bindings: Bindings, namespace: String,
    declared: DeclaredNames = DeclaredNames()
  ) {
    self.world = world
    self.namespace = namespace
    self.declared = declared
    self.bindings = bindings
    clientRuns = [:]
    consoleViews = [:]
    user = .clusterAdmin
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
