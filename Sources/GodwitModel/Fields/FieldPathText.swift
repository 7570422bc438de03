/// How Kubernetes writes the path of a field: `spec.containers[0].name`.
package enum FieldPathText {
  /// The text of a path of keys, and of places in lists such as `[0]`.
  package static func text(_ path: [String]) -> String {
    var text = ""
    for part in path {
      if !text.isEmpty, !part.hasPrefix("[") { text += "." }
      text += part
    }
    return text
  }
}
