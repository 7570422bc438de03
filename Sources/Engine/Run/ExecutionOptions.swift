import GodwitModel

/// How a scenario is run.
package struct ExecutionOptions: Sendable {
  /// Of the attempt's record, from 1.
  package var attempt: Int
  /// From which names are generated.
  package var seed: UInt64
  /// Which attempts keep the whole object with each observation.
  package var objects: ObjectRetention
  /// More observations than this end the attempt as inconclusive.
  package var maximumObservations: Int
  /// More time than this, in the backend's time, ends the attempt as inconclusive.
  package var maximumDuration: Span
  /// `within` lasts this many times as long; above 1 only on a live backend (`--patience`).
  package var patience: Int64

  /// Which attempts keep whole objects.
  package enum ObjectRetention: Sendable {
    case never
    case whenNotPassed
    case always
  }

  package init(
    attempt: Int = 1, seed: UInt64 = 1, objects: ObjectRetention = .whenNotPassed,
    maximumObservations: Int = 1_000_000, maximumDuration: Span = .minutes(31 * 24 * 60),
    patience: Int64 = 1
  ) {
    self.attempt = attempt
    self.seed = seed
    self.objects = objects
    self.maximumObservations = maximumObservations
    self.maximumDuration = maximumDuration
    self.patience = patience
  }
}
