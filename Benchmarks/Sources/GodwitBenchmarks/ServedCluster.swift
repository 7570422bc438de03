import Foundation
import GodwitModel
import KubernetesClient

/// `godwit serve` as a process, for as long as something is done with it.
enum ServedCluster {
  static func serve<Result>(
    _ workspace: Workspace, _ body: (ClusterConnection) async throws -> Result
  ) async throws -> Result {
    let kubeconfig = workspace.folder + "/kubeconfig-" + UUID().uuidString
    let process = Process()
    process.executableURL = URL(filePath: workspace.binary)
    process.arguments = ["serve", "--nodes", "0", "--kubeconfig-out", kubeconfig]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    while !FileManager.default.fileExists(atPath: kubeconfig) {
      guard process.isRunning else { throw ChildProcess.Failure(reason: "serve has ended") }
      try await Task.sleep(for: .milliseconds(10))
    }
    let connection = try ClusterConnection.load(
      from: ConnectionSources(
        kubeconfig: kubeconfig, environment: [:],
        now: {
          Instant(nanosecondsSinceEpoch: Int64(Date().timeIntervalSince1970) * 1_000_000_000)
        }))
    do {
      let result = try await body(connection)
      await connection.transport.shutdown()
      return result
    } catch {
      await connection.transport.shutdown()
      throw error
    }
  }
}
