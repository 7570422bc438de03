import GodwitModel

/// All that a connection is made from; nothing else of the machine is looked at.
package struct ConnectionSources: Sendable {
  /// The file of `--kubeconfig`.
  package var kubeconfig: String?
  /// The name of `--context`.
  package var context: String?
  /// The environment of the process: `KUBECONFIG`, `HOME`, the proxies' variables, and what a
  /// credential plugin gets.
  package var environment: [String: String]
  /// Reads a file whole.
  package var readFile: @Sendable (String) -> FileReading
  /// The time of day, for what expires.
  package var now: @Sendable () -> Instant
  /// Whether a person can be asked on standard input.
  package var isInteractive: Bool

  package init(
    kubeconfig: String? = nil, context: String? = nil, environment: [String: String],
    readFile: @escaping @Sendable (String) -> FileReading = LocalFile.read,
    now: @escaping @Sendable () -> Instant, isInteractive: Bool = false
  ) {
    self.kubeconfig = kubeconfig
    self.context = context
    self.environment = environment
    self.readFile = readFile
    self.now = now
    self.isInteractive = isInteractive
  }
}

/// What came of reading a file.
package enum FileReading: Sendable {
  case contents([UInt8])
  case missing
  /// It is there but cannot be read, in the words of the system.
  case failed(String)
}
