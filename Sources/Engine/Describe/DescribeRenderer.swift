import GodwitModel

/// Objects as `kubectl describe` prints those without a describer of their own.
///
/// Source: k8s.io/kubectl/pkg/describe `genericDescriber`; the alignment is text/tabwriter's with
/// padding 2. Labels follow kubectl 1.33 and older.
package enum DescribeRenderer {
  /// A whole object with the table of its events; `now` gives their age.
  package static func object(_ object: JSONValue, events: [Event], now: Instant) -> String {
    var table = AlignedText()
    let metadata = object["metadata"]
    table.cells("Name:", metadata?["name"]?.string ?? "")
    table.cells("Namespace:", metadata?["namespace"]?.string ?? "")
    map("Labels:", metadata?["labels"], separator: "=", into: &table)
    annotations(metadata?["annotations"], into: &table)
    append(body(of: object), indent: 0, into: &table)
    if events.isEmpty {
      table.cells("Events:", "<none>")
      return table.text
    }
    table.line("Events:")
    return table.text + EventTable.text(events, now: now)
  }

  /// One part of an object under a heading.
  package static func section(_ key: String, _ value: JSONValue) -> String {
    var table = AlignedText()
    append([.init(key, value)], indent: 0, into: &table)
    return table.text.last == "\n" ? String(table.text.dropLast()) : table.text
  }

  private static func map(
    _ label: String, _ value: JSONValue?, separator: String, into table: inout AlignedText
  ) {
    let members = value?.object?.sortedByKey.members ?? []
    if members.isEmpty { table.cells(label, "<none>") }
    for (index, member) in members.enumerated() {
      let text = member.key + separator + (member.value.scalarText ?? "")
      table.cells(index == 0 ? label : "", text)
    }
  }

  private static func annotations(_ value: JSONValue?, into table: inout AlignedText) {
    let members = (value?.object?.sortedByKey.members ?? []).filter {
      $0.key != LastApplied.annotation
    }
    if members.isEmpty { table.cells("Annotations:", "<none>") }
    for (index, member) in members.enumerated() {
      let label = index == 0 ? "Annotations:" : ""
      let text = member.value.scalarText ?? ""
      let isLong = member.key.utf8.count + text.utf8.count + 2 > 140
      guard isLong || text.contains("\n") else {
        table.cells(label, member.key + ": " + text)
        continue
      }
      table.cells(label, member.key + ":")
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let shown = line.utf8.count > 140 ? line.prefix(138) + "..." : line
        table.cells("", "  " + shown)
      }
    }
  }

  /// The object without what its head has already told.
  private static func body(of object: JSONValue) -> [JSONObject.Member] {
    var body = object.object ?? JSONObject()
    if var metadata = body["metadata"]?.object {
      for key in ["name", "namespace", "labels", "annotations", "managedFields"] {
        metadata[key] = nil
      }
      body["metadata"] = .object(metadata)
    }
    return body.sortedByKey.members
  }

  private static func append(
    _ members: [JSONObject.Member], indent: Int, into table: inout AlignedText
  ) {
    let blanks = String(repeating: "  ", count: indent)
    for member in members {
      let label = blanks + DescribeLabel.text(member.key) + ":"
      switch member.value {
      case .object(let inner):
        table.line(label)
        append(inner.sortedByKey.members, indent: indent + 1, into: &table)
      case .array(let elements):
        table.line(label)
        for element in elements {
          if case .object(let inner) = element {
            append(inner.sortedByKey.members, indent: indent + 1, into: &table)
          } else {
            table.line(blanks + "  " + scalar(element))
          }
        }
      case .null, .bool, .number, .string: table.cells(label, scalar(member.value))
      }
    }
  }

  /// A value as Go's `%v` prints it.
  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .null: return "<nil>"
    case .array(let elements):
      return "[" + elements.map(scalar).joined(separator: " ") + "]"
    case .object(let object):
      let members = object.sortedByKey.members.map { $0.key + ":" + scalar($0.value) }
      return "map[" + members.joined(separator: " ") + "]"
    case .bool, .number, .string: return value.scalarText ?? ""
    }
  }
}
