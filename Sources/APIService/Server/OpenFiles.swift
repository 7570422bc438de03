import Glibc

/// The files and sockets that the process may have open.
enum OpenFiles {
  /// How many connections are taken at once: later ones wait. Some files stay free for what is no
  /// connection.
  static let connections: Int = {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    // A shell's 1,024 are a default for old programs, and raised by those that want more.
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: min(max(limit.rlim_cur, 96) - 64, 10_000))
  }()
}
