import GodwitModel

/// How an expectation was decided.
enum Judgement {
  case passed
  case failed(JudgementFailure)
  /// It could not be judged; the text says why.
  case inconclusive(String, InconclusiveCause = .scenarioMistake)
}

/// Why an expectation failed, and the observation that shows it.
struct JudgementFailure {
  /// When it was violated.
  var at: Instant
  /// The observation at which; nil where only time decided.
  var sequence: Int?
  var failures: [ClauseFailure]
  /// What else there is to say, in a sentence.
  var remark: String

  init(at: Instant, sequence: Int? = nil, failures: [ClauseFailure], remark: String = "") {
    self.at = at
    self.sequence = sequence
    self.failures = failures
    self.remark = remark
  }
}
