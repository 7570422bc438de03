import GodwitModel

/// Keeps `managedFields` true when an object is written.
///
/// k8s.io/apimachinery/pkg/util/managedfields and sigs.k8s.io/structured-merge-diff/v6/merge.
struct FieldManager: Sendable {
  let kind: ResourceKind
  /// Who writes, how, and when.
  let owner: ManagedFields.Entry
  private let structure: FieldStructure

  init(
    _ kind: ResourceKind, manager: String, operation: String, subresource: String = "",
    at now: Instant
  ) {
    self.kind = kind
    var owner = ManagedFields.Entry()
    owner.manager = manager
    owner.operation = operation
    owner.apiVersion = kind.apiVersion
    owner.subresource = subresource
    owner.time = now.truncatedToSecond.description
    self.owner = owner
    structure = FieldStructure(kind)
  }

  /// The manager that a request names, or the program that sends it.
  static func name(_ request: APIRequest) -> String {
    if let name = request.query("fieldManager"), !name.isEmpty { return name }
    let program = request.userAgent.prefix { $0 != "/" }
    return String(program.prefix(128))
  }

  // MARK: Update

  /// The owners after `old` was replaced by `new`; `old` is nil for a new object.
  ///
  /// An object that nobody owned anything of when it was written before is left so.
  func updated(from old: JSONValue?, to new: JSONValue, _ present: ManagedFields) -> ManagedFields {
    if old != nil, present.entries.isEmpty { return present }
    let comparison = compare(old, new)
    var managed = present
    managed.remove(comparison.changed.union(comparison.removed))
    var writer = owner
    writer.fields = comparison.changed
    if !writer.fields.isEmpty { managed.add(writer) }
    return managed
  }

  func compare(_ old: JSONValue?, _ new: JSONValue) -> FieldComparison {
    var comparison = FieldComparison(
      from: filled(old ?? [:]), to: filled(new), structure)
    comparison.filter(owned)
    return comparison
  }

  /// The object with the parts that Go always writes, which nobody owns.
  private func filled(_ object: JSONValue) -> JSONValue {
    guard case .object(var members) = object else { return object }
    for part in Self.emptyObject(kind).object?.members ?? [] where members[part.key] == nil {
      members.append(part.key, part.value)
    }
    return .object(members)
  }

  /// The fields that this kind of write can own at all.
  func owned(_ fields: FieldSet) -> FieldSet {
    var owned = fields
    for name in ["apiVersion", "kind"] { owned = owned.removing([.field(name)]) }
    let metadata = FieldPathElement.field("metadata")
    owned = owned.removingMember([metadata]).removingMember([])
    for name in Self.serverFields { owned = owned.removing([metadata, .field(name)]) }
    if owner.subresource == "status" {
      owned = owned.removing([.field("spec")]).removing([metadata])
    } else if kind.hasStatusSubresource {
      owned = owned.removing([.field("status")])
    }
    return owned
  }

  /// What the server sets itself (stripmeta.go).
  private static let serverFields = [
    "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation",
    "managedFields", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds",
  ]

  /// What an object of a built-in kind has before anything is set: its parts that Go always writes.
  private static func emptyObject(_ kind: ResourceKind) -> JSONValue {
    if kind.isCustomResource { return ["metadata": [:]] }
    switch kind {
    case .event:
      return ["metadata": [:], "involvedObject": [:], "source": [:]]
    case .configMap, .secret, .serviceAccount, .role, .clusterRole, .roleBinding,
      .clusterRoleBinding:
      return ["metadata": [:]]
    case .namespace:
      return ["metadata": [:], "spec": ["finalizers": ["kubernetes"]], "status": [:]]
    case .lease: return ["metadata": [:], "spec": [:]]
    case .node:
      return [
        "metadata": [:], "spec": [:],
        "status": ["daemonEndpoints": ["kubeletEndpoint": ["Port": 0]], "nodeInfo": [:]],
      ]
    default: return ["metadata": [:], "spec": [:], "status": [:]]
    }
  }

  // MARK: Apply

  /// What applying a configuration makes of an object.
  struct Applied {
    var object: JSONValue
    var managed: ManagedFields
  }

  /// Applies `configuration` to `live`, which is nil when there is no object yet.
  ///
  /// Throws a conflict when it changes what others own, unless `forces`.
  func apply(
    _ configuration: JSONValue, to live: JSONValue?, _ present: ManagedFields, forces: Bool
  ) throws(APIFailure) -> Applied {
    var managed = present
    if let live, managed.entries.isEmpty { managed.add(beforeFirstApply(live)) }
    let wanted = owned(FieldSet(configuration: configuration, structure))
    var object = FieldMerge.merged(configuration, into: live ?? [:], structure)
    if let former = managed.fields(of: owner) {
      let others = managed.entries.filter { !$0.isSameOwner(as: owner) }
        .reduce(FieldSet()) { $0.union($1.fields) }
      object = FieldMerge.pruned(
        object, former.difference(wanted).difference(others).difference(wanted.withParents),
        structure)
    }
    let comparison = compare(live, object)
    let conflicts = managed.entries.filter { !$0.isSameOwner(as: owner) }.map {
      (owner: $0, fields: $0.fields.intersection(comparison.changed))
    }.filter { !$0.fields.isEmpty }
    if live != nil, !forces, !conflicts.isEmpty { throw Self.conflict(conflicts) }
    managed.remove(comparison.removed)
    for conflict in conflicts { managed.take(conflict.fields, from: conflict.owner) }
    var applier = owner
    applier.fields = wanted
    managed.replace(applier)
    return Applied(object: object, managed: managed)
  }

  /// All fields of an object that was there before ownership was tracked.
  private func beforeFirstApply(_ live: JSONValue) -> ManagedFields.Entry {
    var entry = owner
    entry.manager = "before-first-apply"
    entry.operation = "Update"
    entry.fields = compare(nil, live).changed
    return entry
  }

  private static func conflict(
    _ conflicts: [(owner: ManagedFields.Entry, fields: FieldSet)]
  ) -> APIFailure {
    var causes: [FailureCause] = []
    var groups: [String] = []
    for (owner, fields) in conflicts {
      let name = text(of: owner)
      let paths = fields.paths.map { $0.map(\.description).joined() }
      causes += paths.map {
        FailureCause(reason: "FieldManagerConflict", message: "conflict with " + name, field: $0)
      }
      groups.append((["conflicts with \(name):"] + paths.map { "- " + $0 }).joined(separator: "\n"))
    }
    let message =
      causes.count == 1
      ? "Apply failed with 1 conflict: \(causes[0].message): \(causes[0].field)"
      : "Apply failed with \(causes.count) conflicts: " + groups.joined(separator: "\n")
    return APIFailure(
      code: 409, reason: "Conflict", message: message,
      details: APIFailure.details(causes: causes))
  }

  private static func text(of owner: ManagedFields.Entry) -> String {
    var text = owner.manager.goQuoted
    if !owner.subresource.isEmpty { text += " with subresource " + owner.subresource.goQuoted }
    return owner.operation == "Update" ? text + " using " + owner.apiVersion : text
  }
}

extension ManagedFields {
  /// Takes fields from one owner.
  mutating func take(_ fields: FieldSet, from owner: Entry) {
    var rest = ManagedFields()
    for var entry in entries {
      if entry.isSameOwner(as: owner) { entry.fields = entry.fields.difference(fields) }
      if !entry.fields.isEmpty { rest.add(entry) }
    }
    self = rest
  }
}

extension FieldSet {
  /// The set with every path that leads to one of its own.
  var withParents: FieldSet {
    var result = FieldSet()
    for path in paths {
      for end in 0...path.count { result.insert(path[..<end]) }
    }
    return result
  }
}
