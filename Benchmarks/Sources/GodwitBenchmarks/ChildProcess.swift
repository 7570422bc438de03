import Glibc

/// A process that ran to its end.
struct ChildProcess {
  let wallTime: Duration
  /// User and system time.
  let processorTime: Duration
  /// The most memory that was resident, in bytes.
  let maximumResident: Int
  let exitStatus: Int32

  struct Failure: Error {
    let reason: String
  }

  /// Runs a program with nothing to read and its output thrown away.
  static func run(_ arguments: [String]) throws -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
    }
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    let code = posix_spawn(&child, arguments[0], &actions, nil, words, environ)
    guard code == 0 else {
      throw Failure(reason: "\(arguments[0]): \(String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure(reason: "wait4 failed") }
    }
    return ChildProcess(
      wallTime: clock.now - start,
      processorTime: duration(usage.ru_utime) + duration(usage.ru_stime),
      maximumResident: usage.ru_maxrss * 1024,
      exitStatus: status & 0x7F == 0 ? status >> 8 & 0xFF : -1)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
