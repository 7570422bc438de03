import Foundation

/// The repository that these tests are part of.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

  /// Every Swift file below `Sources`.
  static let sources = files(below: "Sources") { $0.hasSuffix(".swift") }

  /// Every Swift file below `Tests`.
  static let tests = files(below: "Tests") { $0.hasSuffix(".swift") }

  /// What people read: sources, tests, scripts, scenarios and documents, without fixtures.
  static let texts: [SourceFile] =
    sources + tests + files(below: "Scripts") { _ in true }
    + files(below: ".ci") { _ in true } + files(below: "scenarios") { _ in true }
    + topLevel { $0.hasSuffix(".md") || $0.hasSuffix(".swift") }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  static func text(_ path: String) -> String? {
    try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The names of the folders in a folder, sorted.
  static func folders(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: "\(root)/\(path)/\(name)", isDirectory: &isFolder)
      return exists && isFolder.boolValue
    }.sorted()
  }

  /// The files below a folder, in the order of their paths.
  static func files(below folder: String, _ isWanted: (String) -> Bool) -> [SourceFile] {
    guard let found = FileManager.default.enumerator(atPath: root + "/" + folder) else {
      return []
    }
    let paths = found.compactMap { $0 as? String }.filter(isWanted).sorted()
    return paths.compactMap { path in
      text(folder + "/" + path).map { SourceFile(path: folder + "/" + path, text: $0) }
    }
  }

  private static func topLevel(_ isWanted: (String) -> Bool) -> [SourceFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.filter(isWanted).sorted().compactMap { name in
      text(name).map { SourceFile(path: name, text: $0) }
    }
  }
}
