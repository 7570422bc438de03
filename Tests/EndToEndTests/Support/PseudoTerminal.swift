import Foundation

/// A terminal for a program that behaves otherwise on one.
final class PseudoTerminal {
  private let ourSide: FileHandle
  /// What the program takes for its terminal; to be closed here once it has started.
  let programSide: FileHandle

  struct Unavailable: Error {}

  // Linux's requests of a terminal's other side (asm-generic/ioctls.h); their macros do not come
  // through to Swift.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init() throws {
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var place: UInt32 = 0
    guard descriptor >= 0, ioctl(descriptor, Self.unlock, &isLocked) == 0,
      ioctl(descriptor, Self.number, &place) == 0
    else { throw Unavailable() }
    ourSide = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let other = open("/dev/pts/\(place)", O_RDWR | O_NOCTTY)
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
