import GodwitModel

/// A procedure that is under way.
struct Activity {
  var procedure: Procedure
  /// The surface over which its requests go.
  let surface: String
  /// The step that began it.
  let step: Int

  /// Where it stands at an instant.
  enum State {
    case sends
    case injects
    case waits(until: Instant)
    case needsCatchUp
    case ended(ActionOutcome)
  }

  /// Goes on as far as it can without anything being sent or waited for.
  mutating func advance(in world: World, isCaughtUp: Bool) -> State {
    while true {
      switch procedure {
      case .send: return .sends
      case .inject: return .injects
      case .wait(let until, let condition, let next):
        guard world.now >= until || condition?(world) == true else {
          return .waits(until: until)
        }
        procedure = next()
      case .catchUp(let next):
        guard isCaughtUp else { return .needsCatchUp }
        procedure = next()
      case .done(let outcome): return .ended(outcome)
      }
    }
  }
}
