import GodwitModel

/// One step on the way to a field that somebody owns.
///
/// sigs.k8s.io/structured-merge-diff/v6/fieldpath/element.go and serialize-pe.go.
enum FieldPathElement: Hashable, Sendable {
  /// A member of an object.
  case field(String)
  /// The item of a list whose items have keys; the keys in byte order.
  case key([JSONObject.Member])
  /// A value of a list that is a set.
  case value(JSONValue)

  /// `f:spec`, `k:{"name":"a"}` or `v:"finalizer"`, as it stands in `fieldsV1`.
  var text: String {
    switch self {
    case .field(let name): "f:" + name
    case .key(let members):
      "k:" + JSONValue.object(JSONObject(members.map { ($0.key, $0.value) })).text
    case .value(let value): "v:" + value.text
    }
  }

  /// Reads an element of `fieldsV1`; nil when it has another form.
  init?(_ text: String) {
    let rest = text.dropFirst(2)
    switch text.prefix(2) {
    case "f:": self = .field(String(rest))
    case "k:":
      guard let object = (try? JSONValue(parsing: String(rest)))?.object else { return nil }
      self = .key(object.sortedByKey.members)
    case "v:":
      guard let value = try? JSONValue(parsing: String(rest)) else { return nil }
      self = .value(value)
    default: return nil
    }
  }

  /// As it stands in the message of a conflict: `.spec`, `[name="a"]`.
  var description: String {
    switch self {
    case .field(let name): "." + name
    case .key(let members):
      "[" + members.map { $0.key + "=" + $0.value.text }.joined(separator: ",") + "]"
    case .value(let value): "[=" + value.text + "]"
    }
  }

  /// Fields come before keys, and those before values; each by its text.
  private var rank: Int {
    switch self {
    case .field: 0
    case .key: 1
    case .value: 2
    }
  }

  static func precedes(_ left: FieldPathElement, _ right: FieldPathElement) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
