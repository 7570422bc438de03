import BackendInterface
import GodwitModel

/// What a run wants done next.
package enum RunCommand {
  case send(APIRequest, surface: String)
  case inject(Fault)
  /// Waits for the next change, at the longest until then.
  case next(before: Instant)
  case finish
}

/// What happened since a run's last command.
package enum RunOccurrence {
  case began
  case answered(APIResponse)
  case injected(refusal: String?)
  case observed(ObjectChange)
  /// Changes may have come and gone unseen.
  case missed(ObservationGap)
  /// Nothing was observed before the instant that was asked for.
  case reached(Instant)
  /// The backend could not go on.
  case failed(BackendError)
  case interrupted
}
