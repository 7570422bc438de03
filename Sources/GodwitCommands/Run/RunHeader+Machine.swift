import Glibc
import GodwitModel

extension RunHeader {
  /// A header with what this machine and process say about a run that begins now.
  static func onThisMachine(backend: String, seed: UInt64) -> RunHeader {
    let now = Clocks.now
    // Two runs of one process would need the same nanosecond to have the same id.
    let id = "\(now.nanosecondsSinceEpoch / 1000)-\(getpid())"
    var header = RunHeader(id: id, startedAt: now, backend: backend, seed: seed)
    header.toolVersion = Godwit.version
    header.host = hostName
    header.arguments = Array(CommandLine.arguments.dropFirst())
    header.gitRevision = workingFolder.flatMap { GitRevision.current(in: $0) }
    return header
  }

  /// The run's id as labels and names of a cluster can have it: as short as it can be.
  var clusterLabel: String {
    id.split(separator: "-").compactMap { Int($0) }.map { String($0, radix: 36) }.joined()
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    // One byte less than there is, since a long name comes without its end.
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
