import Glibc

/// What may be shown to the person who started us, from where the streams go and the environment.
struct Terminal: Sendable {
  /// Colours on standard output.
  let showsColour: Bool
  /// A line on standard error that changes while a run goes on.
  let showsProgress: Bool

  /// - Parameter environment: The value of a variable; nil when it is not set.
  init(
    outputIsTerminal: Bool, errorIsTerminal: Bool, environment: (String) -> String?
  ) {
    func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }
    let isDumb = environment("TERM") == "dumb" || isSet("CI")
    showsColour = outputIsTerminal && !isDumb && !isSet("NO_COLOR")
    showsProgress = errorIsTerminal && !isDumb
  }

  /// For this process.
  static var current: Terminal {
    Terminal(
      outputIsTerminal: StandardStream.output.isTerminal,
      errorIsTerminal: StandardStream.error.isTerminal,
      environment: { getenv($0).map { String(cString: $0) } })
  }

  /// Whether a person can be asked on standard input.
  static var readsFromPerson: Bool { isatty(STDIN_FILENO) == 1 }

  /// The columns of the terminal behind standard error, 80 if that is not known.
  static var columns: Int {
    var size = winsize()
    guard ioctl(StandardStream.error.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 80 }
    return Int(size.ws_col)
  }
}
