import Foundation
import Glibc

/// A connection on which a test sends and reads bytes as it likes.
final class RawConnection: Sendable {
  private let descriptor: Int32

  /// - Parameter window: How many bytes the kernel takes in for a client that does not read.
  init(port: Int, window: Int32? = nil, waits: Bool = true) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var window {
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    // A server that never answers fails the test instead of holding it up. Other tests may keep it
    // from its threads for minutes.
    var limit = timeval(tv_sec: 300, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    if !waits { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if waits, result != 0 { throw Failure() }
  }

  struct Failure: Error {}

  deinit { close(descriptor) }

  /// Sends all of it, or as much as the server takes.
  func send(_ bytes: [UInt8]) async {
    await onThread { [self] in
      var sent = 0
      while sent < bytes.count {
        let rest = bytes[sent...]
        let count = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { return }
        sent += count
      }
    }
  }

  func send(_ text: String) async { await send(Array(text.utf8)) }

  /// Reads until `isEnough`, or until the server ends the connection.
  func read(
    portion: Int = 1 << 16, until isEnough: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
  ) async -> [UInt8] {
    await onThread { [self] in
      var received: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: portion)
      while !isEnough(received) {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count <= 0 { break }
        received += buffer[..<count]
      }
      return received
    }
  }

  /// What blocks has a thread of its own: those of tasks are few, and the server needs them.
  private func onThread<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
