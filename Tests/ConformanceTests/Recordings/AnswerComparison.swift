import GodwitModel

/// Compares one answer with the recorded one, word for word but for UIDs and generated names.
enum AnswerComparison {
  /// What differs, or nil.
  static func difference(
    _ action: Recording.Entry, _ code: Int, _ body: JSONValue?
  ) -> String? {
    let value = action.value
    let words =
      "\(value["user"]?.string ?? "admin"): \(value["method"]?.string ?? "")"
      + "\(value["verb"]?.string ?? "") \(value["path"]?.string ?? "")"
    if action.what == "virtctl" {
      let expected = value["rc"]?.int ?? 0
      return code == expected ? nil : "virtctl \(value["args"]?.text ?? ""): rc \(code)"
    }
    let expectedCode = value["status"]?.int ?? 0
    if code != expectedCode {
      return "\(words): \(code) instead of \(expectedCode): \(body?["message"]?.string ?? "")"
    }
    guard code >= 400 else { return nil }
    let expected = value["response"] ?? value
    for field in ["message", "reason", "details"] {
      if action.what == "try", field == "details" { continue }
      let normalisation = Normalisation()
      let mine = normalisation.normalise(body?[field] ?? .null)
      let theirs = normalisation.normalise(expected[field] ?? .null)
      if mine != theirs {
        return "\(words): \(field)\n  recorded  \(theirs.text)\n  simulated \(mine.text)"
      }
    }
    return nil
  }
}
