import GodwitModel

/// How a clause came out at one moment.
package enum Evaluation {
  case holds
  case fails(ClauseFailure)
  /// It speaks of something that nothing was ever called: a mistake of the scenario.
  case unbound(String)
  /// A console page is needed that was not looked at yet.
  case needsConsole(ConsoleQuery)
}

/// Why a clause did not hold.
package struct ClauseFailure: Sendable {
  /// `vmi/fedora`
  package var subject: String
  package var mismatches: [Mismatch]
  /// The object that tells more about it.
  package var object: ObjectKey?
  /// What else a reader should know: how many objects there were, and the nearest of them.
  package var note: String
  package var line: Int

  package init(
    subject: String, mismatches: [Mismatch], object: ObjectKey? = nil, note: String = "",
    line: Int = 0
  ) {
    self.subject = subject
    self.mismatches = mismatches
    self.object = object
    self.note = note
    self.line = line
  }

  /// Of a quick evaluation, which only tells that something did not hold.
  static let undetailed = ClauseFailure(subject: "", mismatches: [])
}

/// How an expectation of several clauses came out at one moment.
package enum ExpectationOutcome {
  case holds
  /// The clauses that did not hold.
  case fails([ClauseFailure])
  case unbound(String)
  case needsConsole(ConsoleQuery)
}

extension CompiledExpectation {
  /// Evaluates all clauses; a quick evaluation ends at the first that fails, and tells no details.
  package func evaluate(in context: EvaluationContext, isQuick: Bool = false)
    -> ExpectationOutcome
  {
    var failures: [ClauseFailure] = []
    var needed: ConsoleQuery?
    for clause in clauses {
      switch clause.evaluate(in: context, isQuick: isQuick) {
      case .holds: break
      case .fails(let failure):
        if isQuick { return .fails([failure]) }
        failures.append(failure)
      case .unbound(let reason): return .unbound(reason)
      case .needsConsole(let query): needed = needed ?? query
      }
    }
    if !failures.isEmpty { return .fails(failures) }
    return needed.map { .needsConsole($0) } ?? .holds
  }
}

extension CompiledClause {
  /// Evaluates the clause.
  package func evaluate(in context: EvaluationContext, isQuick: Bool = false) -> Evaluation {
    switch (subject, condition) {
    case (.object(let target), _): return evaluate(target, in: context, isQuick: isQuick)
    case (.collection(let kind), .collection(let collection)):
      return collection.evaluate(kind, of: self, in: context, isQuick: isQuick)
    case (.console(let name), .pattern(let matcher, let refers)):
      let query = ConsoleQuery(
        virtualMachine: name, namespace: context.namespace, user: context.user)
      guard let view = context.consoleViews[query] else { return .needsConsole(query) }
      return match(
        matcher, refers, .json(view), about: nil, in: context, isQuick: isQuick)
    case (.clientRun(let name), .pattern(let matcher, let refers)):
      guard let run = context.clientRuns[name] else {
        return .unbound("no client was started with the name `\(name)`")
      }
      let note = run.exitCode == nil ? "The client still runs." : ""
      return match(
        matcher, refers, .json(run.json), about: nil, in: context, isQuick: isQuick, note: note)
    default:
      return .unbound("\(subjectText) cannot be judged in this way")
    }
  }

  private func evaluate(
    _ target: Target, in context: EvaluationContext, isQuick: Bool
  ) -> Evaluation {
    switch context.resolve(target) {
    case .unbound(let reason): return .unbound(reason)
    case .nothing(let reason):
      if case .word(.absent) = condition { return .holds }
      return failure([Mismatch(path: [], expected: "to exist", actual: reason)], about: nil)
    case .object(let key, let uid):
      var object = context.world.current(key)
      if let uid, let found = object, found.uid != uid { object = nil }
      switch condition {
      case .word(.absent):
        guard let object else { return .holds }
        let state = object.metadata.isBeingDeleted ? "there, and being deleted" : "there"
        return failure([Mismatch(path: [], expected: "absent", actual: state)], about: key)
      case .word(let word): return evaluate(word, of: key, in: context, isQuick: isQuick)
      case .pattern(let matcher, let refers):
        guard let object else {
          return failure(
            [Mismatch(path: [], expected: "to exist", actual: absence(of: key, in: context))],
            about: key)
        }
        return match(
          matcher, refers, .object(object), about: key, in: context, isQuick: isQuick)
      case .collection: return .unbound("\(subjectText) is one object, not a collection")
      }
    }
  }

  private func evaluate(
    _ word: Clause.Word, of key: ObjectKey, in context: EvaluationContext, isQuick: Bool
  ) -> Evaluation {
    if isQuick {
      let holds = MigrationWords(world: context.world).holds(word, of: key)
      return holds ? .holds : .fails(.undetailed)
    }
    let mismatches = MigrationWords(world: context.world).mismatches(word, of: key)
    return mismatches.isEmpty ? .holds : failure(mismatches, about: key)
  }

  private func match(
    _ matcher: Matcher, _ refers: Bool, _ value: MatchValue, about key: ObjectKey?,
    in context: EvaluationContext, isQuick: Bool, note: String = ""
  ) -> Evaluation {
    var mismatches: [Mismatch] = []
    let matching =
      refers ? context.matching(isQuick: isQuick) : MatchContext(isQuick: isQuick)
    if matcher.matches(value, in: matching, mismatches: &mismatches) { return .holds }
    if isQuick { return .fails(.undetailed) }
    return failure(mismatches, about: key, note: note)
  }

  func failure(
    _ mismatches: [Mismatch], about key: ObjectKey?, note: String = ""
  ) -> Evaluation {
    var mismatches = mismatches
    if case .console = subject {
      for index in mismatches.indices {
        mismatches[index].path = ConsoleView.writtenPath(mismatches[index].path)
      }
    }
    return .fails(
      ClauseFailure(
        subject: subjectText, mismatches: mismatches, object: key, note: note,
        line: location.line))
  }

  /// What is told of a clause that holds and never should: which object it holds of.
  func forbidden(in context: EvaluationContext) -> ClauseFailure {
    var object: ObjectKey?
    switch (subject, condition) {
    case (.object(let target), _): object = context.last(target)?.key
    case (.collection(let kind), .collection(let collection)):
      object = collection.firstMatch(of: kind, in: context)?.key
    default: break
    }
    let mismatch = Mismatch(path: [], expected: "never to be so", actual: "so")
    return ClauseFailure(
      subject: subjectText, mismatches: [mismatch], object: object, line: location.line)
  }

  private func absence(of key: ObjectKey, in context: EvaluationContext) -> String {
    context.world.hasSeen(key) ? "deleted" : "never seen"
  }
}
