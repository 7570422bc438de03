import GodwitModel

extension ScenarioRecord {
  /// The record as it is stored: whole objects are left out where every attempt of the scenario
  /// passed, since the changed fields tell the story and objects are what takes the room.
  ///
  /// Left out are the objects of observations and the bodies of successful answers. What was sent
  /// and what was refused always stays. Secrets are never stored.
  package func stored(keepObjects: Bool) -> ScenarioRecord {
    let isClean = verdict == .passed && attempts.allSatisfy { $0.verdict == .passed }
    var stored = withoutSecrets()
    if keepObjects || !isClean { return stored }
    for attempt in stored.attempts.indices {
      // Only where there is something to drop: touching an array copies it.
      for index in stored.attempts[attempt].observations.indices
      where stored.attempts[attempt].observations[index].object != nil {
        stored.attempts[attempt].observations[index].object = nil
      }
      for index in stored.attempts[attempt].requests.indices
      where stored.attempts[attempt].requests[index].isSuccess {
        stored.attempts[attempt].requests[index].response = nil
      }
    }
    return stored
  }
}
