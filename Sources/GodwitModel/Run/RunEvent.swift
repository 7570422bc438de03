/// What a run tells those who listen: the store, the reports, the terminal, NDJSON.
package enum RunEvent: Sendable {
  case runStarted(RunHeader)
  case scenarioStarted(index: Int, id: String)
  case scenarioFinished(ScenarioRecord)
  case runFinished(RunEnd)
}
