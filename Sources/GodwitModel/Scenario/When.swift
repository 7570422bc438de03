/// Something that a person, a client, or fate does.
package struct When: Hashable, Sendable {
  package var verb: Verb
  /// The user; nil is the cluster administrator.
  package var user: String?
  package var surface: Surface = .cli
  /// The handle of what is made (a migration, a client run); also its name over the cli.
  package var name: String?
  /// Empty means the scenario's own.
  package var namespace = ""
  /// Labels and annotations for what is made.
  package var labels = StringMap()
  package var annotations = StringMap()
  package var answer: Answer?
  /// Must hold when the request is answered.
  package var condition: Expectation?
  package var location: SourceLocation

  /// The way by which a person acts.
  package enum Surface: String, Hashable, Sendable, CaseIterable {
    case console
    case cli
    case virtctl
  }

  package init(_ verb: Verb, location: SourceLocation) {
    self.verb = verb
    self.location = location
  }
}

/// What is done.
package enum Verb: Hashable, Sendable {
  /// Migrate a VM, to any node or to one that has these labels.
  case migrate(virtualMachine: String, to: MigrationDestination?)
  /// Cancel: a handle, or the newest migration of a VM.
  case cancel(CancelTarget)
  case create([JSONValue])
  case apply([JSONValue])
  /// A merge patch for each object.
  case patch([ObjectEdit])
  /// `force` is a grace period of 0.
  case delete(Target, force: Bool)
  case label([ObjectEdit])
  case annotate([ObjectEdit])
  case drain(node: String)
  case evict(Target)
  case cordon(node: String)
  case uncordon(node: String)
  case taint([ObjectEdit])
  case untaint([ObjectEdit])
  case start(virtualMachine: String)
  case stop(virtualMachine: String)
  case restart(virtualMachine: String)
  case pause(virtualMachine: String)
  case unpause(virtualMachine: String)
  case kill(FaultTarget)
  case heal(FaultTarget)
  case failCopy(migration: String, message: String)
  case stallCopy(migration: String)
  case resumeCopy(migration: String)
  /// `oc` or `kubectl` with these arguments.
  case oc([String])
  case virtctl([String])
  case wait(Span)
}

/// Where a migration is to go.
package enum MigrationDestination: Hashable, Sendable {
  case node(String)
  case labels(StringMap)
}

/// Which migration is cancelled.
package enum CancelTarget: Hashable, Sendable {
  case migration(String)
  case virtualMachine(String)
}

/// An object and what is changed on it.
package struct ObjectEdit: Hashable, Sendable {
  package var target: Target
  /// A merge patch, labels or annotations (null removes), or for taints the text.
  package var value: JSONValue

  package init(_ target: Target, _ value: JSONValue) {
    self.target = target
    self.value = value
  }
}

/// One object, named as a scenario names it.
package enum Target: Hashable, Sendable {
  /// By kind and handle or name.
  case object(ResourceKind, String)
  /// The pod in which the guest of a VM runs.
  case activePod(virtualMachine: String)
  /// The source pod of a migration.
  case sourcePod(migration: String)
  /// The target pod of a migration.
  case targetPod(migration: String)
}

/// What can be killed and healed.
package enum FaultTarget: Hashable, Sendable {
  case node(String)
  case virtHandler(node: String)
  case pod(Target)
}

/// What a when must be answered.
package struct Answer: Hashable, Sendable {
  /// A partial match of the answer: `code`, `reason`, `message`, `details` of the API;
  /// `exitCode`, `stdout`, `stderr` of a client; `refusedBy`, `message` of the console.
  package var pattern: Pattern
  package var location: SourceLocation

  package init(pattern: Pattern, location: SourceLocation) {
    self.pattern = pattern
    self.location = location
  }
}
