import BackendInterface
import GodwitModel

/// One thing that went over the seam, as a trace shows it.
package enum TraceEntry: Sendable {
  /// A request and its answer, sent over `surface` (`console`, `cli` or `virtctl`).
  case request(at: Instant, surface: String, APIRequest, APIResponse)
  /// A fault that was injected, and why the backend refused it if it did.
  case fault(at: Instant, Fault, refusal: String?)
  /// A change that was observed.
  case change(ObjectChange)
  /// Changes that may have been missed, and what is there after them.
  case gap(ObservationGap)
}
