/// A function, initialiser or subscript with a body.
struct FunctionBody {
  /// From 1.
  let line: Int
  let name: String
  /// Lines from the opening to the closing brace.
  let length: Int
}

/// Finds functions in masked code by their keywords and braces.
enum FunctionFinder {
  static func functions(in file: SourceFile) -> [FunctionBody] {
    file.code.indices.compactMap { index in
      guard let name = declaredName(file.code[index]) else { return nil }
      guard let length = bodyLength(file.code, from: index) else { return nil }
      return FunctionBody(line: index + 1, name: name, length: length)
    }
  }

  /// The name of the function that is declared on this line.
  static func declaredName(_ line: Substring) -> String? {
    let words = line.split(whereSeparator: { $0 == " " })
    for (index, word) in words.enumerated() {
      if word == "func" { return index + 1 < words.count ? name(words[index + 1]) : nil }
      for keyword in ["init", "deinit", "subscript"] where word.hasPrefix(keyword) {
        let next = word.dropFirst(keyword.count).first
        if next == nil || next == "(" || next == "?" || next == "<" { return keyword }
      }
      if !modifiers.contains(where: { word.hasPrefix($0) }) { return nil }
    }
    return nil
  }

  private static let modifiers = [
    "@", "public", "package", "internal", "fileprivate", "private", "static", "final", "override",
    "mutating", "nonmutating", "nonisolated", "consuming", "borrowing", "convenience", "required",
    "indirect", "class",
  ]

  private static func name(_ word: Substring) -> String {
    String(word.prefix { $0 != "(" && $0 != "<" })
  }

  /// Lines from the opening to the closing brace of the function that is declared on a line; nil
  /// when it has no body.
  static func bodyLength(_ code: [Substring], from start: Int) -> Int? {
    var brackets = 0
    var braces = 0
    var bodyStart: Int?
    for index in start..<code.count {
      // A requirement of a protocol has no body: the next declaration comes first.
      if bodyStart == nil, index > start, brackets == 0, declaredName(code[index]) != nil {
        return nil
      }
      for character in code[index].utf8 {
        switch character {
        case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
        case UInt8(ascii: "{"):
          if bodyStart == nil, brackets == 0 { bodyStart = index }
          if bodyStart != nil { braces += 1 }
        case UInt8(ascii: "}"):
          guard let begin = bodyStart else {
            if brackets == 0 { return nil }
            continue
          }
          braces -= 1
          if braces == 0 { return index - begin + 1 }
        default: break
        }
      }
    }
    return nil
  }
}
