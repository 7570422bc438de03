/// Checks labels and annotations by the rules of
/// `k8s.io/apimachinery/pkg/util/validation/validation.go`.
struct LabelChecker {
  let problems: DiagnosticCollector
  let rule: LabelRule

  func check(_ node: Node, name: String) {
    if node.isInvalid { return }
    guard let entries = node.entries else {
      problems.error("\(name) must be a map, not \(node.kindText)", at: node.range)
      return
    }
    for entry in entries {
      if let fault = Self.keyFault(entry.key) {
        problems.error(
          "\(entry.key.quotedForMessage) is no key of \(name): \(fault)", at: entry.keyRange)
      }
      checkValue(entry, name: name)
    }
  }

  private func checkValue(_ entry: Node.Entry, name: String) {
    if entry.value.isInvalid { return }
    guard let text = entry.value.text else {
      if entry.value.isNull, rule == .labelChanges || rule == .annotationChanges { return }
      problems.error(
        "\(name).\(entry.key) must be text, not \(entry.value.kindText)", at: entry.value.range,
        hint: entry.value.isNull ? "write \"\" for empty text" : nil)
      return
    }
    guard rule == .labels || rule == .labelChanges, !text.isEmpty,
      !TextRule.isLabelName(text[...])
    else { return }
    problems.error(
      "\(text.quotedForMessage) is no value of a label: at most 63 letters, digits, -, _ and .",
      at: entry.value.range)
  }

  /// What is wrong with a key `[prefix/]name`; nil if nothing is.
  static func keyFault(_ key: String) -> String? {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 2 { return "it has more than one /" }
    if let name = parts.last, !TextRule.isLabelName(name) {
      return "its name must be at most 63 letters, digits, -, _ and ."
    }
    if parts.count == 2, !TextRule.isObjectName(String(parts[0])) {
      return "its prefix must be a domain in lower case"
    }
    return nil
  }
}
