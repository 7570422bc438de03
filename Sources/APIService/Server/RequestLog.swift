import GodwitModel
import Hummingbird

/// One line a request, as JSON, for those who asked for it.
package struct RequestLog: Sendable {
  private let sink: (@Sendable (String) -> Void)?

  /// - Parameter sink: Gets each line, without its newline; nil writes nothing.
  package init(_ sink: (@Sendable (String) -> Void)? = nil) { self.sink = sink }

  func write(
    _ request: Request, user: UserInfo?, status: Int, since begin: ContinuousClock.Instant
  ) {
    guard let sink else { return }
    let (seconds, attoseconds) = (ContinuousClock.now - begin).components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    // No headers: they hold credentials.
    let line: JSONValue = [
      "method": .string(request.method.rawValue), "path": .string(request.head.path ?? ""),
      "user": user.map { .string($0.name) } ?? .null, "status": .int(status),
      "microseconds": .int(Int(microseconds)),
    ]
    sink(line.text)
  }
}
