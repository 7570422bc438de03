import APIService
import Glibc
import GodwitModel
import ScenarioFormat
import Simulator

/// The file that keeps a served cluster: what it began with, then everything that was asked of it.
/// The same beginning and the same requests make the same cluster.
enum ServedState {
  /// What a cluster began with.
  struct Origin {
    var seed: UInt64
    var epoch: Instant
    var source: Source
    var scenario: Scenario
  }

  /// Where the scenario comes from.
  enum Source {
    /// An empty cluster with so many nodes.
    case nodes(Int)
    /// The text of a file, and which of its scenarios.
    case text(String, path: String, id: String)
  }

  /// The beginning that `path` holds; `new` when there is no such file yet.
  static func origin(_ path: String?, or new: Origin) throws(CommandFailure) -> Origin {
    guard let path, let header = try kept(path)?.origin else { return new }
    guard let seed = header["seed"]?.string.flatMap({ UInt64($0) }),
      let epoch = header["epoch"]?.scalarText.flatMap({ Int64($0) })
    else { throw noState(path, line: 1) }
    var origin = new
    origin.seed = seed
    origin.epoch = Instant(nanosecondsSinceEpoch: epoch)
    if let nodes = header["nodes"]?.int {
      origin.source = .nodes(nodes)
    } else if let text = header["text"]?.string, let file = header["file"]?.string,
      let id = header["id"]?.string
    {
      origin.source = .text(text, path: file, id: id)
    }
    let version = header["kubevirt"]?.string ?? origin.scenario.given.cluster.kubevirtVersion
    origin.scenario = try scenario(origin.source)
    origin.scenario.given.cluster.kubevirtVersion = version
    return origin
  }

  /// The scenario that a source stands for.
  static func scenario(_ source: Source) throws(CommandFailure) -> Scenario {
    switch source {
    case .nodes(let count):
      let location = SourceLocation(file: "", line: 1, column: 1)
      var scenario = Scenario(
        id: "served", name: "served", title: "", namespace: "default", location: location)
      scenario.given.cluster.nodes = (0..<count).map {
        var node = NodeLayout(name: "node\($0 + 1)")
        // As the nodes of scenarios have it.
        node.labels["node-role.kubernetes.io/worker"] = ""
        return node
      }
      return scenario
    case .text(let text, let path, let id):
      let loaded = ScenarioLoader.load(text: text, path: path)
      guard let scenario = loaded.scenarios.first(where: { $0.id == id }) else {
        throw CommandFailure(.invalidScenario, "\(path): there is no scenario \(id)")
      }
      return scenario
    }
  }

  /// Repeats on `host` what the file holds; a last line that was cut off is left out.
  static func resume(_ path: String?, on host: ClusterHost) async throws {
    guard let path, let kept = try kept(path) else { return }
    let control = ControlEndpoint(host: host)
    for (at, request) in kept.entries {
      do throws(SimulationError) {
        try await host.resume(at, request, control)
      } catch {
        throw CommandFailure(.inconclusive, "\(path): the cluster cannot go on: \(error.text)")
      }
    }
  }

  /// Opens the file for what is asked from now on; nil without one.
  static func journal(_ path: String?, _ origin: Origin) throws(CommandFailure) -> Journal? {
    guard let path else { return nil }
    let kept = try kept(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      throw CommandFailure(.usage, "\(path): \(String(cString: strerror(errno)))")
    }
    // What comes next would otherwise be one line with what was cut off.
    if let kept { ftruncate(descriptor, kept.length) }
    let write: @Sendable (String) -> Void = { line in
      let bytes = Array((line + "\n").utf8)
      if !append(bytes, to: descriptor) {
        StandardStream.error.write(
          "warning: \(path): \(String(cString: strerror(errno))); what follows is not kept\n")
      }
    }
    if kept?.origin == nil { write(header(origin).text) }
    return Journal(write)
  }

  private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func header(_ origin: Origin) -> JSONValue {
    var header: JSONObject = [
      "seed": .string(String(origin.seed)),
      "epoch": .number(String(origin.epoch.nanosecondsSinceEpoch)),
      "kubevirt": .string(origin.scenario.given.cluster.kubevirtVersion),
    ]
    switch origin.source {
    case .nodes(let count): header["nodes"] = .int(count)
    case .text(let text, let path, let id):
      header["file"] = .string(path)
      header["id"] = .string(id)
      header["text"] = .string(text)
    }
    return .object(header)
  }

  private static func kept(_ path: String) throws(CommandFailure) -> KeptLines? {
    guard OutputFile.exists(path) else { return nil }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.bytes(path)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    do throws(KeptLines.Failure) {
      return try KeptLines(bytes)
    } catch {
      throw noState(path, line: error.line)
    }
  }

  private static func noState(_ path: String, line: Int) -> CommandFailure {
    CommandFailure(
      .usage,
      "\(path):\(line): this is no state of 'godwit serve'; name another file, or remove it")
  }
}
