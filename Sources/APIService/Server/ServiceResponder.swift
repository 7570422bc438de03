import GodwitModel
import HTTPTypes
import Hummingbird
import NIOCore

/// Carries requests from HTTP to the cluster and answers back.
struct ServiceResponder: HTTPResponder {
  typealias Context = ServiceContext

  let host: ClusterHost
  let authentication: Authentication
  let log: RequestLog
  let control: ControlEndpoint
  /// How long a client may take to read what is sent to it, or to send what it has begun.
  let patience: Patience

  func respond(to request: Request, context: ServiceContext) async throws -> Response {
    let begin = ContinuousClock.now
    guard let user = await authentication.user(of: request, context) else {
      return finish(StatusAnswer.unauthorized, of: request, by: nil, since: begin, context)
    }
    let body: [UInt8]
    do {
      body = try await read(request, from: context.channel)
    } catch is NIOTooManyBytesError {
      var response = finish(StatusAnswer.bodyTooLarge, of: request, by: user, since: begin, context)
      // What is left of the body is not read.
      response.headers[.connection] = "close"
      return response
    }
    let wire = Self.wireRequest(request, body, user)
    if let answer = await control.answer(wire) {
      return finish(answer, of: request, by: user, since: begin, context)
    }
    switch await host.answer(wire) {
    case .response(let response):
      return finish(response, of: request, by: user, since: begin, context)
    case .watch(let head, let stream):
      log.write(request, user: user, status: head.status, since: begin)
      return Response(
        status: .init(code: head.status), headers: Self.fields(head.headers),
        body: WatchBody(
          host: host, stream: stream, channel: context.channel, patience: patience
        ).body)
    }
  }

  private func read(_ request: Request, from channel: any Channel) async throws -> [UInt8] {
    var request = request
    let headers = request.headers
    if headers[.contentLength] == nil, headers[.transferEncoding] == nil { return [] }
    return try await patience.bound(on: channel) {
      Array(buffer: try await request.collectBody(upTo: RequestBody.limit))
    }
  }

  private func finish(
    _ answer: WireResponse, of request: Request, by user: UserInfo?,
    since begin: ContinuousClock.Instant, _ context: ServiceContext
  ) -> Response {
    log.write(request, user: user, status: answer.status, since: begin)
    return Response(
      status: .init(code: answer.status), headers: Self.fields(answer.headers),
      body: AnswerBody(answer.body, channel: context.channel, patience: patience).body)
  }

  private static func wireRequest(
    _ request: Request, _ body: [UInt8], _ user: UserInfo
  ) -> WireRequest {
    let target = request.head.path ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return WireRequest(
      request.method.rawValue, parts.first.map(String.init) ?? "/",
      query: parts.count > 1 ? String(parts[1]) : "",
      headers: request.headers.map { WireHeader($0.name.rawName, $0.value) }, body: body,
      user: user)
  }

  private static func fields(_ headers: [WireHeader]) -> HTTPFields {
    var fields = HTTPFields()
    for header in headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    return fields
  }
}
