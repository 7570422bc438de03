import GodwitModel

/// A watch that a client holds: what it wants to see, and how far it has seen it.
package struct WatchStream: Sendable {
  /// Nothing comes any more; the connection is to be closed.
  package internal(set) var isEnded = false
  /// How long the client wants to watch at most, in real time; nil when it did not say.
  package let timeout: Span?

  package init(timeout: Span?) { self.timeout = timeout }
}
