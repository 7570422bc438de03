import GodwitModel

/// Decides `unchanged` and `changed` from what was observed in a window.
enum ChangeJudge {
  /// Whether the fields kept their value at every observation since `sequence`.
  static func unchanged(
    _ selections: [FieldSelection], since sequence: Int, in context: EvaluationContext
  ) -> Judgement {
    var failures: [ClauseFailure] = []
    var first: (at: Instant, sequence: Int)?
    for selection in selections {
      let key: ObjectKey
      switch resolve(selection, in: context) {
      case .success(let found): key = found
      case .failure(let problem): return .inconclusive(problem.text)
      }
      let initial = context.world.version(of: key, at: sequence)
      var mismatches: [Mismatch] = []
      for path in selection.paths {
        let before = initial?.value(at: path)
        let later = (context.world.history(of: key)?.versions ?? []).first {
          $0.sequence > sequence && $0.object?.value(at: path) != before
        }
        guard let later else { continue }
        if first.map({ later.sequence < $0.sequence }) ?? true {
          first = (later.at, later.sequence)
        }
        let start = context.world.start
        let text = later.object?.value(at: path).map(ValueText.short) ?? "not set"
        mismatches.append(
          Mismatch(
            path: path, expected: "unchanged, \(before.map(ValueText.short) ?? "not set")",
            actual: "\(text) at \(TimeText.since(start, later.at))"))
      }
      if !mismatches.isEmpty {
        failures.append(
          ClauseFailure(
            subject: ExpectationText.text(selection.subject), mismatches: mismatches,
            object: key, line: selection.location.line))
      }
    }
    guard let first else { return .passed }
    return .failed(JudgementFailure(at: first.at, sequence: first.sequence, failures: failures))
  }

  /// Whether the fields have another value than at `sequence`.
  static func changed(
    _ selections: [FieldSelection], since sequence: Int, in context: EvaluationContext
  ) -> Judgement {
    var failures: [ClauseFailure] = []
    for selection in selections {
      let key: ObjectKey
      switch resolve(selection, in: context) {
      case .success(let found): key = found
      case .failure(let problem): return .inconclusive(problem.text)
      }
      let initial = context.world.version(of: key, at: sequence)
      let present = context.world.current(key)
      let mismatches = selection.paths.compactMap { path -> Mismatch? in
        let before = initial?.value(at: path)
        guard present?.value(at: path) == before else { return nil }
        let text = before.map(ValueText.short) ?? "not set"
        return Mismatch(path: path, expected: "another value than \(text)", actual: text)
      }
      if !mismatches.isEmpty {
        failures.append(
          ClauseFailure(
            subject: ExpectationText.text(selection.subject), mismatches: mismatches,
            object: key, line: selection.location.line))
      }
    }
    if failures.isEmpty { return .passed }
    return .failed(JudgementFailure(at: context.world.now, failures: failures))
  }

  private struct Problem: Error { let text: String }

  private static func resolve(
    _ selection: FieldSelection, in context: EvaluationContext
  ) -> Result<ObjectKey, Problem> {
    guard case .object(let target) = selection.subject else {
      return .failure(Problem(text: "a comparison over time needs one object"))
    }
    switch context.resolve(target) {
    case .object(let key, _):
      guard context.world.hasSeen(key) else {
        return .failure(Problem(text: "\(target.text) was never seen"))
      }
      return .success(key)
    case .nothing(let text), .unbound(let text): return .failure(Problem(text: text))
    }
  }
}
