import GodwitModel

extension CompiledClause.CompiledCollection {
  /// Evaluates the condition over the present objects of a kind.
  func evaluate(
    _ kind: ResourceKind, of clause: CompiledClause, in context: EvaluationContext,
    isQuick: Bool
  ) -> Evaluation {
    if isQuick, !context.leavesOutBound, let tally {
      return tally.holds(in: context) ? .holds : clause.failure([], about: nil)
    }
    var candidates: [APIObject] = []
    do {
      candidates = try members(of: kind, in: context)
    } catch {
      return .unbound(error.reason)
    }
    let filtered = filter.map { matcher in
      candidates.filter { matches(matcher, $0, in: context) }
    }
    let selected = filtered ?? candidates
    switch quantifier {
    case .any(let element):
      let found = selected.contains { holds(element, for: $0, in: context) }
      if found { return .holds }
      return isQuick
        ? clause.failure([], about: nil)
        : nearest(candidates, element, clause, in: context)
    case .all(let element):
      guard let bad = selected.first(where: { !holds(element, for: $0, in: context) }) else {
        if !selected.isEmpty { return .holds }
        let none = Mismatch(path: [], expected: "at least one object", actual: "none")
        return clause.failure([none], about: nil)
      }
      if isQuick { return clause.failure([], about: bad.key) }
      return notAll(selected, element, clause, in: context)
    case .none(let element):
      let bad = selected.filter { holds(element, for: $0, in: context) }
      guard let first = bad.first else { return .holds }
      let mismatch = Mismatch(
        path: [], expected: "none", actual: "\(bad.count): \(Self.names(bad))")
      return clause.failure([mismatch], about: first.key)
    case .count(let min, let max):
      let count = selected.count
      if count >= (min ?? 0), count <= (max ?? .max) { return .holds }
      let names = selected.isEmpty ? "" : ": \(Self.names(selected))"
      let mismatch = Mismatch(
        path: [], expected: Self.bounds(min, max), actual: "\(count)\(names)")
      return clause.failure([mismatch], about: selected.last?.key)
    }
  }

  /// A scenario's mistake that was found while evaluating.
  struct Unbound: Error { let reason: String }

  /// The objects that the clause looks at, before its filter.
  func members(
    of kind: ResourceKind, in context: EvaluationContext
  ) throws(Unbound) -> [APIObject] {
    let isEvent = kind == .event
    var objects = context.world.objects(
      of: kind, in: owner == nil ? context.namespace : "", includingDeleted: isEvent)
    if let owner {
      if case .unbound(let reason) = context.resolve(owner) { throw Unbound(reason: reason) }
      let ownership = Ownership(of: owner, in: context)
      objects = objects.filter { ownership.covers($0) }
    }
    if context.leavesOutBound {
      objects = objects.filter { !context.bindings.isBound($0.key, uid: $0.metadata.uid) }
    }
    return objects
  }

  /// The first object that the clause matches; for `name:` on a then.
  func firstMatch(of kind: ResourceKind, in context: EvaluationContext) -> APIObject? {
    guard let objects = try? members(of: kind, in: context) else { return nil }
    return objects.first { object in
      if let filter, !matches(filter, object, in: context) { return false }
      switch quantifier {
      case .any(let element): return holds(element, for: object, in: context)
      case .all(let element): return holds(element, for: object, in: context)
      case .none: return false
      case .count: return true
      }
    }
  }

  private func matches(
    _ matcher: Matcher, _ object: APIObject, in context: EvaluationContext
  ) -> Bool {
    var ignored: [Mismatch] = []
    return matcher.matches(
      .object(object), in: context.matching(isQuick: true), mismatches: &ignored)
  }

  private func holds(
    _ element: CompiledClause.Element?, for object: APIObject, in context: EvaluationContext
  ) -> Bool {
    switch element {
    case nil: return true
    case .pattern(let matcher): return matches(matcher, object, in: context)
    case .owned(let owner, let matcher):
      guard Ownership(of: owner, in: context).covers(object) else { return false }
      return matcher.map { matches($0, object, in: context) } ?? true
    case .word(let word):
      return MigrationWords(world: context.world).holds(word, of: object.key)
    }
  }

  private func differences(
    _ element: CompiledClause.Element?, for object: APIObject, in context: EvaluationContext
  ) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    let matching = context.matching(isQuick: false)
    func add(_ matcher: Matcher) {
      _ = matcher.matches(.object(object), in: matching, mismatches: &mismatches)
    }
    if let filter { add(filter) }
    switch element {
    case nil: break
    case .pattern(let matcher): add(matcher)
    case .owned(let owner, let matcher):
      if !Ownership(of: owner, in: context).covers(object) {
        mismatches.append(Mismatch(path: [], expected: "of \(owner.text)", actual: "it is not"))
      }
      if let matcher { add(matcher) }
    case .word(let word):
      mismatches += MigrationWords(world: context.world).mismatches(word, of: object.key)
    }
    return mismatches
  }

  /// The failure of an `$any`: the differences of the object that comes nearest.
  private func nearest(
    _ candidates: [APIObject], _ element: CompiledClause.Element?, _ clause: CompiledClause,
    in context: EvaluationContext
  ) -> Evaluation {
    let compared = candidates.map { ($0, differences(element, for: $0, in: context)) }
    guard let best = compared.min(by: { $0.1.count < $1.1.count }) else {
      let none = Mismatch(path: [], expected: "at least one object", actual: "none exists")
      return clause.failure([none], about: nil)
    }
    let note =
      "None of \(candidates.count) objects matched; the nearest is \(Self.name(best.0))."
    return clause.failure(best.1, about: best.0.key, note: note)
  }

  private func notAll(
    _ selected: [APIObject], _ element: CompiledClause.Element, _ clause: CompiledClause,
    in context: EvaluationContext
  ) -> Evaluation {
    let bad = selected.filter { !holds(element, for: $0, in: context) }
    let mismatches = bad.prefix(20).flatMap { object in
      differences(element, for: object, in: context).map { mismatch in
        Mismatch(
          path: [Self.name(object)] + mismatch.path, expected: mismatch.expected,
          actual: mismatch.actual)
      }
    }
    let note = "\(bad.count) of \(selected.count) did not match: \(Self.names(bad))."
    return clause.failure(mismatches, about: bad.first?.key, note: note)
  }

  private static func name(_ object: APIObject) -> String {
    object.kind.shortName + "/" + object.metadata.name
  }

  private static func names(_ objects: [APIObject]) -> String {
    let shown = objects.prefix(10).map(name).joined(separator: ", ")
    return objects.count > 10 ? shown + " and \(objects.count - 10) more" : shown
  }

  private static func bounds(_ min: Int?, _ max: Int?) -> String {
    switch (min, max) {
    case (let min?, let max?): min == max ? "exactly \(min)" : "\(min) to \(max)"
    case (let min?, nil): "at least \(min)"
    case (nil, let max?): "at most \(max)"
    case (nil, nil): "any number"
    }
  }
}
