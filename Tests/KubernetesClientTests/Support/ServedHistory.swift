import APIService
import GodwitModel
import Testing

/// Every version of the config maps of a namespace, as the server itself has it.
struct ServedHistory {
  struct Version: Equatable {
    var version: Int
    var type: ChangeType
    var name: String
    var json: JSONValue
  }

  static let path = "/api/v1/namespaces/demo/configmaps"

  private let host: ClusterHost
  private var stream: WatchStream
  private var initial: [String: Int] = [:]
  private(set) var versions: [Version] = []

  init(_ host: ClusterHost) async throws {
    self.host = host
    guard case .response(let list) = await host.answer(WireRequest("GET", Self.path)) else {
      throw CancellationError()
    }
    let body = try JSONValue(parsing: list.body)
    let from = try #require(body["metadata"]?["resourceVersion"]?.string)
    for item in body["items"]?.array ?? [] {
      initial[try #require(item["metadata"]?["name"]?.string)] = try Self.version(of: item)
    }
    let request = WireRequest("GET", Self.path, query: "watch=true&resourceVersion=\(from)")
    guard case .watch(_, let stream) = await host.answer(request) else {
      throw CancellationError()
    }
    self.stream = stream
  }

  /// Takes in what has happened since.
  mutating func catchUp() async throws {
    let frames: [[UInt8]]
    (stream, frames) = await host.frames(of: stream)
    for frame in frames {
      let json = try JSONValue(parsing: frame)
      let object = try #require(json["object"])
      versions.append(
        Version(
          version: try Self.version(of: object),
          type: try #require(json["type"]?.string.flatMap(ChangeType.init(rawValue:))),
          name: try #require(object["metadata"]?["name"]?.string), json: object))
    }
  }

  /// The version of each object as it was at `version`.
  func objects(at version: Int) -> [String: Int] {
    var objects = initial
    for change in versions where change.version <= version {
      objects[change.name] = change.type == .deleted ? nil : change.version
    }
    return objects
  }

  /// The first version after `version`.
  func next(after version: Int) -> Version? { versions.first { $0.version > version } }

  private static func version(of object: JSONValue) throws -> Int {
    try #require(object["metadata"]?["resourceVersion"]?.string.flatMap { Int($0) })
  }
}
