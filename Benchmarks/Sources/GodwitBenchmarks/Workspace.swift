import FoundationEssentials
import Glibc

/// Where the benchmarks find Godwit and put their files.
struct Workspace {
  /// The checkout.
  let root: String
  /// The binary that `Scripts/godwit` builds.
  let binary: String
  /// A folder for this run alone, removed at its end.
  let folder: String

  init(root: String) throws {
    self.root = root
    binary = root + "/.build/release/godwit"
    guard access(binary, X_OK) == 0 else {
      throw ChildProcess.Failure(reason: "\(binary) is not there; Scripts/godwit builds it")
    }
    folder = FileManager.default.temporaryDirectory
      .appending(path: "godwit-benchmarks-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// A new folder in the workspace.
  func makeFolder(_ name: String) throws -> String {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// The scenario files that come with Godwit: their paths and bytes.
  func shippedScenarios() throws -> [(path: String, bytes: [UInt8])] {
    let folder = root + "/scenarios"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return try paths.filter { $0.hasSuffix(".yaml") }.sorted().map { path in
      (folder + "/" + path, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + path))))
    }
  }

  /// The bytes of the files that make up a database: SQLite's may be three.
  func size(ofDatabase path: String) throws -> Int {
    var total = 0
    for suffix in ["", "-wal"] where access(path + suffix, R_OK) == 0 {
      var information = stat()
      stat(path + suffix, &information)
      total += Int(information.st_size)
    }
    return total
  }
}
