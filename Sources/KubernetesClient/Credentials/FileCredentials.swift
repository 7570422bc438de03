import GodwitModel
import Synchronization

/// Tokens and client certificates that stand in files, which others may replace.
///
/// A token's file is read again after a minute (client-go transport/token_source.go:79), that of a
/// certificate after five (transport/cert_rotation.go:37), and both after a 401. What could be
/// read last stands while a file cannot be read.
final class FileCredentials: CredentialSource {
  /// What is read again, and how.
  struct Reading: Sendable {
    var period: Span
    var read: @Sendable () throws(ConnectionError) -> Credential
  }

  private let reading: Reading
  private let now: @Sendable () -> Instant
  private let state: Mutex<(credential: Credential, readAt: Instant)>

  /// - Throws: What the first reading says.
  init(_ reading: Reading, now: @escaping @Sendable () -> Instant) throws(ConnectionError) {
    self.reading = reading
    self.now = now
    state = Mutex((try reading.read(), now()))
  }

  func current() async throws(TransportError) -> Credential {
    let now = now()
    return state.withLock { state in
      if now - state.readAt >= reading.period { update(&state, now) }
      return state.credential
    }
  }

  func replacement(for refused: Credential) async throws(TransportError) -> Credential? {
    let now = now()
    return state.withLock { state in
      // Another request may have read the file again already.
      if state.credential.isSame(as: refused) { update(&state, now) }
      return state.credential.isSame(as: refused) ? nil : state.credential
    }
  }

  private func update(_ state: inout (credential: Credential, readAt: Instant), _ now: Instant) {
    if let credential = try? reading.read() {
      if !credential.hasContents(of: state.credential) { state.credential = credential }
    }
    state.readAt = now
  }
}
