import Foundation
import ScenarioFormat
import Testing

/// The files that tests read, found beside this source file.
enum Fixtures {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The names of the `*.yaml` files in a directory, without their ending.
  static func names(in directory: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: directory).path())
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: root.appending(path: path)))
  }

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The directory of the repository's own scenarios.
  static let scenarios = root.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios").path()
}
