import Glibc

/// Files of this machine.
package enum LocalFile {
  /// More than any kubeconfig, certificate or token has.
  private static let mostBytes = 16 << 20

  /// Reads the file at `path` whole.
  package static func read(_ path: String) -> FileReading {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return failure }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return failure }
      if count == 0 { return .contents(bytes) }
      bytes += buffer[..<count]
      if bytes.count > mostBytes { return .failed("File too large") }
    }
  }

  private static var failure: FileReading {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing }
    return .failed(String(cString: strerror(code)))
  }
}
