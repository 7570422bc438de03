/// An API object of one kind, its known fields typed.
package protocol TypedObject: StructuredValue {
  static var kind: ResourceKind { get }
  var metadata: ObjectMeta { get set }
  /// The object in its wrapper, which costs one reference to pass around.
  var erased: APIObject { get }
}

extension TypedObject {
  package var key: ObjectKey {
    ObjectKey(Self.kind, namespace: metadata.namespace, name: metadata.name)
  }
}

/// An immutable version of an object, shared by reference.
package final class Snapshot<Object: TypedObject>: Sendable {
  package let object: Object
  package init(_ object: Object) { self.object = object }
}

/// One version of an API object of any kind.
package enum APIObject: Sendable {
  case virtualMachine(Snapshot<VirtualMachine>)
  case virtualMachineInstance(Snapshot<VirtualMachineInstance>)
  case migration(Snapshot<VirtualMachineInstanceMigration>)
  case pod(Snapshot<Pod>)
  case node(Snapshot<Node>)
  case event(Snapshot<Event>)
  /// Any other kind: metadata typed, the rest as it came.
  case generic(ResourceKind, Snapshot<GenericObject>)
}

extension APIObject {
  package var kind: ResourceKind {
    switch self {
    case .virtualMachine: .virtualMachine
    case .virtualMachineInstance: .virtualMachineInstance
    case .migration: .virtualMachineInstanceMigration
    case .pod: .pod
    case .node: .node
    case .event: .event
    case .generic(let kind, _): kind
    }
  }

  package var metadata: ObjectMeta { read { $0 } }

  package var key: ObjectKey {
    let kind = kind
    return read { ObjectKey(kind, namespace: $0.namespace, name: $0.name) }
  }

  /// `metadata.uid`, without the rest of the metadata being copied.
  package var uid: String { read { $0.uid } }

  /// `metadata.resourceVersion`, without the rest of the metadata being copied.
  package var resourceVersion: String { read { $0.resourceVersion } }

  /// Reads from the metadata in place, without a copy of it.
  package func read<Value>(_ body: (ObjectMeta) -> Value) -> Value {
    switch self {
    case .virtualMachine(let snapshot): body(snapshot.object.metadata)
    case .virtualMachineInstance(let snapshot): body(snapshot.object.metadata)
    case .migration(let snapshot): body(snapshot.object.metadata)
    case .pod(let snapshot): body(snapshot.object.metadata)
    case .node(let snapshot): body(snapshot.object.metadata)
    case .event(let snapshot): body(snapshot.object.metadata)
    case .generic(_, let snapshot): body(snapshot.object.metadata)
    }
  }

  private var typed: any TypedObject {
    switch self {
    case .virtualMachine(let snapshot): snapshot.object
    case .virtualMachineInstance(let snapshot): snapshot.object
    case .migration(let snapshot): snapshot.object
    case .pod(let snapshot): snapshot.object
    case .node(let snapshot): snapshot.object
    case .event(let snapshot): snapshot.object
    case .generic(_, let snapshot): snapshot.object
    }
  }

  /// The same object with other metadata.
  package func with(_ metadata: ObjectMeta) -> APIObject { withMetadata { $0 = metadata } }

  /// The same object with its metadata changed by `change`; cheaper than with a changed copy.
  package func withMetadata(_ change: (inout ObjectMeta) -> Void) -> APIObject {
    func changed<Object: TypedObject>(_ snapshot: Snapshot<Object>) -> Object {
      var object = snapshot.object
      change(&object.metadata)
      return object
    }
    switch self {
    case .virtualMachine(let snapshot): return changed(snapshot).erased
    case .virtualMachineInstance(let snapshot): return changed(snapshot).erased
    case .migration(let snapshot): return changed(snapshot).erased
    case .pod(let snapshot): return changed(snapshot).erased
    case .node(let snapshot): return changed(snapshot).erased
    case .event(let snapshot): return changed(snapshot).erased
    case .generic(let kind, let snapshot): return .generic(kind, Snapshot(changed(snapshot)))
    }
  }

  /// The value at `path`, for example `["status", "phase"]`; nil when it is unset.
  ///
  /// `apiVersion` and `kind` are there for every object.
  package func value(at path: [String]) -> JSONValue? {
    if path == ["kind"] { return .string(kind.kind) }
    if path == ["apiVersion"] { return .string(kind.apiVersion) }
    if path.isEmpty { return json }
    switch self {
    case .virtualMachine(let snapshot): return snapshot.object.value(at: path)
    case .virtualMachineInstance(let snapshot): return snapshot.object.value(at: path)
    case .migration(let snapshot): return snapshot.object.value(at: path)
    case .pod(let snapshot): return snapshot.object.value(at: path)
    case .node(let snapshot): return snapshot.object.value(at: path)
    case .event(let snapshot): return snapshot.object.value(at: path)
    case .generic(_, let snapshot): return snapshot.object.value(at: path)
    }
  }

  /// The whole object as JSON, `apiVersion` and `kind` included, keys in byte order.
  package var json: JSONValue {
    var object = JSONObject()
    object.append("apiVersion", .string(kind.apiVersion))
    object.append("kind", .string(kind.kind))
    for member in typed.json?.object?.members ?? [] { object.append(member.key, member.value) }
    object.sortKeys()
    return .object(object)
  }

  /// The fields that differ from `old`, in path order; all of them when there is no `old`.
  package func changes(since old: APIObject?) -> [FieldChange] {
    var writer = ChangeWriter()
    writeChanges(since: old, into: &writer)
    return writer.takeList().fields
  }

  /// Writes the fields that differ from `old`, in path order; all of them when there is no `old`.
  package func writeChanges(since old: APIObject?, into changes: inout ChangeWriter) {
    func append<Object: TypedObject>(_ new: Snapshot<Object>, _ old: Snapshot<Object>?) {
      if new === old { return }
      withUnsafePointer(to: new.object) { new in
        withUnsafePointer(to: old?.object ?? Object()) { old in
          Object.appendChanges(from: old, to: new, into: &changes)
        }
      }
    }
    switch (self, old) {
    case (.virtualMachine(let new), .virtualMachine(let old)): append(new, old)
    case (.virtualMachineInstance(let new), .virtualMachineInstance(let old)): append(new, old)
    case (.migration(let new), .migration(let old)): append(new, old)
    case (.pod(let new), .pod(let old)): append(new, old)
    case (.node(let new), .node(let old)): append(new, old)
    case (.event(let new), .event(let old)): append(new, old)
    case (.generic(_, let new), .generic(_, let old)): append(new, old)
    case (.virtualMachine(let new), _): append(new, nil)
    case (.virtualMachineInstance(let new), _): append(new, nil)
    case (.migration(let new), _): append(new, nil)
    case (.pod(let new), _): append(new, nil)
    case (.node(let new), _): append(new, nil)
    case (.event(let new), _): append(new, nil)
    case (.generic(_, let new), _): append(new, nil)
    }
  }

  /// Whether every field is the same in both.
  package func isSame(as other: APIObject) -> Bool {
    switch (self, other) {
    case (.virtualMachine(let left), .virtualMachine(let right)):
      left === right || left.object == right.object
    case (.virtualMachineInstance(let left), .virtualMachineInstance(let right)):
      left === right || left.object == right.object
    case (.migration(let left), .migration(let right)):
      left === right || left.object == right.object
    case (.pod(let left), .pod(let right)): left === right || left.object == right.object
    case (.node(let left), .node(let right)): left === right || left.object == right.object
    case (.event(let left), .event(let right)): left === right || left.object == right.object
    case (.generic(let leftKind, let left), .generic(let rightKind, let right)):
      leftKind == rightKind && (left === right || left.object == right.object)
    default: false
    }
  }

  /// Decodes an object of `kind`; nil when a known field has a wrong type.
  package init?(_ kind: ResourceKind, json: JSONValue) {
    guard case .object(var object) = json else { return nil }
    object["apiVersion"] = nil
    object["kind"] = nil
    func decoded<Object: TypedObject>(_ type: Object.Type) -> APIObject? {
      Object(json: .object(object))?.erased
    }
    let result: APIObject? =
      switch kind {
      case .virtualMachine: decoded(VirtualMachine.self)
      case .virtualMachineInstance: decoded(VirtualMachineInstance.self)
      case .virtualMachineInstanceMigration: decoded(VirtualMachineInstanceMigration.self)
      case .pod: decoded(Pod.self)
      case .node: decoded(Node.self)
      case .event: decoded(Event.self)
      default:
        GenericObject(json: .object(object)).map { .generic(kind, Snapshot($0)) }
      }
    guard let result else { return nil }
    self = result
  }
}

/// An object of a kind whose fields Godwit does not act on one by one.
package struct GenericObject: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  package var rest = JSONObject()

  package init() {}

  /// Not the kind of any object: a generic object's kind stands beside it in ``APIObject``.
  package static let kind = ResourceKind(group: "", version: "", kind: "")
  package static let fields = FieldTable<GenericObject>(Field("metadata", \._metadata))
  package var erased: APIObject { .generic(Self.kind, Snapshot(self)) }
}
