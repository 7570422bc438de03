import GodwitModel

/// Who owns which fields of an object: `metadata.managedFields`.
///
/// k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go.
struct ManagedFields: Hashable, Sendable {
  /// One owner.
  struct Entry: Hashable, Sendable {
    var manager = ""
    /// `Apply` or `Update`.
    var operation = ""
    var apiVersion = ""
    var time = ""
    var subresource = ""
    var fields = FieldSet()

    func isSameOwner(as other: Entry) -> Bool {
      manager == other.manager && operation == other.operation
        && subresource == other.subresource
        && (operation == "Apply" || apiVersion == other.apiVersion)
    }

    var json: JSONValue {
      var object: JSONObject = [
        "apiVersion": .string(apiVersion), "fieldsType": "FieldsV1", "fieldsV1": fields.json,
      ]
      if !manager.isEmpty { object.append("manager", .string(manager)) }
      object.append("operation", .string(operation))
      if !subresource.isEmpty { object.append("subresource", .string(subresource)) }
      if !time.isEmpty { object.append("time", .string(time)) }
      return .object(object)
    }

    init() {}

    init(json: JSONValue) {
      manager = json["manager"]?.string ?? ""
      operation = json["operation"]?.string ?? ""
      apiVersion = json["apiVersion"]?.string ?? ""
      time = json["time"]?.string ?? ""
      subresource = json["subresource"]?.string ?? ""
      fields = FieldSet(json: json["fieldsV1"] ?? .null)
    }
  }

  private(set) var entries: [Entry] = []

  init() {}

  init(_ metadata: ObjectMeta) { self.init(json: metadata.rest["managedFields"]) }

  /// One empty entry means that nobody owns anything any more.
  init(json: JSONValue?) {
    entries = (json?.array ?? []).filter { $0 != [:] }.map { Entry(json: $0) }
  }

  /// Nil when nobody owns anything.
  var json: JSONValue? {
    entries.isEmpty ? nil : .array(sorted.map(\.json))
  }

  /// Appliers first, then by time, manager, version and subresource.
  private var sorted: [Entry] {
    entries.sorted {
      ($0.operation, $0.time, $0.manager, $0.apiVersion, $0.subresource)
        < ($1.operation, $1.time, $1.manager, $1.apiVersion, $1.subresource)
    }
  }

  /// What one owner has; nil when it has nothing.
  func fields(of owner: Entry) -> FieldSet? {
    entries.first { $0.isSameOwner(as: owner) }?.fields
  }

  /// Takes fields from everyone.
  mutating func remove(_ fields: FieldSet) {
    for index in entries.indices {
      entries[index].fields = entries[index].fields.difference(fields)
    }
    entries.removeAll { $0.fields.isEmpty }
  }

  /// Adds to what an owner has; it has them from `owner.time` on.
  mutating func add(_ owner: Entry) {
    if let index = entries.firstIndex(where: { $0.isSameOwner(as: owner) }) {
      entries[index].fields = entries[index].fields.union(owner.fields)
      entries[index].time = owner.time
    } else {
      entries.append(owner)
    }
  }

  /// Replaces what an applier has.
  mutating func replace(_ owner: Entry) {
    guard let index = entries.firstIndex(where: { $0.isSameOwner(as: owner) }) else {
      if !owner.fields.isEmpty { entries.append(owner) }
      return
    }
    if entries[index].fields == owner.fields, entries[index].apiVersion == owner.apiVersion {
      return
    }
    entries[index] = owner
    if owner.fields.isEmpty { entries.remove(at: index) }
  }
}
