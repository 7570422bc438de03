import GodwitModel

/// The kinds that a session watches: those that every scenario is about, and what else this one's
/// expectations speak of.
enum WatchedKinds {
  private static let always: [ResourceKind] = [
    .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .pod, .node, .event,
  ]

  /// The kinds of which a scenario asks what came first, or what is there at one observation: those
  /// of `always`, `never`, `order` and `unchanged`, where these speak of what several watches tell.
  static func ordered(in scenario: Scenario) -> Set<ResourceKind> {
    let hasNamespaces = scenario.given.namespaces.contains { $0.name != scenario.namespace }
    var ordered: Set<ResourceKind> = []
    for case .then(let then) in scenario.steps.map(\.action) {
      switch then.form {
      case .always, .never, .order, .unchanged:
        var kinds: Set<ResourceKind> = []
        kindsOfForm(then.form) { kinds.insert($0) }
        if kinds.count > 1 || hasNamespaces { ordered.formUnion(kinds) }
      case .expect, .changed: break
      }
    }
    return ordered
  }

  static func of(_ scenario: Scenario) -> [ResourceKind] {
    var kinds = always
    func add(_ kind: ResourceKind) { if !kinds.contains(kind) { kinds.append(kind) } }
    for step in scenario.steps {
      switch step.action {
      case .when(let whens):
        for when in whens { when.condition.map { kindsOfClauses($0.clauses, add) } }
      case .then(let then): kindsOfForm(then.form, add)
      }
    }
    return kinds
  }

  private static func addAll(_ add: (ResourceKind) -> Void) { for kind in always { add(kind) } }

  private static func kindsOfForm(_ form: Then.Form, _ add: (ResourceKind) -> Void) {
    switch form {
    case .expect(let expectation, _), .always(let expectation, _):
      kindsOfClauses(expectation.clauses, add)
    case .never(let expectations, _):
      for expectation in expectations { kindsOfClauses(expectation.clauses, add) }
    case .order(let orders):
      for order in orders {
        switch order {
        case .values(let subject, _, _, _): kindsOfSubject(subject, add)
        case .matches(let expectations):
          for expectation in expectations { kindsOfClauses(expectation.clauses, add) }
        }
      }
    case .unchanged(let selections, _), .changed(let selections, _):
      for selection in selections { kindsOfSubject(selection.subject, add) }
    }
  }

  private static func kindsOfClauses(_ clauses: [Clause], _ add: (ResourceKind) -> Void) {
    for clause in clauses {
      kindsOfSubject(clause.subject, add)
      switch clause.condition {
      // What a word means is told by several kinds.
      case .word: addAll(add)
      case .pattern(let pattern): kindsOfPattern(pattern, add)
      case .collection(let collection):
        collection.filter.map { kindsOfPattern($0, add) }
        collection.owner.map { kindsOfTarget($0, add) }
        switch collection.quantifier {
        case .any(let element?), .all(let element), .none(let element?):
          kindsOfElement(element, add)
        case .any(nil), .none(nil), .count: break
        }
      }
    }
  }

  private static func kindsOfElement(
    _ element: CollectionCondition.Element, _ add: (ResourceKind) -> Void
  ) {
    switch element {
    case .pattern(let pattern): kindsOfPattern(pattern, add)
    case .owned(let target, let pattern):
      kindsOfTarget(target, add)
      pattern.map { kindsOfPattern($0, add) }
    case .word: addAll(add)
    }
  }

  private static func kindsOfPattern(_ pattern: Pattern, _ add: (ResourceKind) -> Void) {
    switch pattern {
    case .map(let members): for member in members { kindsOfPattern(member.pattern, add) }
    case .list(let patterns), .all(let patterns):
      for pattern in patterns { kindsOfPattern(pattern, add) }
    case .not(let pattern): kindsOfPattern(pattern, add)
    case .reference(let target, _), .compareReference(_, let target, _):
      kindsOfTarget(target, add)
    case .equal, .exists, .oneOf, .contains, .matches, .lines, .compare: break
    }
  }

  private static func kindsOfSubject(_ subject: Subject, _ add: (ResourceKind) -> Void) {
    switch subject {
    case .object(let target): kindsOfTarget(target, add)
    case .collection(let kind): add(kind)
    case .console, .clientRun: addAll(add)
    }
  }

  private static func kindsOfTarget(_ target: Target, _ add: (ResourceKind) -> Void) {
    if case .object(let kind, _) = target { add(kind) } else { addAll(add) }
  }
}
