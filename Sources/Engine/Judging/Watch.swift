import GodwitModel

/// An expectation that is evaluated on every observation of a window, and what was found.
struct Watch {
  /// What is looked for.
  enum Goal {
    /// A violation: an observation at which it does not hold.
    case always
    /// A violation: an observation at which it holds.
    case never
    /// The first observation at which it holds.
    case firstSight
  }

  /// One observation at which something was found.
  struct Sight {
    let at: Instant
    /// The observation; -1 for the state when the run began.
    let sequence: Int
    /// What did not hold, or held and should not have.
    let failures: [ClauseFailure]
  }

  let goal: Goal
  let expectation: CompiledExpectation
  let namespace: String
  let user: UserInfo
  /// The violation, or the first sight.
  private(set) var sight: Sight?
  /// Why it could not be judged at the last observation; nil when it could.
  private(set) var unbound: String?
  private var isDirty = true

  init(
    _ goal: Goal, _ expectation: CompiledExpectation, namespace: String, user: UserInfo
  ) {
    self.goal = goal
    self.expectation = expectation
    self.namespace = namespace
    self.user = user
  }

  /// Takes note of a change of these kinds.
  mutating func note(_ kinds: KindSet) {
    if !expectation.dependencies.isDisjoint(with: kinds) { isDirty = true }
  }

  /// Evaluates it if something changed; returns the console page that it needs first, if any.
  ///
  /// What speaks of a name that is not bound yet is judged from the binding on.
  mutating func evaluate(in context: EvaluationContext, sequence: Int) -> ConsoleQuery? {
    guard isDirty, sight == nil else { return nil }
    var context = context
    context.namespace = namespace
    context.user = user
    switch expectation.evaluate(in: context, isQuick: true) {
    case .needsConsole(let query): return query
    case .unbound(let reason):
      unbound = reason
      return nil
    case .holds:
      unbound = nil
      if goal != .always {
        let found = goal == .never ? expectation.clauses.map { $0.forbidden(in: context) } : []
        sight = Sight(at: context.world.now, sequence: sequence, failures: found)
      }
    case .fails:
      unbound = nil
      if goal == .always {
        var failures: [ClauseFailure] = []
        if case .fails(let found) = expectation.evaluate(in: context) { failures = found }
        sight = Sight(at: context.world.now, sequence: sequence, failures: failures)
      }
    }
    isDirty = false
    return nil
  }
}
