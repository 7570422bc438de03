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
    let expected = value["response"] ?? value
    if code < 400 { return action.what == "call" ? success(words, expected, body) : nil }
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

  /// An answer that is an object, or says that there is none any more.
  private static func success(
    _ words: String, _ expected: JSONValue, _ body: JSONValue?
  ) -> String? {
    var simulated = body ?? .null
    var recorded = expected
    if expected["kind"]?.string != "Status" {
      // Of an object the recording keeps these alone.
      let metadata = simulated["metadata"]
      var view: JSONObject = ["kind": simulated["kind"] ?? .null]
      for key in ["name", "labels", "annotations", "finalizers"] {
        view[key] = metadata?[key] ?? .null
      }
      simulated = .object(view)
      var kept = JSONObject()
      for member in view.members { kept[member.key] = expected[member.key] ?? .null }
      recorded = .object(kept)
    }
    let mine = comparable(simulated)
    let theirs = comparable(recorded)
    if mine == theirs { return nil }
    return "\(words):\n  recorded  \(theirs.text)\n  simulated \(mine.text)"
  }

  /// Without generated names, and without maps and lists that hold nothing.
  private static func comparable(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = Normalisation().normalise(value) else { return value }
    var result = JSONObject()
    for member in object.members {
      if member.value.isNull || member.value == [:] || member.value == [] { continue }
      result[member.key] = member.value
    }
    if let name = result["name"]?.string {
      for prefix in ["vm-a-migration-", "virt-launcher-"] where name.hasPrefix(prefix) {
        result["name"] = .string(name.dropLast(5) + "(new)")
      }
    }
    return JSONValue.object(result).sortedByKey
  }
}
