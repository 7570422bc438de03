import GodwitModel

/// How long a scenario must last at least.
enum ScenarioLength {
  /// The sum of what its steps wait for: `wait`, `after` and `for`. What they wait for at most does
  /// not count.
  static func minimum(of scenario: Scenario) -> Span {
    scenario.steps.reduce(Span.zero) { $0 + minimum(of: $1.action) }
  }

  private static func minimum(of action: Step.Action) -> Span {
    switch action {
    case .when(let whens):
      // They are sent together.
      return whens.map { if case .wait(let span) = $0.verb { span } else { .zero } }.max() ?? .zero
    case .then(let then):
      switch then.form {
      case .expect(_, let timing): return (timing.after ?? .zero) + (timing.holdFor ?? .zero)
      case .always(_, let window), .never(_, let window), .unchanged(_, let window),
        .changed(_, let window):
        if case .next(let span) = window { return span }
        return .zero
      case .order: return .zero
      }
    }
  }
}
