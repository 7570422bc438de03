import GodwitModel
import _StringProcessing

/// A pattern made ready for many evaluations: nested maps flattened to paths, merge keys looked up,
/// regular expressions compiled.
package indirect enum Matcher {
  /// Every member must match the value at its path.
  case members([Member])
  case list([Matcher], kind: ListKind)
  case equal(JSONValue, FieldShape?)
  case exists(Bool)
  case not(Matcher)
  case oneOf([JSONValue], FieldShape?)
  case contains(JSONValue)
  case matches(TextPattern)
  case lines([String])
  case compare(Pattern.Comparison, JSONValue, FieldShape?)
  case compareReference(Pattern.Comparison, Target, path: [String], FieldShape?)
  case reference(Target, path: [String], FieldShape?)
  case all([Matcher])
  /// A map, whatever is in it.
  case anyMap

  /// A path below the value, and what must match there.
  package struct Member {
    package let path: [String]
    package let matcher: Matcher
  }

  /// How the elements of a list pattern find theirs.
  package enum ListKind {
    /// Exactly these, in any order.
    case exactly
    /// Each finds the element with the same merge keys.
    case merged(keys: [String])
    case byPosition
  }
}

extension Matcher {
  /// Whether some part of it is compared with another object's field.
  package var usesReferences: Bool {
    switch self {
    case .reference, .compareReference: true
    case .members(let members): members.contains { $0.matcher.usesReferences }
    case .list(let matchers, _), .all(let matchers): matchers.contains(where: \.usesReferences)
    case .not(let inner): inner.usesReferences
    case .equal, .exists, .oneOf, .contains, .matches, .lines, .compare, .anyMap: false
    }
  }
}

/// A compiled regular expression and its text.
package struct TextPattern {
  package let source: String
  let regex: Regex<AnyRegexOutput>

  /// Nil when the text is not a regular expression.
  package init?(_ source: String) {
    guard let regex = try? Regex(source) else { return nil }
    self.source = source
    self.regex = regex.matchingSemantics(.unicodeScalar)
  }

  /// Whether the whole text or a part of it matches.
  package func occurs(in text: String) -> Bool {
    (try? regex.firstMatch(in: text)) != nil
  }
}

/// Makes matchers of patterns.
package struct MatcherCompiler {
  /// What is wrong with the patterns that were compiled, in words.
  package private(set) var problems: [String] = []

  package init() {}

  /// Compiles a pattern for values of a shape; nil where the shape is not known.
  package mutating func compile(_ pattern: Pattern, shape: FieldShape? = nil) -> Matcher {
    switch pattern {
    case .map(let members):
      if members.isEmpty { return .anyMap }
      var flat: [Matcher.Member] = []
      flatten(members, shape: shape, prefix: [], into: &flat)
      return .members(flat)
    case .list(let elements): return compileList(elements, shape: shape)
    case .equal(let value): return .equal(value, shape)
    case .exists(let expected): return .exists(expected)
    case .not(let inner): return .not(compile(inner, shape: shape))
    case .oneOf(let values): return .oneOf(values, shape)
    case .contains(let value): return .contains(value)
    case .matches(let source):
      guard let compiled = TextPattern(source) else {
        problems.append("`\(source)` is not a regular expression")
        return .not(.exists(true))
      }
      return .matches(compiled)
    case .lines(let lines): return .lines(lines.map(TextLines.normalized))
    case .compare(let comparison, let value): return .compare(comparison, value, shape)
    case .compareReference(let comparison, let target, let path):
      return .compareReference(comparison, target, path: path, shape)
    case .reference(let target, let path): return .reference(target, path: path, shape)
    case .all(let patterns): return .all(patterns.map { compile($0, shape: shape) })
    }
  }

  private mutating func flatten(
    _ members: [Pattern.Member], shape: FieldShape?, prefix: [String],
    into flat: inout [Matcher.Member]
  ) {
    for member in members {
      let memberShape = Self.shape(of: member.key, in: shape)
      let path = prefix + [member.key]
      if case .map(let inner) = member.pattern, !inner.isEmpty {
        flatten(inner, shape: memberShape, prefix: path, into: &flat)
      } else {
        flat.append(.init(path: path, matcher: compile(member.pattern, shape: memberShape)))
      }
    }
  }

  private mutating func compileList(_ elements: [Pattern], shape: FieldShape?) -> Matcher {
    var elementShape: FieldShape?
    var mergeKeys = ["name", "type", "uid", "key"]
    if case .list(let inner, let keys) = shape {
      elementShape = inner
      mergeKeys = keys
    }
    let compiled = elements.map { compile($0, shape: elementShape) }
    let maps = elements.filter { if case .map = $0 { true } else { false } }
    guard maps.count == elements.count, !elements.isEmpty else {
      return .list(compiled, kind: maps.isEmpty ? .exactly : .byPosition)
    }
    // An element is told apart by the merge keys that every pattern of the list names.
    let named = mergeKeys.filter { key in
      elements.allSatisfy { element in
        guard case .map(let members) = element else { return false }
        return members.contains {
          if case .equal = $0.pattern, $0.key == key { true } else { false }
        }
      }
    }
    return .list(compiled, kind: named.isEmpty ? .byPosition : .merged(keys: named))
  }

  private static func shape(of key: String, in shape: FieldShape?) -> FieldShape? {
    switch shape {
    case .object(let type): KindSchema.field(key, ofType: type)
    case .map(let element): element
    default: nil
    }
  }
}
