import CYAML
import ScenarioFormat

/// Reading and checking scenario files, beside libyaml's events of the same bytes.
enum Parsing {
  static func measure(_ workspace: Workspace, _ table: inout ResultTable) throws {
    let shipped = try workspace.shippedScenarios()
    let typical = Array(PlainMigration.text(name: "plain").utf8)
    add(&table, "parse, \(typical.count) B", [("plain.yaml", typical)], times: 200)
    let size = shipped.map(\.bytes.count).reduce(0, +)
    add(
      &table, "parse, \(shipped.count) shipped files, \(size / shipped.count) B on average",
      shipped, times: 3)
  }

  private static func add(
    _ table: inout ResultTable, _ what: String, _ files: [(path: String, bytes: [UInt8])],
    times: Int
  ) {
    let floor = Measurement(operations: times * files.count) {
      for _ in 0..<times { for file in files { precondition(countEvents(file.bytes) > 0) } }
    }
    let measured = Measurement(operations: times * files.count) {
      for _ in 0..<times {
        for file in files {
          let loaded = ScenarioLoader.load(bytes: file.bytes, path: file.path)
          precondition(!loaded.hasErrors, "\(file.path): \(loaded.diagnostics)")
        }
      }
    }
    table.add(what, measured, floor: ("libyaml", floor))
  }

  /// Reads all events of a text, and does nothing with them.
  private static func countEvents(_ bytes: [UInt8]) -> Int {
    var parser = yaml_parser_t()
    var event = yaml_event_t()
    yaml_parser_initialize(&parser)
    defer { yaml_parser_delete(&parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var count = 0
      while yaml_parser_parse(&parser, &event) == 1 {
        count += 1
        let isLast = event.type == YAML_STREAM_END_EVENT
        yaml_event_delete(&event)
        if isLast { return count }
      }
      return 0
    }
  }
}
