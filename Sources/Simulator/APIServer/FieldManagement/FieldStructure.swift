import GodwitModel

/// How the values of a kind are taken apart for ownership: which are owned as a whole, and how the
/// items of lists are told apart.
///
/// Built-in kinds: the listType and structType markers of k8s.io/api. Custom resources: KubeVirt's
/// definitions mark no list, so every one of them is owned as a whole (recorded).
struct FieldStructure: Sendable {
  /// What a value is to its owners.
  enum Form: Hashable, Sendable {
    /// Owned as a whole.
    case atomic
    case object
    case keyedList([String])
    case set
  }

  private let isCustom: Bool
  /// Nil where anything goes: maps are objects, lists are owned as a whole.
  private let shape: FieldShape?
  private let isInMetadata: Bool

  init(_ kind: ResourceKind) {
    isCustom = kind.isCustomResource
    shape = KindSchema.shape(ofKind: kind.kind)
    isInMetadata = false
  }

  private init(isCustom: Bool, shape: FieldShape?, isInMetadata: Bool) {
    self.isCustom = isCustom
    self.shape = shape
    self.isInMetadata = isInMetadata
  }

  /// Types of the core group that are owned as a whole.
  private static let atomicTypes: Set<String> = [
    "meta.LabelSelector", "core.ObjectReference", "core.LocalObjectReference",
    "core.SecretKeySelector", "core.ConfigMapKeySelector", "core.ObjectFieldSelector",
    "core.ResourceFieldSelector", "core.NodeSelector", "core.NodeSelectorTerm", "rbac.RoleRef",
    "core.TypedLocalObjectReference", "core.SecretReference", "core.ScopeSelector",
  ]

  func form(of value: JSONValue) -> Form {
    switch value {
    case .object:
      if case .object(let type)? = shape, !isCustom, Self.atomicTypes.contains(type) {
        return .atomic
      }
      return .object
    case .array(let elements):
      guard case .list(let element, let keys)? = shape else { return .atomic }
      if isCustom, !isInMetadata { return .atomic }
      if isInMetadata, element == .string { return .set }
      if keys.isEmpty || element == .object("core.Taint") { return .atomic }
      let isKeyed = elements.allSatisfy { item in
        keys.allSatisfy { item[$0] != nil || Self.defaults[$0] != nil }
      }
      return isKeyed ? .keyedList(keys) : .atomic
    case .null, .bool, .number, .string: return .atomic
    }
  }

  /// Values that keys have when they are left out.
  private static let defaults: [String: JSONValue] = ["protocol": "TCP"]

  func member(_ name: String) -> FieldStructure {
    let inMetadata = isInMetadata || name == "metadata" && !isCustom || name == "metadata"
    switch shape {
    case .object(let type)?:
      return FieldStructure(
        isCustom: isCustom, shape: KindSchema.field(name, ofType: type), isInMetadata: inMetadata)
    case .map(let element)?:
      return FieldStructure(isCustom: isCustom, shape: element, isInMetadata: isInMetadata)
    default: return FieldStructure(isCustom: isCustom, shape: nil, isInMetadata: isInMetadata)
    }
  }

  var element: FieldStructure {
    if case .list(let element, _)? = shape {
      return FieldStructure(isCustom: isCustom, shape: element, isInMetadata: isInMetadata)
    }
    return FieldStructure(isCustom: isCustom, shape: nil, isInMetadata: isInMetadata)
  }

  /// How an item of a keyed list is told from the others.
  static func key(of item: JSONValue, _ keys: [String]) -> FieldPathElement {
    .key(
      keys.sorted().map { JSONObject.Member($0, item[$0] ?? defaults[$0] ?? .null) })
  }

  /// The parts of a value with the steps that lead to them; none of one that is owned as a whole.
  func parts(of value: JSONValue) -> [(FieldPathElement, JSONValue, FieldStructure)] {
    switch form(of: value) {
    case .atomic: []
    case .object:
      (value.object?.members ?? []).map { (.field($0.key), $0.value, member($0.key)) }
    case .keyedList(let keys):
      (value.array ?? []).map { (Self.key(of: $0, keys), $0, element) }
    case .set: (value.array ?? []).map { (.value($0), $0, element) }
    }
  }
}
