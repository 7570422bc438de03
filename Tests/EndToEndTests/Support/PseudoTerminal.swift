import Foundation

/// A terminal for a program that behaves otherwise on one.
final class PseudoTerminal {
  private let ourSide: FileHandle
  /// What the program takes for its terminal; to be closed here once it has started.
  let programSide: FileHandle

  struct Unavailable: Error {}

  init() throws {
    let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
    guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0,
      let name = ptsname(descriptor)
    else { throw Unavailable() }
    ourSide = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let other = open(String(cString: name), O_RDWR | O_NOCTTY)
    guard other >= 0 else { throw Unavailable() }
    programSide = FileHandle(fileDescriptor: other, closeOnDealloc: true)
  }

  /// All that the program shows until it ends.
  func readToEnd() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ourSide.fileDescriptor, &buffer, buffer.count)
      // Linux says EIO when the last one on the other side has closed it.
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
