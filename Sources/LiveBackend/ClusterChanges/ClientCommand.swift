import GodwitModel

/// What the arguments of `oc` or `kubectl` say of the objects that they change.
struct ClientCommand: Hashable, Sendable {
  private let arguments: [String]
  private(set) var verb = ""
  /// The kinds and names that are meant; the name is empty where none is given.
  private(set) var kinds: [ObjectKey] = []
  /// Keys of labels, annotations or taints, in whichever way they are changed.
  private(set) var editedKeys: [String] = []

  init(_ arguments: [String]) { self.arguments = arguments }

  private static let changing = [
    "label", "annotate", "patch", "delete", "edit", "replace", "apply", "create", "taint",
    "cordon", "uncordon", "drain",
  ]

  /// Whether the command changes something.
  var changes: Bool { Self.changing.contains(verb) }

  /// Reads the arguments as far as they matter here: flags are passed over.
  mutating func read() {
    let words = arguments.filter { !$0.hasPrefix("-") }
    guard var first = words.first else { return }
    var rest = words.dropFirst()
    if first == "adm", let next = rest.popFirst() { first = next }
    verb = first
    if ["cordon", "uncordon", "drain"].contains(verb) {
      kinds = rest.prefix(1).map { ObjectKey(.node, name: Self.name(of: $0)) }
      return
    }
    guard let noun = rest.popFirst() else { return }
    for (position, text) in noun.split(separator: ",").enumerated() {
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      guard let kind = ResourceKind.named(parts[0]) else { continue }
      let next = position == 0 && parts.count == 1 ? rest.first(where: { !Self.isEdit($0) }) : nil
      kinds.append(ObjectKey(kind, name: parts.count == 2 ? parts[1] : next ?? ""))
    }
    for word in rest where Self.isEdit(word) {
      let end = word.firstIndex { $0 == "=" || $0 == ":" } ?? word.endIndex
      let key = String(word[..<end])
      editedKeys.append(key.hasSuffix("-") ? String(key.dropLast()) : key)
    }
  }

  private static func isEdit(_ word: String) -> Bool { word.contains("=") || word.hasSuffix("-") }

  private static func name(of word: String) -> String {
    word.split(separator: "/").last.map(String.init) ?? word
  }
}
