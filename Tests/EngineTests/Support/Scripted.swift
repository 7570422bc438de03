import GodwitModel

@testable import Engine

/// Drives a procedure by hand: the requests that it sends, and how it ends.
struct Scripted {
  private(set) var requests: [APIRequest] = []
  private(set) var outcome: ActionOutcome?

  /// Runs `procedure` with these answers, one a request; an answer too few is a 404.
  init(_ procedure: Procedure, answers: [APIResponse]) {
    var rest = answers[...]
    var current = procedure
    while outcome == nil {
      switch current {
      case .send(let request, let next):
        requests.append(request)
        current = next(rest.popFirst() ?? Scripted.status(404, "NotFound", "not scripted"))
      case .inject(_, let next): current = next(nil)
      case .wait(_, _, let next): current = next()
      case .catchUp(let next): current = next()
      case .done(let ended): outcome = ended
      }
    }
  }

  var lines: [String] { requests.map(Self.line) }
  var client: ClientRun? { outcome?.client }

  /// `PUT /path {body}`
  static func line(_ request: APIRequest) -> String {
    let body = request.body.map { " " + $0.text } ?? ""
    return "\(request.method.rawValue) \(TraceFormat.target(of: request))\(body)"
  }

  static func status(
    _ code: Int, _ reason: String, _ message: String, details: JSONValue? = nil
  ) -> APIResponse {
    var body: JSONObject = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "code": .int(code),
    ]
    if !reason.isEmpty { body["reason"] = .string(reason) }
    body["details"] = details
    return APIResponse(code: code, body: .object(body))
  }

  static func list(_ objects: APIObject...) -> APIResponse {
    APIResponse(code: 200, body: ["kind": "List", "items": .array(objects.map(\.json))])
  }

  static func allowed(_ isAllowed: Bool) -> APIResponse {
    APIResponse(code: 201, body: ["status": ["allowed": .bool(isAllowed)]])
  }

  static func object(_ object: APIObject, code: Int = 200) -> APIResponse {
    APIResponse(code: code, body: object.json)
  }
}

extension Make {
  /// Someone who acts in the namespace `demo`.
  static func surface(
    objects: [APIObject] = [], console: ConsoleVersion = ConsoleVersion(),
    now: Span = .zero, _ change: (inout SurfaceContext) -> Void = { _ in }
  ) -> SurfaceContext {
    let world = World(start: .simulationEpoch, objects: objects)
    world.advance(to: .simulationEpoch + now)
    let evaluation = EvaluationContext(
      world: world, bindings: Bindings(), namespace: "demo", declared: DeclaredNames())
    var context = SurfaceContext(
      user: UserInfo(name: "mia", groups: ["system:authenticated"]), namespace: "demo",
      consoleVersion: console, evaluation: evaluation, names: NameGenerator(seed: 1))
    change(&context)
    return context
  }
}
