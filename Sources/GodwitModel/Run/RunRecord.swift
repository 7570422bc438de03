/// A whole run as it is stored and reported.
package struct RunRecord: Hashable, Sendable {
  package var run: RunHeader
  /// In the order of the plan.
  package var scenarios: [ScenarioRecord]
  /// Nil while the run goes on, or when it was killed.
  package var end: RunEnd?

  package init(run: RunHeader, scenarios: [ScenarioRecord] = [], end: RunEnd? = nil) {
    self.run = run
    self.scenarios = scenarios
    self.end = end
  }
}

/// What is known when a run begins.
package struct RunHeader: Hashable, Sendable {
  /// Unique; chosen by the caller.
  package var id: String
  package var startedAt: Instant
  package var backend: String
  package var backendVersion: String
  package var seed: UInt64
  package var toolVersion: String
  package var host: String
  /// The command line, secrets removed.
  package var arguments: [String]
  package var gitRevision: String?
  /// `2/5`, if the run is one of several.
  package var shard: String?
  /// How many cases the plan has.
  package var plannedScenarios: Int
  /// Anything else of the environment that helps to repeat the run, in order.
  package var environment: [Property]

  /// A name and its value.
  package struct Property: Hashable, Sendable {
    package var name: String
    package var value: String
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(id: String, startedAt: Instant, backend: String, seed: UInt64) {
    self.id = id
    self.startedAt = startedAt
    self.backend = backend
    self.seed = seed
    backendVersion = ""
    toolVersion = ""
    host = ""
    arguments = []
    plannedScenarios = 0
    environment = []
  }
}

/// How a run ended.
package struct RunEnd: Hashable, Sendable {
  package var at: Instant
  package var exitStatus: Int32
  /// False when it was interrupted before all was run.
  package var isComplete: Bool

  package init(at: Instant, exitStatus: Int32, isComplete: Bool) {
    self.at = at
    self.exitStatus = exitStatus
    self.isComplete = isComplete
  }
}

/// One scenario case and all that was done for it.
package struct ScenarioRecord: Hashable, Sendable {
  /// Place in the plan, from 0.
  package var index: Int
  package var id: String
  package var name: String
  package var title: String
  package var file: String
  package var line: Int
  package var criteria: [String]
  package var tags: [String]
  package var parameters: [Scenario.Parameter]
  package var kubevirtVersion: String
  package var nodes: [String]
  package var verdict: Verdict
  /// Passed, but not at the first attempt.
  package var isFlaky: Bool
  /// Why it was skipped or is inconclusive; else empty.
  package var reason: String
  package var attempts: [AttemptRecord]

  package init(index: Int, scenario: Scenario, verdict: Verdict = .skipped, reason: String = "") {
    self.index = index
    id = scenario.id
    name = scenario.name
    title = scenario.title
    file = scenario.location.file
    line = scenario.location.line
    criteria = scenario.criteria
    tags = scenario.tags
    parameters = scenario.parameters
    kubevirtVersion = scenario.given.cluster.kubevirtVersion
    nodes = scenario.given.cluster.nodes.map(\.name)
    self.verdict = verdict
    isFlaky = false
    self.reason = reason
    attempts = []
  }

  /// For readers of stored records.
  package init(index: Int, id: String, name: String, title: String, file: String, line: Int) {
    self.index = index
    self.id = id
    self.name = name
    self.title = title
    self.file = file
    self.line = line
    criteria = []
    tags = []
    parameters = []
    kubevirtVersion = ""
    nodes = []
    verdict = .skipped
    isFlaky = false
    reason = ""
    attempts = []
  }
}

/// One attempt at a scenario.
package struct AttemptRecord: Hashable, Sendable {
  /// From 1.
  package var number: Int
  package var seed: UInt64
  package var verdict: Verdict
  package var reason: String
  /// Why it is inconclusive, if it is and that is known.
  package var cause: InconclusiveCause?
  /// In the backend's time.
  package var startedAt: Instant
  package var endedAt: Instant
  /// What the attempt took on the wall clock.
  package var wallTime: Span
  /// Where VMs ran when the attempt began, in the order of namespace and name. Observations only
  /// tell what changed, so without these a VM that stays where it is could not be drawn.
  package var placements: [PlacementRecord]
  package var steps: [StepRecord]
  package var observations: [ObservationRecord]
  package var requests: [RequestRecord]

  package init(number: Int, seed: UInt64, startedAt: Instant) {
    self.number = number
    self.seed = seed
    self.startedAt = startedAt
    verdict = .passed
    reason = ""
    endedAt = startedAt
    wallTime = .zero
    placements = []
    steps = []
    observations = []
    requests = []
  }
}

/// One step of an attempt.
package struct StepRecord: Hashable, Sendable {
  /// Place in the scenario, from 0.
  package var index: Int
  /// The step's title, or what it does in words.
  package var title: String
  package var criteria: [String]
  package var line: Int
  package var verdict: Verdict
  package var startedAt: Instant
  package var endedAt: Instant
  package var expectations: [ExpectationRecord]

  package init(index: Int, title: String, criteria: [String], line: Int, startedAt: Instant) {
    self.index = index
    self.title = title
    self.criteria = criteria
    self.line = line
    self.startedAt = startedAt
    endedAt = startedAt
    verdict = .passed
    expectations = []
  }
}

/// One expectation of a step: a then, or the answer of a when.
package struct ExpectationRecord: Hashable, Sendable {
  /// `expect`, `always`, `never`, `order`, `unchanged`, `changed`, `answer`, `while`.
  package var form: String
  /// In words: `vm/fedora: migrated, within 2m`.
  package var text: String
  package var line: Int
  package var verdict: Verdict
  package var decidedAt: Instant
  /// Empty when it passed.
  package var mismatches: [MismatchRecord]
  /// What a reader needs beside the mismatches: last transitions, describe output, candidates;
  /// plain text of several lines, empty when it passed.
  package var explanation: String

  package init(form: String, text: String, line: Int, verdict: Verdict, decidedAt: Instant) {
    self.form = form
    self.text = text
    self.line = line
    self.verdict = verdict
    self.decidedAt = decidedAt
    mismatches = []
    explanation = ""
  }
}

/// One difference between what was expected and what was there.
package struct MismatchRecord: Hashable, Sendable {
  /// `vmi/fedora`
  package var subject: String
  /// `status.nodeName`; empty for the object itself.
  package var path: String
  package var expected: String
  package var actual: String
  /// In the file, 0 if unknown.
  package var line: Int

  package init(subject: String, path: String, expected: String, actual: String, line: Int = 0) {
    self.subject = subject
    self.path = path
    self.expected = expected
    self.actual = actual
    self.line = line
  }
}
