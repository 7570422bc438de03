import Synchronization

/// The client certificate with which connections are made at present.
///
/// A connection keeps the one with which it was made for as long as it lives, which for a watch may
/// be beyond the day on which the certificate ends; so watches are begun anew when there is another
/// (client-go transport/cert_rotation.go:93 closes all connections then).
final class ShownCertificate: Sendable {
  private struct State {
    var identity: ClientIdentity?
    var changes = 0
  }

  private let state = Mutex(State())

  /// How often there has been another one.
  var changes: Int { state.withLock { $0.changes } }

  /// Notes with what a request is sent.
  func note(_ credential: Credential) {
    guard let identity = credential.identity else { return }
    state.withLock { state in
      if let known = state.identity, known !== identity { state.changes += 1 }
      state.identity = identity
    }
  }
}
