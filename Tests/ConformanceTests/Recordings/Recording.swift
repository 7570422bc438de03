import Foundation
import GodwitModel

/// A recording of a real control plane: what stood in the cluster, what was asked of it, and every
/// version of every object, in true order.
struct Recording {
  let name: String
  /// What was done, in a sentence.
  let about: String
  let nodes: [JSONValue]
  let machines: [JSONValue]
  let roleBindings: [JSONValue]
  let migrations: JSONValue?
  /// In the order in which things happened.
  let log: [Entry]

  struct Entry {
    /// Since the recording's start.
    let at: Span
    let what: String
    let value: JSONValue
  }

  /// Where the recordings are.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/observed")

  /// Reads `NAME.jsonl`: the layout on the first line, then one entry a line.
  init(named name: String) throws { try self.init(named: name, in: Self.folder) }

  /// Reads `NAME.jsonl` of another folder.
  init(named name: String, in folder: URL) throws {
    self.name = name
    let data = try Data(contentsOf: folder.appending(path: name + ".jsonl"))
    let lines = try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONValue(parsing: [UInt8]($0))
    }
    about = lines.first?["about"]?.string ?? ""
    let layout = lines.first?["layout"]
    nodes = layout?["nodes"]?.array ?? []
    machines = layout?["vms"]?.array ?? []
    roleBindings = layout?["rbac"]?.array ?? []
    migrations = layout?["migrations"]
    let entries = lines.dropFirst().map {
      Entry(at: Self.span($0["t"]), what: $0["what"]?.string ?? "", value: $0)
    }
    log = Self.inTrueOrder(entries)
  }

  /// Versions are ordered by resourceVersion; calls and notes keep their place by time.
  private static func inTrueOrder(_ entries: [Entry]) -> [Entry] {
    func version(_ entry: Entry) -> Int? { entry.value["rv"]?.int }
    let versions = entries.filter { version($0) != nil }
      .sorted { (version($0) ?? 0) < (version($1) ?? 0) }
    return versions + entries.filter { version($0) == nil }
  }

  private static func span(_ value: JSONValue?) -> Span {
    guard case .number(let text)? = value else { return .zero }
    return Span(parsing: text + "s") ?? .zero
  }

  /// Requests and client runs, in order.
  var actions: [Entry] { log.filter { ["call", "try", "virtctl"].contains($0.what) } }

  /// The same with what was done to the cluster besides, by time.
  var script: [Entry] {
    log.filter { ["call", "try", "virtctl", "note"].contains($0.what) }
      .enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// The quota of the namespace, which shows in what it refuses alone.
  var quota: (name: String, resource: String, limit: String)? {
    for entry in log where entry.value["kind"]?.string == "event" {
      let message = entry.value["object"]?["message"]?.string ?? ""
      guard let name = Self.text(in: message, after: "exceeded quota: "),
        let limit = Self.text(in: message, after: "limited: ")?.split(separator: "="),
        limit.count == 2
      else { continue }
      return (name, String(limit[0]), String(limit[1]))
    }
    return nil
  }

  /// The text after some words, up to a comma.
  private static func text(in message: String, after words: String) -> String? {
    guard let range = message.range(of: words) else { return nil }
    return String(message[range.upperBound...].prefix { $0 != "," })
  }

  /// When the script ended.
  var end: Span { log.map(\.at).max() ?? .zero }

  /// When the first machine was created.
  var creation: Span {
    log.first { $0.what == "seen" && $0.value["kind"]?.string == "vmi" }?.at ?? .zero
  }
}
