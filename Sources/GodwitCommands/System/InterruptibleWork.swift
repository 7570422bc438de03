import Runner

/// What a command does until it is done or Ctrl-C or SIGTERM comes.
enum InterruptibleWork {
  /// Does `work`; a signal is told to `interruption`, and where something is made on a cluster, the
  /// work is cancelled, so that it takes that away. Disconnects from the cluster at the end.
  ///
  /// - Parameter onSignal: Clears what stands on the terminal.
  static func run<Success: Sendable>(
    on cluster: LiveCluster?, _ interruption: Interruption,
    onSignal: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable () async throws -> Success
  ) async throws -> Success {
    // A task of its own, which can be cancelled from elsewhere.
    let task = Task { try await work() }
    let signals = SignalWatcher(interruption) {
      onSignal()
      if cluster != nil { task.cancel() }
      StandardStream.error.write(
        cluster == nil
          ? "interrupted: what runs is finished and stored; press again to end at once\n"
          : "interrupted: what was made on the cluster is taken away; press again to end at once "
            + "and leave it to 'godwit clean'\n")
    }
    let result = await task.result
    await cluster?.disconnect()
    signals.stop()
    return try result.get()
  }
}
