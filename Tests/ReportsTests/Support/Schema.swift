import Foundation

/// Jenkins' schema of JUnit XML, where the reference files stand beside the repository, and the
/// program that checks a document against it.
enum Schema {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("../shared/reference/junit-10.xsd").standardizedFileURL.path

  static let validator = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static var isAvailable: Bool {
    validator != nil && FileManager.default.isReadableFile(atPath: path)
  }

  /// What the validator has against the document; empty when it is valid.
  static func complaints(about xml: String) throws -> String {
    guard let validator else { return "no validator" }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("junit-\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    try xml.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: validator)
    process.arguments = ["--noout", "--nonet", "--schema", path, file.path]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "" : text
  }
}
