import Foundation

/// The Python client from PyPI.
enum PythonClient {
  /// Where `kubernetes` is: empty where Python finds it by itself, a folder into which pip has
  /// brought it; nil where neither works.
  static let place: String? = {
    if succeeds(["-c", "import kubernetes"]) { return "" }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "godwit-python-\(ProcessInfo.processInfo.processIdentifier)").path
    let isThere = succeeds([
      "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1",
      "--target", folder, "kubernetes",
    ])
    return isThere ? folder : nil
  }()

  /// Runs a program to its end; the lines that it printed.
  static func run(
    _ path: String, _ arguments: [String], in folder: TemporaryFolder
  ) async throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      place.map { $0.isEmpty ? [:] : ["PYTHONPATH": $0] } ?? [:]
    ) { $1 }
    let output = folder.path(of: "python.out")
    try Data().write(to: URL(filePath: output))
    let file = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardOutput = file
    process.standardError = file
    try process.run()
    process.waitUntilExit()
    return try folder.text(of: "python.out").split(separator: "\n").map(String.init)
  }

  private static func succeeds(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
