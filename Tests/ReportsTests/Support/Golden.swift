import Foundation
import Testing

/// A file of the repository that says what a report must be, byte for byte. Run the tests with
/// `UPDATE_GOLDENS=1` to write them anew, and read the difference before committing it.
enum Golden {
  static func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Goldens/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    if text == expected { return }
    let actualLines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(actualLines, expectedLines).prefix { $0 == $1 }.count
    let actual = line < actualLines.count ? String(actualLines[line]) : "(end)"
    let wanted = line < expectedLines.count ? String(expectedLines[line]) : "(end)"
    Issue.record(
      "\(name):\(line + 1) differs\n  expected: \(wanted)\n  actual:   \(actual)",
      sourceLocation: sourceLocation)
  }
}
