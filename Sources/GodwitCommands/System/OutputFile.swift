import Glibc

/// A file that could not be read or written, and why.
struct FileError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "\(path): \(reason)" }

  /// With the reason in `errno`.
  static func last(_ path: String) -> FileError {
    FileError(path: path, reason: String(cString: strerror(errno)))
  }
}

/// Files and folders that commands write.
enum OutputFile {
  /// Replaces the file at `path` at once: readers see the old one or the whole new one.
  static func replace(_ path: String, with text: String) throws(FileError) {
    let temporary = "\(path).\(getpid()).tmp"
    let writer = try FileWriter(path: temporary)
    do throws(FileError) {
      try writer.write(text)
      try writer.close()
    } catch {
      unlink(temporary)
      throw FileError(path: path, reason: error.reason)
    }
    if rename(temporary, path) != 0 {
      let error = FileError.last(path)
      unlink(temporary)
      throw error
    }
  }

  /// Makes the folder at `path`, and those above it, where they are missing.
  static func makeFolder(_ path: String) throws(FileError) {
    if path.isEmpty || isFolder(path) { return }
    if let parent = folder(of: path) { try makeFolder(parent) }
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .last(path) }
  }

  /// The folder in which `path` is, if it names one.
  static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    return String(path[..<slash])
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}

/// A file that is written piece by piece.
final class FileWriter {
  private let path: String
  private var descriptor: Int32

  /// Empties the file, or makes it.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .last(path) }
  }

  func write(_ text: String) throws(FileError) {
    var text = text
    let failure = text.withUTF8 { bytes -> FileError? in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { return .last(path) }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Closes the file; errors that were put off come up here.
  func close() throws(FileError) {
    let open = descriptor
    descriptor = -1
    if open >= 0, Glibc.close(open) != 0 { throw .last(path) }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }
}
