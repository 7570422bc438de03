import GodwitModel

/// Credentials of a plugin, kept until they expire or are refused; however many requests wait for
/// them, the plugin runs once (client-go plugin/pkg/client/auth/exec/exec.go:402 and :419).
actor PluginCredentials: CredentialSource {
  private let plugin: CredentialPlugin
  private let now: @Sendable () -> Instant
  private var answer: CredentialPlugin.Answer?
  private var run: Task<Result<CredentialPlugin.Answer, TransportError>, Never>?
  /// The requests that wait for the run.
  private var waiting: Set<Int> = []
  private var lastNumber = 0

  init(_ plugin: CredentialPlugin, now: @escaping @Sendable () -> Instant) {
    self.plugin = plugin
    self.now = now
  }

  func current() async throws(TransportError) -> Credential {
    if let answer, answer.expires.map({ now() <= $0 }) ?? true { return answer.credential }
    return try await fresh()
  }

  func replacement(for refused: Credential) async throws(TransportError) -> Credential? {
    if let answer, !answer.credential.isSame(as: refused) { return answer.credential }
    let credential = try await fresh()
    return credential.hasContents(of: refused) ? nil : credential
  }

  private func fresh() async throws(TransportError) -> Credential {
    let plugin = plugin
    let task =
      run
      ?? Task {
        do throws(TransportError) {
          return .success(try await plugin.run())
        } catch {
          return .failure(error)
        }
      }
    run = task
    lastNumber += 1
    let number = lastNumber
    waiting.insert(number)
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      Task { await self.leave(number) }
    }
    waiting.remove(number)
    if run == task {
      run = nil
      if case .success(let answer) = result { self.answer = answer }
    }
    return try result.get().credential
  }

  /// A request that waited has been cancelled; the last one ends the plugin.
  private func leave(_ number: Int) {
    guard waiting.remove(number) != nil, waiting.isEmpty else { return }
    run?.cancel()
    run = nil
  }
}
