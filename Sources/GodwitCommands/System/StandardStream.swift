import Glibc

/// Standard output or standard error, unbuffered.
struct StandardStream: Sendable {
  let descriptor: Int32

  static let output = StandardStream(descriptor: 1)
  static let error = StandardStream(descriptor: 2)

  /// Writes all of `text`. A reader that went away, as in `godwit list | head`, is no error: what
  /// it does not want is dropped.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }
}

/// What happens when a reader of our output goes away.
enum BrokenPipes {
  /// Lets writes to a closed pipe fail instead of ending the process.
  static func ignore() { signal(SIGPIPE, SIG_IGN) }
}
