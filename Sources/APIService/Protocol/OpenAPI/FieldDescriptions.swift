/// What the API documents of types and fields, for `kubectl explain`.
///
/// KubeVirt's kinds in the words of their definitions (KubeVirt
/// pkg/virt-operator/resource/generate/components/validations_generated.go), the others in those of
/// k8s.io/api. A type stands on a line of its own (`core.Pod: TEXT`), then its fields, of which the
/// required ones have an asterisk (`  name*: TEXT`). `\n` is a line break.
struct FieldDescriptions: Sendable {
  static let shared = FieldDescriptions([
    virtualMachines, migrationStates, volumes, metadata, domain, core, podParts, quotaParts,
    kubeVirt, policies, rbac,
  ])

  private var types: [String: String] = [:]
  private var fields: [String: String] = [:]
  private var requiredFields: [String: [String]] = [:]

  private init(_ texts: [String]) {
    for text in texts {
      var type = ""
      for line in text.split(separator: "\n") {
        let isField = line.hasPrefix("  ")
        let colon = line.firstIndex(of: ":")
        var name = String(line[..<(colon ?? line.endIndex)].drop { $0 == " " })
        let description = colon.map { Self.unescaped(line[line.index(after: $0)...].dropFirst()) }
        guard isField else {
          type = name
          types[type] = description
          continue
        }
        if name.hasSuffix("*") {
          name.removeLast()
          requiredFields[type, default: []].append(name)
        }
        fields[type + "/" + name] = description
      }
    }
  }

  /// Of a type, `core.Pod`; nil when there is none.
  func description(ofType type: String) -> String? { types[type] }

  func description(of field: String, inType type: String) -> String? {
    fields[type + "/" + field]
  }

  /// The fields that a value of the type must have.
  func required(inType type: String) -> [String] { requiredFields[type] ?? [] }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
