/// Reads markup just enough to tell whether every element that is opened is closed.
enum Markup {
  private static let voidElements: Set<String> = ["meta", "input", "br"]

  /// What is wrong with the nesting; nil when all is well.
  static func problem(in text: String) -> String? {
    var open: [Substring] = []
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = endOfTag(rest) else { return "a tag is not closed: <\(rest.prefix(40))" }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") || tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        let name = tag.dropFirst()
        guard let last = open.popLast(), last == name else {
          return "</\(name)> where <\(open.last ?? "nothing")> is open"
        }
        continue
      }
      let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      if name.isEmpty { return "a bare < before \(tag.prefix(20))" }
      if tag.hasSuffix("/") || voidElements.contains(String(name)) { continue }
      open.append(name)
      if name == "script" || name == "style" {
        guard let close = range(of: "</\(name)>", in: rest) else { return "<\(name)> is open" }
        rest = rest[close...]
      }
    }
    return open.isEmpty ? nil : "still open: \(open.joined(separator: " "))"
  }

  private static func endOfTag(_ text: Substring) -> Substring.Index? {
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == ">", !isQuoted { return index }
    }
    return nil
  }

  private static func range(of word: String, in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix(word) }
  }
}
