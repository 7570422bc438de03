/// The ids of a scenario's cases: stable, unique, and readable.
enum CaseIdentity {
  /// Longer texts of values are shortened.
  private static let maximumLength = 48

  /// The id of each row: the name, or `name[key=value,key2=value2]`.
  static func ids(name: String, matrix: Matrix) -> [String] {
    if matrix.keys.isEmpty { return [name] }
    var used: [String: Int] = [:]
    return matrix.rows.map { row in
      let values = zip(matrix.keys, row).map { $0.name + "=" + value(of: $1) }
      let id = "\(name)[\(values.joined(separator: ","))]"
      let count = (used[id] ?? 0) + 1
      used[id] = count
      return count == 1 ? id : "\(id)#\(count)"
    }
  }

  /// The value as it stands in ids and parameters.
  static func value(of node: Node) -> String {
    let text = node.shortText
    let scalars = text.unicodeScalars
    if scalars.count <= maximumLength, !scalars.contains(where: \.isControl) { return text }
    var short = ""
    for scalar in scalars.prefix(maximumLength - 12) {
      short.unicodeScalars.append(scalar.isControl ? " " : scalar)
    }
    return short + "…" + hash(text)
  }

  /// Eight hexadecimal digits of the text: FNV-1a, 32 bits.
  static func hash(_ text: String) -> String {
    var value: UInt32 = 2_166_136_261
    for byte in text.utf8 { value = (value ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The namespace of a scenario: its name as a label of DNS, at most 63 characters.
  static func namespace(of name: String) -> String {
    var label = ""
    for byte in name.lowercased().utf8 {
      let isKept = TextRule.isAlphanumeric(byte)
      if isKept || label.utf8.last != UInt8(ascii: "-") {
        label.unicodeScalars.append(isKept ? Unicode.Scalar(byte) : "-")
      }
    }
    let trimmed = label.drop { $0 == "-" }
    label = String(trimmed)
    while label.last == "-" { label.removeLast() }
    if label.utf8.count <= 63 { return label.isEmpty ? "scenario" : label }
    return label.prefix(54) + "-" + hash(name)
  }
}

extension Node {
  /// The value on one line, as in flow style without blanks: `403`, `{code:403}`, `[a,b]`.
  var shortText: String {
    switch content {
    case .scalar(let scalar): scalar.text
    case .invalid: "?"
    case .sequence(let elements): "[" + elements.map(\.shortText).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { $0.key + ":" + $0.value.shortText }.joined(separator: ",") + "}"
    }
  }
}
