/// How a run ended, beside the verdicts that it delivered.
package struct RunOutcome: Hashable, Sendable {
  /// A signal asked for the end, whether or not anything was left to do.
  package var wasInterrupted = false
  /// Every scenario of the plan was delivered.
  package var isComplete = true

  package init() {}
}
