import GodwitModel
import NIOCore

/// A bound on how long something may take.
enum Deadline {
  /// What was bounded had not ended in time.
  struct Passed: Error {}

  /// Does the work, and cancels it when the time has passed.
  ///
  /// - Throws: ``Passed``, or what the work throws.
  static func within<Value: Sendable>(
    _ limit: Span, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .nanoseconds(limit.nanoseconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw Passed() }
      return value
    }
  }
}

extension Span {
  /// The same for NIO.
  var timeAmount: TimeAmount { .nanoseconds(nanoseconds) }
}
