import Foundation
import GodwitModel

/// kubectl as it is on this machine, and what it printed elsewhere.
enum Kubectl {
  struct Run {
    let command: String
    let status: Int
    let output: String
    let errors: String
  }

  /// Whether there is a kubectl of version 1.27 or newer.
  static let isThere: Bool = {
    guard let version = try? print("kubectl version --client -o json"),
      let value = try? JSONValue(parsing: version),
      let minor = value["clientVersion"]?["minor"]?.string.flatMap({ Int($0.filter(\.isNumber)) })
    else { return false }
    return minor >= 27
  }()

  /// kubectl, and further versions where a package has brought some.
  static let programs: [String] = {
    let folder = "/usr/lib/google-cloud-sdk/bin/"
    let others = (27...40).map { "\(folder)kubectl.1.\($0)" }
    return ["kubectl"] + others.filter { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static func recorded() throws -> (files: [(String, String)], runs: [Run]) {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/kubectl-output.json")
    let value = try JSONValue(parsing: Array(try Data(contentsOf: path)))
    let files = value["files"]?.object?.members.map { ($0.key, $0.value.string ?? "") } ?? []
    let runs = (value["runs"]?.array ?? []).map {
      Run(
        command: $0["command"]?.string ?? "", status: $0["rc"]?.int ?? 0,
        output: $0["stdout"]?.string ?? "", errors: $0["stderr"]?.string ?? "")
    }
    return (files, runs)
  }

  /// Runs a command line in the folder with this kubeconfig.
  static func run(
    _ command: String, _ folder: TemporaryFolder, _ kubeconfig: String
  ) async throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "KUBECONFIG": kubeconfig, "HOME": folder.path,
    ]
    // Files, not pipes: one pipe that fills up would hold up the other.
    let names = (folder.path(of: "kubectl.out"), folder.path(of: "kubectl.err"))
    for name in [names.0, names.1] { try Data().write(to: URL(filePath: name)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: names.0))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: names.1))
    try process.run()
    process.waitUntilExit()
    return Run(
      command: command, status: Int(process.terminationStatus),
      output: try folder.text(of: "kubectl.out"), errors: try folder.text(of: "kubectl.err"))
  }

  private static func print(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
