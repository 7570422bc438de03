import Foundation
import GodwitModel
import Testing

/// `godwit serve` as a process, and requests to it with curl.
final class ServedProcess {
  let process: RunningCommand
  private let folder: TemporaryFolder
  private let kubeconfig: JSONValue

  /// Starts a server on a free port and returns once it takes connections.
  init(_ folder: TemporaryFolder, _ arguments: [String]) async throws {
    self.folder = folder
    let name = "kc-\(UUID().uuidString)"
    let command = Command(in: folder)
    process = try RunningCommand(command, ["serve", "--kubeconfig-out", name] + arguments)
    while !FileManager.default.fileExists(atPath: folder.path(of: name)) {
      try Task.checkCancellation()
      if process.hasEnded { throw Failure(text: try process.errors()) }
      await Task.yield()
    }
    kubeconfig = try JSONValue(parsing: try folder.text(of: name))
    kubeconfigPath = folder.path(of: name)
  }

  let kubeconfigPath: String

  struct Failure: Error { let text: String }

  var server: String {
    kubeconfig["clusters"]?.array?.first?["cluster"]?["server"]?.string ?? ""
  }

  var contexts: [String] {
    (kubeconfig["contexts"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  /// The answer to a request: its code, and its body.
  ///
  /// - Parameter user: The context whose certificate is shown; nil for none.
  func request(
    _ method: String, _ path: String, as user: String? = "admin", body: String? = nil,
    contentType: String = "application/json", headers: [String] = []
  ) async throws -> (code: Int, body: JSONValue?) {
    var arguments = [
      "--silent", "--show-error", "--cacert", try file("ca.pem", Self.authority), "--request",
      method, "--write-out", "\n%{http_code}", "--max-time", "60",
    ]
    if let user {
      arguments += ["--cert", try file("\(user).pem", "client-certificate-data", of: user)]
      arguments += ["--key", try file("\(user).key", "client-key-data", of: user)]
    }
    for header in headers { arguments += ["--header", header] }
    if let body {
      arguments += ["--header", "Content-Type: \(contentType)", "--data-binary", body]
    }
    let output = try await Self.run("curl", arguments + [server + path])
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.dropLast().joined(separator: "\n")
    return (Int(lines.last ?? "") ?? 0, try? JSONValue(parsing: text))
  }

  private static let authority = "certificate-authority-data"

  private func file(_ name: String, _ key: String, of user: String? = nil) throws -> String {
    let entry =
      if let user {
        kubeconfig["users"]?.array?.first { $0["name"]?.string == user }?["user"]
      } else {
        kubeconfig["clusters"]?.array?.first?["cluster"]
      }
    let data = try #require(entry?[key]?.string.flatMap { Data(base64Encoded: $0) })
    let path = kubeconfigPath + "-" + name
    if !FileManager.default.fileExists(atPath: path) { try data.write(to: URL(filePath: path)) }
    return path
  }

  /// Runs a program to its end and returns what it printed.
  static func run(_ program: String, _ arguments: [String]) async throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
