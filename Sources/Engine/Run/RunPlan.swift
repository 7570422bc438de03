import GodwitModel

/// A scenario made ready to run: its expectations compiled, what must be watched from the start.
struct RunPlan {
  /// One step.
  enum PlannedStep {
    case when([PlannedWhen])
    case then(PlannedThen)
  }

  struct PlannedWhen {
    let when: When
    let user: UserInfo
    let namespace: String
    let answer: Matcher?
    let condition: CompiledExpectation?
  }

  /// A reference, so that a look at it copies nothing.
  final class PlannedThen {
    let then: Then
    let user: UserInfo
    let namespace: String
    let form: Form

    init(_ then: Then, user: UserInfo, namespace: String, form: Form) {
      self.then = then
      self.user = user
      self.namespace = namespace
      self.form = form
    }

    enum Form {
      case expect(CompiledExpectation, ExpectTiming)
      /// The watches run from the step on, for this long.
      case window([PreparedWatch], Span)
      /// The watches run from the start of the run; these are their places in the plan.
      case overRun([Int])
      case order([OrderForm])
      case unchanged([FieldSelection], Window)
      case changed([FieldSelection], Window)
    }

    enum OrderForm {
      case values(Subject, path: [String], [JSONValue], SourceLocation)
      case matches([Int])
    }
  }

  /// A watch that begins with its step.
  struct PreparedWatch {
    let goal: Watch.Goal
    let expectation: CompiledExpectation
  }

  private(set) var steps: [PlannedStep] = []
  /// Evaluated on every observation from the start.
  private(set) var watches: [Watch] = []
  /// What is wrong with the scenario, in words.
  private(set) var problems: [String] = []

  init(_ scenario: Scenario) {
    var compiler = ExpectationCompiler()
    var patterns = MatcherCompiler()
    let users = Users(scenario)
    for step in scenario.steps {
      switch step.action {
      case .when(let whens):
        steps.append(
          .when(
            whens.map { when in
              PlannedWhen(
                when: when, user: users.info(when.user),
                namespace: when.namespace.isEmpty ? scenario.namespace : when.namespace,
                answer: when.answer.map { patterns.compile($0.pattern) },
                condition: when.condition.map { compiler.compile($0) })
            }))
      case .then(let then):
        let namespace = then.namespace.isEmpty ? scenario.namespace : then.namespace
        let user = users.info(then.user)
        let form = plan(then.form, namespace: namespace, user: user, &compiler)
        steps.append(
          .then(PlannedThen(then, user: user, namespace: namespace, form: form)))
      }
    }
    problems = compiler.problems + patterns.problems
  }

  private mutating func plan(
    _ form: Then.Form, namespace: String, user: UserInfo, _ compiler: inout ExpectationCompiler
  ) -> PlannedThen.Form {
    switch form {
    case .expect(let expectation, let timing):
      return .expect(compiler.compile(expectation), timing)
    case .always(let expectation, let window):
      return watch(.always, [expectation], window, namespace, user, &compiler)
    case .never(let expectations, let window):
      return watch(.never, expectations, window, namespace, user, &compiler)
    case .order(let orders):
      return .order(
        orders.map { order in
          switch order {
          case .values(let subject, let path, let values, let location):
            return .values(subject, path: path, values, location)
          case .matches(let expectations):
            return .matches(
              expectations.map { expectation in
                let compiled = compiler.compile(expectation)
                return register(.firstSight, compiled, namespace, user)
              })
          }
        })
    case .unchanged(let selections, let window): return .unchanged(selections, window)
    case .changed(let selections, let window): return .changed(selections, window)
    }
  }

  private mutating func watch(
    _ goal: Watch.Goal, _ expectations: [Expectation], _ window: Window, _ namespace: String,
    _ user: UserInfo, _ compiler: inout ExpectationCompiler
  ) -> PlannedThen.Form {
    let compiled = expectations.map { compiler.compile($0) }
    if case .next(let span) = window {
      return .window(compiled.map { PreparedWatch(goal: goal, expectation: $0) }, span)
    }
    return .overRun(compiled.map { register(goal, $0, namespace, user) })
  }

  private mutating func register(
    _ goal: Watch.Goal, _ expectation: CompiledExpectation, _ namespace: String,
    _ user: UserInfo
  ) -> Int {
    watches.append(Watch(goal, expectation, namespace: namespace, user: user))
    return watches.count - 1
  }
}

/// The users of a scenario.
private struct Users {
  private let users: [UserLayout]

  init(_ scenario: Scenario) { users = scenario.given.users }

  /// Who a name is; nil is the cluster administrator.
  func info(_ name: String?) -> UserInfo {
    guard let name else { return .clusterAdmin }
    let groups = users.first { $0.name == name }?.groups ?? []
    return UserInfo(name: name, groups: groups + ["system:authenticated"])
  }
}
