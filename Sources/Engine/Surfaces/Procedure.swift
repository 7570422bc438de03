import BackendInterface
import GodwitModel

/// A sequence of requests as a value: what comes next, and how it goes on from there.
///
/// Each step is given what happened; a run carries it out. So a surface that needs several requests
/// reads from top to bottom, and stays without side effects.
package indirect enum Procedure {
  /// Sends a request; goes on with its answer.
  case send(APIRequest, then: (APIResponse) -> Procedure)
  /// Injects a fault; goes on with the reason for which it was refused, if it was.
  case inject(Fault, then: (String?) -> Procedure)
  /// Waits until an instant, or until the world is as wanted, whichever is first.
  case wait(until: Instant, or: ((World) -> Bool)?, then: () -> Procedure)
  /// Needs the watches to have caught up with what was sent before; then goes on.
  case catchUp(then: () -> Procedure)
  case done(ActionOutcome)
}

extension Procedure {
  /// Ends because it cannot be done in this way; the text says why and what to do.
  static func notModelled(_ reason: String) -> Procedure {
    .done(ActionOutcome(notModelled: reason))
  }

  /// Runs procedures one after the other until one fails; ends with the outcome of the last.
  static func sequence(_ steps: [(ActionOutcome?) -> Procedure]) -> Procedure {
    func run(_ index: Int, _ previous: ActionOutcome?) -> Procedure {
      guard index < steps.count else { return .done(previous ?? ActionOutcome()) }
      return steps[index](previous).then { outcome in
        outcome.isSuccess ? run(index + 1, outcome) : .done(outcome)
      }
    }
    return run(0, nil)
  }

  /// Goes on with another procedure when this one is done.
  func then(_ next: @escaping (ActionOutcome) -> Procedure) -> Procedure {
    switch self {
    case .send(let request, let rest):
      .send(request) { rest($0).then(next) }
    case .inject(let fault, let rest):
      .inject(fault) { rest($0).then(next) }
    case .wait(let until, let condition, let rest):
      .wait(until: until, or: condition) { rest().then(next) }
    case .catchUp(let rest): .catchUp { rest().then(next) }
    case .done(let outcome): next(outcome)
    }
  }
}
