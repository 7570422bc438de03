/// Text for XML 1.0 documents: cleaned, then escaped.
enum XMLText {
  /// For the content of an element.
  static func content(_ text: String) -> String { escaped(TextHygiene.clean(text), "") }

  /// For an attribute in double quotes; line breaks and tabs survive as references.
  static func attribute(_ text: String) -> String {
    escaped(TextHygiene.clean(text), "\"\n\t")
  }

  private static func escaped(_ text: String, _ more: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where !more.isEmpty: escaped += "&quot;"
      case "\n" where !more.isEmpty: escaped += "&#10;"
      case "\t" where !more.isEmpty: escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
