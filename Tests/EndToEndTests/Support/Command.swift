import Foundation

/// What a run of the tool left.
struct CommandResult {
  let status: Int32
  /// Whether a signal ended it.
  let wasKilled: Bool
  let output: String
  let errors: String
}

/// The built tool, run as a process of its own.
struct Command {
  /// The tool stands beside the test bundle, whichever build that is.
  static let tool: URL = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(filePath: bundle ?? CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "godwit")
  }()

  let folder: TemporaryFolder
  /// Beside the path to programs, nothing else is in the environment.
  var environment: [String: String] = [:]

  init(in folder: TemporaryFolder) { self.folder = folder }

  /// Runs the tool in the folder to its end.
  func run(_ arguments: String...) async throws -> CommandResult {
    let process = try RunningCommand(self, arguments)
    return try await process.result()
  }

  /// Starts the tool and returns while it runs.
  func start(_ arguments: String...) throws -> RunningCommand {
    try RunningCommand(self, arguments)
  }
}

/// The tool while it runs.
final class RunningCommand {
  private let process = Process()
  private let folder: TemporaryFolder
  private let name = UUID().uuidString
  private let ends: AsyncStream<Void>

  /// - Parameters:
  ///   - output: Where standard output goes; nil is a file.
  ///   - errors: Where standard error goes; nil is a file.
  init(
    _ command: Command, _ arguments: [String], output: FileHandle? = nil,
    errors: FileHandle? = nil
  ) throws {
    folder = command.folder
    process.executableURL = Command.tool
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(
      command.environment
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output ?? Self.file(folder.path(of: name + ".out"))
    process.standardError = try errors ?? Self.file(folder.path(of: name + ".err"))
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    ends = stream
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }

  var hasEnded: Bool { !process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// What standard error has so far.
  func errors() throws -> String { try folder.text(of: name + ".err") }

  /// Waits for the end.
  func result() async throws -> CommandResult {
    for await _ in ends {}
    return CommandResult(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      output: (try? folder.text(of: name + ".out")) ?? "",
      errors: (try? folder.text(of: name + ".err")) ?? "")
  }
}
