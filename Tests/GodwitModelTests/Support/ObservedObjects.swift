import FoundationEssentials
import GodwitModel
import Testing

/// The versions of objects in the recordings of a real control plane.
enum ObservedObjects {
  /// One version: its recording, its kind (`vmi`, `vmim`, `pod`), its name and what was seen.
  struct Version: Sendable {
    var recording: String
    var kind: String
    var name: String
    var object: JSONValue
  }

  /// Every version of every object, in the order in which they were seen.
  static let versions: Result<[Version], any Error> = Result { try load() }

  private static var directory: URL {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.appending(path: "ConformanceTests/Fixtures/observed")
  }

  private static func load() throws -> [Version] {
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    var versions: [Version] = []
    for file in files.sorted() where file.hasSuffix(".jsonl") {
      let bytes = try [UInt8](Data(contentsOf: directory.appending(path: file)))
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let entry = try JSONValue(parsing: Array(line))
        guard entry["what"]?.string == "seen" || entry["what"]?.string == "gone",
          let kind = entry["kind"]?.string, let object = entry["object"] ?? entry["last"]
        else { continue }
        versions.append(
          Version(
            recording: file, kind: kind, name: object["name"]?.string ?? "", object: object))
      }
    }
    return versions
  }
}
