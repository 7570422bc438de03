import BackendInterface
import GodwitModel

/// A session that answers from a script and delivers the changes that it was given.
final class FakeSession: BackendSession, @unchecked Sendable {
  // One test task uses it at a time, as the protocol demands.
  private(set) var now: Instant
  let namespace = "demo"
  let initialObjects: [APIObject]
  private(set) var requests: [APIRequest] = []
  private(set) var faults: [Fault] = []
  private var pending: [Sighting] = []
  private let answer: (APIRequest, FakeSession) -> APIResponse
  /// What the backend throws at the next wait.
  var failure: BackendError?

  init(
    objects: [APIObject] = [], start: Instant = .simulationEpoch,
    answer: @escaping (APIRequest, FakeSession) -> APIResponse = { _, _ in
      APIResponse(code: 404, body: ["kind": "Status", "code": 404, "message": "not scripted"])
    }
  ) {
    now = start
    initialObjects = objects
    self.answer = answer
  }

  /// Has a change observed so long after the session's start.
  func schedule(_ type: ChangeType, _ object: APIObject, after span: Span) {
    insert(.change(ObjectChange(at: .simulationEpoch + span, type: type, object: object)))
  }

  /// Has a change observed at the present time, or so long after it.
  func deliver(_ type: ChangeType, _ object: APIObject, in span: Span = .zero) {
    insert(.change(ObjectChange(at: now + span, type: type, object: object)))
  }

  /// Has changes missed.
  func miss(_ gap: ObservationGap) { insert(.gap(gap)) }

  private func insert(_ sighting: Sighting) {
    let index = pending.firstIndex { $0.at > sighting.at } ?? pending.endIndex
    pending.insert(sighting, at: index)
  }

  func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    requests.append(request)
    return answer(request, self)
  }

  func inject(_ fault: Fault) async throws(BackendError) { faults.append(fault) }

  func next(before deadline: Instant) async throws(BackendError) -> Sighting? {
    if let failure { throw failure }
    guard let first = pending.first, first.at <= deadline else {
      now = max(now, deadline)
      return nil
    }
    pending.removeFirst()
    now = max(now, first.at)
    return first
  }

  func close(after verdict: Verdict) async {}
}

extension Sighting {
  fileprivate var at: Instant {
    switch self {
    case .change(let change): change.at
    case .gap(let gap): gap.at
    }
  }
}
