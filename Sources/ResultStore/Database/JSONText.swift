import GodwitModel

/// Lists of texts as they stand in a column: JSON arrays.
enum JSONText {
  /// `[]`, or the texts as a JSON array.
  static func array(_ texts: [String]) -> String {
    texts.isEmpty ? "[]" : JSONValue.array(texts.map { .string($0) }).text
  }

  /// The texts of an array that ``array(_:)`` wrote; nil when it is something else.
  static func texts(_ json: String) -> [String]? {
    if json == "[]" { return [] }
    guard let elements = try? JSONValue(parsing: json).array else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }
}
