/// The table behind `KindSchema`, read once from its text.
///
/// The text names a type (`PodStatus:`, with `+` before it if it is a kind), then its fields in
/// alphabetical order (`phase=(Pending|Running)`). A shape is one of
///
///     s string   b boolean   i integer   n number   q quantity   t time   x integer or string
///     * anything       (A|B) one of these strings       {s} map of strings       [s] list
///     [Container/name] list with a merge key       Container, core.Container a named type
///
/// where a type without a group is of the section's own. Blanks and line breaks separate words, and
/// may stand before a value of an enumeration.
struct KindSchemaTable: Sendable {
  /// Types of one API group.
  struct Section {
    var group: String
    var text: String
  }

  static let shared = KindSchemaTable(sections: [
    metadata, core, volumes, rbac, disruptionBudgets, leases, kubeVirt, virtualMachines, domain,
    dataVolumes, migrationPolicies,
  ])

  private(set) var typeNames: [String] = []
  private(set) var kindNames: [String] = []
  private(set) var fieldsOfType: [String: [KindSchema.Field]] = [:]
  private(set) var typeOfKind: [String: String] = [:]

  init(sections: [Section]) {
    for section in sections {
      var reader = KindSchemaReader(section)
      while let type = reader.nextType() {
        let name = section.group + "." + type.name
        typeNames.append(name)
        fieldsOfType[name] = type.fields
        guard type.isKind else { continue }
        kindNames.append(type.name)
        typeOfKind[type.name] = name
      }
    }
  }
}

/// Reads the types of a section of the table.
private struct KindSchemaReader {
  private let group: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ section: KindSchemaTable.Section) {
    group = section.group
    bytes = Array(section.text.utf8)
  }

  mutating func nextType() -> (name: String, isKind: Bool, fields: [KindSchema.Field])? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let isKind = skip("+")
    let name = word()
    guard !name.isEmpty, skip(":") else { return nil }
    var fields: [KindSchema.Field] = []
    while let field = nextField() { fields.append(field) }
    return (name, isKind, fields)
  }

  /// The next field of the type; nil where another type begins.
  private mutating func nextField() -> KindSchema.Field? {
    skipBlanks()
    let start = position
    let name = word()
    guard !name.isEmpty, skip("=") else {
      position = start
      return nil
    }
    return (name, shape())
  }

  private mutating func shape() -> FieldShape {
    if skip("(") { return .enumeration(values(until: ")")) }
    if skip("{") {
      let element = shape()
      _ = skip("}")
      return .map(of: element)
    }
    if skip("[") {
      let element = shape()
      let keys = skip("/") ? values(until: "]") : []
      _ = skip("]")
      return .list(of: element, mergeKeys: keys)
    }
    let name = word()
    switch name {
    case "s": return .string
    case "b": return .boolean
    case "i": return .integer
    case "n": return .number
    case "q": return .quantity
    case "t": return .time
    case "x": return .intOrString
    case "*": return .any
    default: return .object(name.utf8.contains(UInt8(ascii: ".")) ? name : group + "." + name)
    }
  }

  /// The values of an enumeration, between `|`, or the merge keys, between `,`.
  private mutating func values(until end: Unicode.Scalar) -> [String] {
    var values: [String] = []
    repeat {
      skipBlanks()
      values.append(word())
    } while skip("|") || skip(",")
    _ = skip(end)
    return values
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, !Self.isDelimiter(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: "="),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"),
      UInt8(ascii: ","):
      true
    default: false
    }
  }
}
