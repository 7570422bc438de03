import GodwitModel

/// A clause made ready for many evaluations.
package struct CompiledClause {
  package let subject: Subject
  package let condition: Condition
  package let location: SourceLocation
  /// Of which kinds a change can change the outcome.
  package let dependencies: KindSet
  /// How the subject is written: `vmi/fedora`, `event of vmi/fedora`.
  package let subjectText: String

  package enum Condition {
    case word(Clause.Word)
    /// `refers`: some part of it is compared with another object's field.
    case pattern(Matcher, refers: Bool)
    case collection(CompiledCollection)
  }

  /// The condition of a collection.
  package struct CompiledCollection {
    package let filter: Matcher?
    package let owner: Target?
    package let quantifier: Quantifier
    /// Keeps count as objects change; nil where one object's part depends on others.
    let tally: CollectionTally?
  }

  package enum Quantifier {
    case any(Element?)
    case all(Element)
    case none(Element?)
    case count(min: Int?, max: Int?)
  }

  package enum Element {
    case pattern(Matcher)
    case owned(by: Target, Matcher?)
    case word(Clause.Word)
  }
}

/// Clauses that must all hold at one observation, made ready.
package struct CompiledExpectation {
  package let clauses: [CompiledClause]
  package let location: SourceLocation
  package let dependencies: KindSet
  /// The consoles that its clauses look at.
  package let consoles: [String]
}

/// A set of kinds, for quick tests.
package struct KindSet: OptionSet, Sendable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The set of one kind; all kinds that Godwit does not list share one place.
  package init(_ kind: ResourceKind) {
    let index = ResourceKind.all.firstIndex { $0.kind == kind.kind } ?? 62
    rawValue = 1 << UInt64(index)
  }

  /// The set of the kind of an object.
  init(of object: APIObject) {
    switch object {
    case .virtualMachine: self = .virtualMachines
    case .virtualMachineInstance: self = .instances
    case .migration: self = .migrations
    case .pod: self = .pods
    case .node: self = .nodes
    case .event: self = .events
    case .generic(let kind, _): self.init(kind)
    }
  }

  private static let virtualMachines = KindSet(.virtualMachine)
  private static let instances = KindSet(.virtualMachineInstance)
  private static let migrations = KindSet(.virtualMachineInstanceMigration)
  private static let pods = KindSet(.pod)
  private static let nodes = KindSet(.node)
  private static let events = KindSet(.event)

  /// Whatever a console page shows depends on these, and on rights.
  package static let console = KindSet(
    [
      .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .node, .role,
      .roleBinding, .clusterRole, .clusterRoleBinding,
    ])
  package static let migrationWords = KindSet(
    [.virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .pod])
  /// Changes when a client ends, which no object tells.
  package static let clientRuns = KindSet(rawValue: 1 << 63)

  init(_ kinds: [ResourceKind]) {
    self = kinds.reduce(into: []) { $0.formUnion(KindSet($1)) }
  }
}
