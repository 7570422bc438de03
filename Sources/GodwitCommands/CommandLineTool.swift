import ArgumentParser
import GodwitModel

/// From arguments to an exit code.
package enum CommandLineTool {
  /// Runs the command that `arguments`, without the tool's own name, ask for.
  ///
  /// Standard output gets the result, and help that was asked for; standard error the rest.
  package static func run(_ arguments: [String]) async -> Int32 {
    BrokenPipes.ignore()
    do {
      var command = try Godwit.parseAsRoot(withValues(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return ExitStatus.passed.rawValue
    } catch {
      return report(error)
    }
  }

  /// `--keep` alone keeps namespaces; the parser knows no option with a value that may be missing.
  static func withValues(_ arguments: [String]) -> [String] {
    var result: [String] = []
    for (index, argument) in arguments.enumerated() {
      let next = index + 1 < arguments.count ? arguments[index + 1] : ""
      let hasValue = ReportOptions.Kept(rawValue: next) != nil
      result.append(argument == "--keep" && !hasValue ? "--keep=namespaces" : argument)
      if argument == "--" { return result + arguments[(index + 1)...] }
    }
    return result
  }

  private static func report(_ error: any Error) -> Int32 {
    if let failure = error as? CommandFailure {
      if !failure.message.isEmpty { StandardStream.error.write("Error: \(failure.message)\n") }
      return failure.status.rawValue
    }
    let code = Godwit.exitCode(for: error)
    let message = Godwit.fullMessage(for: error)
    if code == .success {
      StandardStream.output.write(message + "\n")
      return ExitStatus.passed.rawValue
    }
    if !message.isEmpty { StandardStream.error.write(message + "\n") }
    // The parser ends with 64 for wrong usage; everything else that it does not know is ours.
    return (code == .validationFailure ? ExitStatus.usage : .internalError).rawValue
  }
}

/// Ends a command with an exit code.
struct CommandFailure: Error {
  var status: ExitStatus
  /// Shown on standard error; empty when all was said.
  var message: String

  init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }
}
