import GodwitModel

/// Decides `order` from what was observed since the run began.
enum OrderJudge {
  /// The distinct successive values of a field, unset ones dropped, with when they came.
  static func values(
    of path: [String], in history: World.Tracked?
  ) -> [(value: JSONValue, at: Instant, sequence: Int)] {
    var values: [(value: JSONValue, at: Instant, sequence: Int)] = []
    for version in history?.versions ?? [] {
      guard let value = version.object?.value(at: path), !value.isNull, value.string != "",
        values.last?.value != value
      else { continue }
      values.append((value, version.at, version.sequence))
    }
    return values
  }

  /// Whether the values of a field were exactly these.
  static func judge(
    _ subject: Subject, path: [String], _ expected: [JSONValue], location: SourceLocation,
    in context: EvaluationContext
  ) -> Judgement {
    guard case .object(let target) = subject else {
      return .inconclusive("order of values needs one object")
    }
    let key: ObjectKey
    switch context.resolve(target) {
    case .unbound(let reason), .nothing(let reason): return .inconclusive(reason)
    case .object(let found, _): key = found
    }
    let actual = values(of: path, in: context.world.history(of: key))
    let matches =
      actual.count == expected.count
      && zip(actual, expected).allSatisfy {
        ScalarComparison.areEqual($1, $0.value, shape: nil)
      }
    if matches { return .passed }
    let start = context.world.start
    let shown = actual.map { "\(ValueText.short($0.value)) (at \(TimeText.since(start, $0.at)))" }
    let mismatch = Mismatch(
      path: path, expected: expected.map(ValueText.short).joined(separator: ", "),
      actual: shown.isEmpty ? "no value" : shown.joined(separator: ", "))
    let failure = ClauseFailure(
      subject: target.text, mismatches: [mismatch], object: key, line: location.line)
    return .failed(
      JudgementFailure(
        at: context.world.now, failures: [failure],
        remark: "The successive values since the run began are not these."))
  }

  /// Whether each was first seen after the one before.
  static func judge(_ watches: [Watch], in context: EvaluationContext) -> Judgement {
    var previous: Watch.Sight?
    for (index, watch) in watches.enumerated() {
      guard let sight = watch.sight else {
        if let unbound = watch.unbound { return .inconclusive(unbound) }
        return failure(watch, index, "was never seen", at: context.world.now, nil)
      }
      if let previous, sight.sequence <= previous.sequence {
        let start = context.world.start
        let text = "was first seen at \(TimeText.since(start, sight.at)), "
        return failure(
          watch, index,
          text + "not after the one before it (\(TimeText.since(start, previous.at)))",
          at: sight.at, sight.sequence)
      }
      previous = sight
    }
    return .passed
  }

  private static func failure(
    _ watch: Watch, _ index: Int, _ text: String, at: Instant, _ sequence: Int?
  ) -> Judgement {
    let clause = watch.expectation.clauses.first
    let mismatch = Mismatch(
      path: [], expected: "number \(index + 1) of the order", actual: text)
    let failure = ClauseFailure(
      subject: clause?.subjectText ?? "", mismatches: [mismatch],
      line: watch.expectation.location.line)
    return .failed(
      JudgementFailure(
        at: at, sequence: sequence, failures: [failure],
        remark: "Number \(index + 1) of the order \(text)."))
  }
}

/// Times in reports: since the scenario began.
enum TimeText {
  /// `12.345s`
  static func since(_ start: Instant, _ at: Instant) -> String { (at - start).secondsText + "s" }
}
