import GodwitModel

/// Makes expectations ready for evaluation.
package struct ExpectationCompiler {
  private var patterns = MatcherCompiler()
  /// What is wrong with what was compiled, in words.
  package var problems: [String] { patterns.problems }

  package init() {}

  /// The expectation as it is evaluated again and again.
  package mutating func compile(_ expectation: Expectation) -> CompiledExpectation {
    let clauses = expectation.clauses.map { compile($0) }
    let consoles = expectation.clauses.compactMap { clause -> String? in
      guard case .console(let name) = clause.subject else { return nil }
      return name
    }
    return CompiledExpectation(
      clauses: clauses, location: expectation.location,
      dependencies: clauses.reduce(into: []) { $0.formUnion($1.dependencies) },
      consoles: consoles)
  }

  private mutating func compile(_ clause: Clause) -> CompiledClause {
    let kind = Self.kind(of: clause.subject)
    let shape = kind.flatMap { KindSchema.shape(ofKind: $0.kind) }
    var dependencies = Self.dependencies(of: clause.subject)
    let condition: CompiledClause.Condition
    switch clause.condition {
    case .word(let word):
      condition = .word(word)
      if word != .absent { dependencies.formUnion(.migrationWords) }
    case .pattern(let written):
      var pattern = written
      if case .console = clause.subject { pattern = ConsoleView.expanded(written) }
      let matcher = patterns.compile(pattern, shape: shape)
      condition = .pattern(matcher, refers: matcher.usesReferences)
      dependencies.formUnion(Self.dependencies(of: pattern))
    case .collection(let collection):
      condition = .collection(compile(collection, of: kind, shape: shape, &dependencies))
    }
    return CompiledClause(
      subject: clause.subject, condition: condition, location: clause.location,
      dependencies: dependencies, subjectText: ExpectationText.subject(of: clause))
  }

  private mutating func compile(
    _ collection: CollectionCondition, of kind: ResourceKind?, shape: FieldShape?,
    _ dependencies: inout KindSet
  ) -> CompiledClause.CompiledCollection {
    var others = KindSet()
    if let filter = collection.filter { others.formUnion(Self.dependencies(of: filter)) }
    let quantifier: CompiledClause.Quantifier
    switch collection.quantifier {
    case .any(let element):
      quantifier = .any(element.map { compile($0, shape: shape, &others) })
    case .all(let element): quantifier = .all(compile(element, shape: shape, &others))
    case .none(let element):
      quantifier = .none(element.map { compile($0, shape: shape, &others) })
    case .count(let min, let max): quantifier = .count(min: min, max: max)
    }
    let filter = collection.filter.map { patterns.compile($0, shape: shape) }
    var tally: CollectionTally?
    if let kind, collection.owner == nil {
      tally = CollectionTally(kind, filter: filter, quantifier, isLocal: others.isEmpty)
    }
    dependencies.formUnion(others)
    if let owner = collection.owner {
      dependencies.formUnion(Self.dependencies(of: .object(owner)))
    }
    return .init(
      filter: filter, owner: collection.owner, quantifier: quantifier, tally: tally)
  }

  private mutating func compile(
    _ element: CollectionCondition.Element, shape: FieldShape?, _ dependencies: inout KindSet
  ) -> CompiledClause.Element {
    switch element {
    case .pattern(let pattern):
      dependencies.formUnion(Self.dependencies(of: pattern))
      return .pattern(patterns.compile(pattern, shape: shape))
    case .owned(let owner, let pattern):
      dependencies.formUnion(Self.dependencies(of: .object(owner)))
      if let pattern { dependencies.formUnion(Self.dependencies(of: pattern)) }
      return .owned(by: owner, pattern.map { patterns.compile($0, shape: shape) })
    case .word(let word):
      dependencies.formUnion(.migrationWords)
      return .word(word)
    }
  }

  private static func kind(of subject: Subject) -> ResourceKind? {
    switch subject {
    case .object(.object(let kind, _)), .collection(let kind): kind
    case .object: .pod
    case .console, .clientRun: nil
    }
  }

  private static func dependencies(of subject: Subject) -> KindSet {
    switch subject {
    case .object(.object(let kind, _)), .collection(let kind): KindSet(kind)
    case .object: .migrationWords
    case .console: .console
    case .clientRun: .clientRuns
    }
  }

  private static func dependencies(of pattern: Pattern) -> KindSet {
    switch pattern {
    case .map(let members):
      members.reduce(into: []) { $0.formUnion(dependencies(of: $1.pattern)) }
    case .list(let elements), .all(let elements):
      elements.reduce(into: []) { $0.formUnion(dependencies(of: $1)) }
    case .not(let inner): dependencies(of: inner)
    case .reference(let target, _), .compareReference(_, let target, _):
      dependencies(of: .object(target))
    case .equal, .exists, .oneOf, .contains, .matches, .lines, .compare: []
    }
  }
}
