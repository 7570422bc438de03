import Glibc

/// The commit that is checked out, read from the repository's files without running git.
enum GitRevision {
  /// Of the repository in which `folder` is; nil outside of one, or where it keeps its branches in
  /// a way that is not plain.
  static func current(in folder: String) -> String? {
    var folder = folder
    while !folder.isEmpty {
      if let revision = revision(ofRepository: folder + "/.git") { return revision }
      guard let parent = OutputFile.folder(of: folder) else { return nil }
      folder = parent
    }
    return nil
  }

  private static func revision(ofRepository directory: String) -> String? {
    guard let head = firstLine(of: directory + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return commit(head) }
    let name = head.dropFirst(5)
    if let loose = firstLine(of: directory + "/" + name) { return commit(loose) }
    let packed = lines(of: directory + "/packed-refs").first { $0.hasSuffix(" " + name) }
    return packed.flatMap { commit($0.prefix { $0 != " " }) }
  }

  private static func commit(_ text: some StringProtocol) -> String? {
    let isCommit = text.utf8.count >= 40 && text.allSatisfy(\.isHexDigit)
    return isCommit ? String(text) : nil
  }

  private static func firstLine(of path: String) -> String? { lines(of: path).first }

  /// The lines of a file that is not large; none when it cannot be read.
  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}
