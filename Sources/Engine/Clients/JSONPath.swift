import GodwitModel

/// A path of kubectl's JSONPath: fields, `[0]`, `[*]` and `[?(@.type=="Ready")]`.
struct JSONPath: Equatable, Sendable {
  private enum Part: Equatable, Sendable {
    case field(String)
    case index(Int)
    case all
    case filter(field: String, value: String)
  }

  private var parts: [Part] = []

  /// A template of one expression: `{.status.phase}`; nil for anything else.
  init?(template: String) {
    guard template.hasPrefix("{"), template.hasSuffix("}") else { return nil }
    self.init(String(template.dropFirst().dropLast()))
  }

  /// A path such as `.status.conditions[?(@.type=='Ready')].status`; nil where it says more.
  init?(_ text: String) {
    var rest = Substring(text)
    if rest.first == "$" { rest.removeFirst() }
    while let first = rest.first {
      if first == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        guard let part = Self.bracket(String(inner)) else { return nil }
        parts.append(part)
        rest = rest[rest.index(after: end)...]
      } else {
        if first == "." { rest.removeFirst() }
        var name = ""
        while let next = rest.first, next != ".", next != "[" {
          rest.removeFirst()
          if next == "\\", let escaped = rest.popFirst() {
            name.append(escaped)
          } else {
            name.append(next)
          }
        }
        guard !name.isEmpty else { return nil }
        parts.append(.field(name))
      }
    }
  }

  private static func bracket(_ text: String) -> Part? {
    if text == "*" { return .all }
    if let index = Int(text) { return .index(index) }
    if text.hasPrefix("'"), text.hasSuffix("'"), text.count > 2 {
      return .field(String(text.dropFirst().dropLast()))
    }
    guard text.hasPrefix("?(@."), text.hasSuffix(")") else { return nil }
    let sides = text.dropFirst(4).dropLast().split(separator: "=", omittingEmptySubsequences: true)
    guard sides.count == 2 else { return nil }
    let value = sides[1].filter { $0 != "'" && $0 != "\"" }
    return .filter(field: String(sides[0]), value: String(value))
  }

  /// The values that the path finds.
  func values(in value: JSONValue) -> [JSONValue] {
    parts.reduce([value]) { found, part in
      found.flatMap { value -> [JSONValue] in
        switch part {
        case .field(let name): return value[name].map { [$0] } ?? []
        case .index(let index): return value[index].map { [$0] } ?? []
        case .all: return value.array ?? value.object?.members.map(\.value) ?? []
        case .filter(let field, let wanted):
          return (value.array ?? []).filter { $0[field]?.scalarText == wanted }
        }
      }
    }
  }

  /// The values as kubectl prints them, blanks between.
  func text(in value: JSONValue) -> String {
    values(in: value).map { $0.scalarText ?? ($0.isNull ? "" : $0.text) }.joined(separator: " ")
  }
}
