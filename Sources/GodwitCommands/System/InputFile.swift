import Glibc

/// Files that commands read as they are; scenario files have a reader of their own.
enum InputFile {
  /// The text of the file at `path`; what is not UTF-8 is replaced.
  static func text(_ path: String) throws(FileError) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The bytes of the file at `path`.
  static func bytes(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .last(path) }
    defer { Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .last(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
