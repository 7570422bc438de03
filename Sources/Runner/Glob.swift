/// A pattern with `*` for any text, `/` included, and `?` for one character.
///
/// Brackets stand for themselves: the ids of matrix cases are full of them.
package struct Glob: Hashable, Sendable {
  private let pattern: [Unicode.Scalar]

  package init(_ pattern: String) {
    self.pattern = Array(pattern.unicodeScalars)
  }

  /// Whether the whole of `text` matches.
  package func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var textIndex = 0
    var patternIndex = 0
    // Where to go on when a match fails after a star: the star, and the text it ends before.
    var star: (pattern: Int, text: Int)?
    while textIndex < text.count {
      if patternIndex < pattern.count, pattern[patternIndex] == "*" {
        star = (patternIndex, textIndex)
        patternIndex += 1
      } else if patternIndex < pattern.count,
        pattern[patternIndex] == "?" || pattern[patternIndex] == text[textIndex]
      {
        patternIndex += 1
        textIndex += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        patternIndex = last.pattern + 1
        textIndex = last.text + 1
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy { $0 == "*" }
  }
}
