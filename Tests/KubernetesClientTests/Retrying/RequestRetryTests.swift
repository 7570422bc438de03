import FaultProxy
import GodwitModel
import Testing

@testable import KubernetesClient

/// What is sent again, and what is not.
@Suite struct RequestRetryTests {
  private static let read = APIRequest(.get, "/api/v1/namespaces/demo/pods/a")
  private static let write = APIRequest(
    .post, "/api/v1/namespaces/demo/pods", body: ["kind": "Pod"])
  private static let eviction = APIRequest(
    .post, "/api/v1/namespaces/demo/pods/virt-launcher-a/eviction", body: ["kind": "Eviction"])

  private static func send(
    _ request: APIRequest, _ answers: [ScriptedTransport.Answer],
    as identity: RequestIdentity = .own, time: SteppedTime = SteppedTime()
  ) async -> (Result<APIResponse, ClientError>, attempts: Int) {
    let transport = ScriptedTransport(answers)
    let client = KubernetesClient(transport, time: time, randomness: SeededRandomness())
    let result: Result<APIResponse, ClientError>
    do throws(ClientError) {
      result = .success(try await client.send(request, as: identity))
    } catch {
      result = .failure(error)
    }
    return (result, transport.requests.count)
  }

  private static let done = ScriptedTransport.Answer.response(
    TransportResponse(status: 200, body: Array("{}".utf8)))

  @Test(
    arguments: [
      .response(Wire.text(503, "down")), .response(Wire.text(502, "bad gateway")),
      .response(Wire.text(504, "late")), .response(Wire.text(500, "oh")),
      .response(Wire.text(429)), .response(Wire.text(429, retryAfter: "1")),
      .response(
        Wire.status(429, "storage is (re)initializing", reason: "TooManyRequests", retryAfter: 1)),
      .response(Wire.status(500, "etcdserver: leader changed")),
      .failure(.unreachable("connection refused")), .failure(.interrupted("reset")),
      .failure(.timedOut("nothing came for 65s")),
    ] as [ScriptedTransport.Answer])
  func readsAreSentAgain(_ fault: ScriptedTransport.Answer) async throws {
    let (result, attempts) = await Self.send(Self.read, [fault, fault, Self.done])
    #expect(try result.get().code == 200)
    #expect(attempts == 3)
  }

  @Test(
    arguments: [
      .response(Wire.text(429, retryAfter: "1")), .response(Wire.text(429)),
      .response(Wire.text(503, "shutting down", retryAfter: "1")),
      .response(
        Wire.status(429, "storage is (re)initializing", reason: "TooManyRequests", retryAfter: 1)),
      .failure(.unreachable("connection refused")),
    ] as [ScriptedTransport.Answer])
  func writesAreSentAgainWhereNothingWasDone(_ fault: ScriptedTransport.Answer) async throws {
    let (result, attempts) = await Self.send(Self.write, [fault, Self.done])
    #expect(try result.get().code == 200)
    #expect(attempts == 2)
  }

  @Test(
    arguments: [
      .response(Wire.text(503, "down")), .response(Wire.text(502, "bad gateway")),
      .response(Wire.text(504, "late")), .response(Wire.text(500, "oh")),
      .response(Wire.status(500, "etcdserver: request timed out")),
      .failure(.interrupted("the connection was reset")), .failure(.timedOut("nothing came")),
    ] as [ScriptedTransport.Answer])
  func otherWritesAreNot(_ fault: ScriptedTransport.Answer) async {
    let (result, attempts) = await Self.send(Self.write, [fault, Self.done])
    guard case .failure(.unavailable(let text)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(text.hasPrefix("whether POST /api/v1/namespaces/demo/pods was done is not known"))
    #expect(attempts == 1)
  }

  @Test(arguments: [
    APIRequest(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body: ["kind": "x"]),
    APIRequest(.delete, "/api/v1/nodes/a", query: [QueryItem("dryRun", "All")]),
    APIRequest(.post, "/api/v1/namespaces/demo/serviceaccounts/mia/token", body: ["kind": "x"]),
  ])
  func whatStoresNothingIsSentAgain(_ request: APIRequest) async throws {
    let (result, attempts) = await Self.send(
      request, [.failure(.interrupted("reset")), Self.done])
    #expect(try result.get().code == 200)
    #expect(attempts == 2)
  }

  @Test(arguments: [
    Wire.status(
      429,
      "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "
        + "Eviction triggered evacuation of VMI \"demo/solo\""),
    Wire.status(
      429, "Cannot evict pod as it would violate the pod's disruption budget.",
      reason: "TooManyRequests",
      details: [
        "causes": [["reason": "DisruptionBudget", "message": "needs 1 healthy pods and has 1"]]
      ]),
    Wire.status(
      429, "Cannot evict pod as it would violate the pod's disruption budget.",
      reason: "TooManyRequests",
      details: ["causes": [["reason": "DisruptionBudget", "message": "still being processed"]]],
      retryAfter: 10),
  ])
  func aRefusedEvictionIsAnAnswer(_ response: TransportResponse) async throws {
    let (result, attempts) = await Self.send(Self.eviction, [.response(response), Self.done])
    #expect(try result.get() == APIResponse(response, to: TransportRequest("POST", "/")))
    #expect(try result.get().code == 429)
    #expect(attempts == 1)
  }

  @Test func aThrottledEvictionIsSentAgain() async throws {
    let (result, attempts) = await Self.send(
      Self.eviction, [.response(Wire.text(429, retryAfter: "1")), Self.done])
    #expect(try result.get().code == 200)
    #expect(attempts == 2)
  }

  @Test func whatTheAPISaysOfItsOwnTroubleIsAnAnswer() async throws {
    let (result, attempts) = await Self.send(
      Self.write,
      [.response(Wire.status(500, "resourceVersion should not be set on objects to be created"))])
    #expect(try result.get().code == 500)
    #expect(attempts == 1)
  }

  @Test func waitsAreBounded() async {
    let time = SteppedTime()
    let faults = Array(
      repeating: ScriptedTransport.Answer.response(Wire.text(503, "down")), count: 100)
    let (result, attempts) = await Self.send(Self.read, faults, time: time)
    #expect(attempts == RetryPolicy.requests.mostAttempts)
    #expect(time.waits.count == attempts - 1)
    #expect(time.waits.allSatisfy { $0 <= RetryPolicy.requests.longestWait })
    guard case .failure(.unavailable(let text)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(
      text.hasPrefix("GET /api/v1/namespaces/demo/pods/a got no answer, \(attempts) times in "))
    #expect(text.hasSuffix("503, the server is currently unable to handle the request"))
  }

  @Test func aWishForTooLongAWaitIsRefused() async {
    let time = SteppedTime()
    let (result, attempts) = await Self.send(
      Self.read, [.response(Wire.text(429, retryAfter: "3600")), Self.done], time: time)
    #expect(throws: ClientError.self) { try result.get() }
    #expect(attempts == 1)
    #expect(time.waits == [])
    let (_, patient) = await Self.send(
      Self.read, [.response(Wire.text(429, retryAfter: "7")), Self.done], time: time)
    #expect(patient == 2)
    #expect(time.waits == [.seconds(7)])
  }

  @Test func credentialsAreNotTriedTwice() async {
    let (result, attempts) = await Self.send(
      Self.read, [.failure(.credentials("exec plugin aws failed")), Self.done])
    #expect(result == .failure(.unavailable("exec plugin aws failed")))
    #expect(attempts == 1)
  }

  @Test func whoAsksIsNotTheScenariosAffair() async {
    let refusal = Wire.status(
      403,
      "pods is forbidden: User \"lab\" cannot impersonate-on:user-info:list resource \"pods\"")
    let mia = RequestIdentity.impersonated(UserInfo(name: "mia"))
    let (result, _) = await Self.send(Self.read, [.response(refusal)], as: mia)
    #expect(throws: ClientError.self) { try result.get() }
    let (own, _) = await Self.send(Self.read, [.response(refusal)])
    #expect((try? own.get().code) == 403)
    let (unknown, _) = await Self.send(Self.read, [.response(Wire.status(401, "Unauthorized"))])
    #expect(throws: ClientError.self) { try unknown.get() }
  }
}
