/// The labels that `kubectl describe` makes of JSON keys.
///
/// Source: k8s.io/kubectl/pkg/describe `smartLabelFor`, kubectl 1.33 and older.
enum DescribeLabel {
  /// `Migration UID` for `migrationUid`; keys with other characters than letters stay as they are.
  static func text(_ key: String) -> String {
    let allowed = key.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0 == "-"
    }
    guard allowed else { return key }
    return parts(of: key).map { part in
      let upper = part.uppercased()
      if ["API", "URL", "UID", "OSB", "GUID"].contains(upper) { return upper }
      guard part == part.lowercased(), let first = part.first else { return part }
      return first.uppercased() + part.dropFirst()
    }.joined(separator: " ")
  }

  private enum Kind { case lower, upper, other }

  /// Splits camel case: runs of one sort, where a last capital belongs to the lower run after it.
  private static func parts(of key: String) -> [String] {
    var runs: [(kind: Kind, text: [Unicode.Scalar])] = []
    for scalar in key.unicodeScalars {
      let properties = scalar.properties
      let kind: Kind = properties.isLowercase ? .lower : properties.isUppercase ? .upper : .other
      if runs.last?.kind == kind {
        runs[runs.count - 1].text.append(scalar)
      } else {
        runs.append((kind, [scalar]))
      }
    }
    for index in runs.indices.dropLast()
    where runs[index].kind == .upper && runs[index + 1].kind == .lower {
      if let last = runs[index].text.popLast() { runs[index + 1].text.insert(last, at: 0) }
    }
    return runs.filter { !$0.text.isEmpty }.map { run in
      var text = ""
      text.unicodeScalars.append(contentsOf: run.text)
      return text
    }
  }
}
