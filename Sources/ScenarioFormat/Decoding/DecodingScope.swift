import GodwitModel

/// What is known at a place of a scenario: its names, in the order in which they come about.
final class DecodingScope {
  let problems: DiagnosticCollector
  let file: String
  /// The scenario's own namespace.
  let ownNamespace: String

  var nodes = NameSet()
  var users = NameSet()
  var groups = NameSet()
  var namespaces = NameSet()
  /// The minor version of the web console.
  var consoleMinor = 22
  /// Clients that were started with a name.
  var runs = NameSet()
  /// Whether the present step is left out with some versions of KubeVirt.
  var isConditional = false
  /// Whether a client may have made objects of which nothing is known.
  var hasUnknownObjects = false

  private var objects: Set<ObjectName> = []
  /// The same in the order of the file, for suggestions.
  private var objectList: [ObjectName] = []
  private var handles: [Handle] = []

  /// An object by kind, namespace and name.
  struct ObjectName: Hashable {
    var kind: ResourceKind
    var namespace: String
    var name: String
  }

  /// A name that a step gave to an object.
  struct Handle {
    var kind: ResourceKind
    var namespace: String
    var name: String
    var line: Int32
    /// Whether the object is there for certain, under exactly this name.
    var isCertain: Bool
  }

  init(problems: DiagnosticCollector, file: String, ownNamespace: String) {
    self.problems = problems
    self.file = file
    self.ownNamespace = ownNamespace
    namespaces.insert(ownNamespace)
  }

  /// Where something stands, for the model.
  func location(_ range: SourceRange) -> SourceLocation {
    SourceLocation(file: file, line: Int(range.startLine), column: Int(range.startColumn))
  }

  /// Notes an object of the scenario; false if it is known already.
  @discardableResult
  func add(_ kind: ResourceKind, _ namespace: String, _ name: String) -> Bool {
    let object = ObjectName(
      kind: kind, namespace: kind.isNamespaced ? resolved(namespace) : "", name: name)
    guard objects.insert(object).inserted else { return false }
    objectList.append(object)
    return true
  }

  func has(_ kind: ResourceKind, _ namespace: String, _ name: String) -> Bool {
    objects.contains(
      ObjectName(kind: kind, namespace: kind.isNamespaced ? resolved(namespace) : "", name: name))
  }

  /// The names of a kind's objects and handles in a namespace, in the order of the file.
  func names(of kind: ResourceKind, in namespace: String) -> [String] {
    let place = kind.isNamespaced ? resolved(namespace) : ""
    return objectList.filter { $0.kind == kind && $0.namespace == place }.map(\.name)
      + handles.filter { $0.kind == kind && $0.namespace == place }.map(\.name)
  }

  /// The namespace in which there is an object of that name.
  func namespace(of kind: ResourceKind, named name: String) -> String? {
    objectList.first { $0.kind == kind && $0.name == name }?.namespace
  }

  /// Binds a handle; reports a name that certainly is in use still.
  func bind(
    _ name: String, to kind: ResourceKind, in namespace: String, isCertain: Bool,
    at range: SourceRange
  ) {
    let place = resolved(namespace)
    let isCertain = isCertain && !isConditional
    if let index = handles.firstIndex(where: {
      $0.name == name && $0.kind == kind && $0.namespace == place
    }) {
      if handles[index].isCertain, isCertain {
        problems.error(
          "\(name.quotedForMessage) is bound still", at: range,
          hint: "line \(handles[index].line) bound it")
      }
      handles[index].isCertain = isCertain
      handles[index].line = range.startLine
    } else {
      handles.append(
        Handle(
          kind: kind, namespace: place, name: name, line: range.startLine, isCertain: isCertain))
    }
  }

  /// Whether a step bound the name; handles are not looked up by namespace.
  func isBound(_ name: String, to kind: ResourceKind) -> Bool {
    handles.contains { $0.name == name && $0.kind == kind }
  }

  /// Notes that objects may have gone, or did go.
  func forgetCertainty() {
    for index in handles.indices { handles[index].isCertain = false }
  }

  /// The namespace that an empty one stands for.
  func resolved(_ namespace: String) -> String {
    namespace.isEmpty ? ownNamespace : namespace
  }
}

/// Names in the order in which they were added.
struct NameSet {
  private(set) var list: [String] = []
  private var set: Set<String> = []

  /// Adds a name; false if it is there already.
  @discardableResult
  mutating func insert(_ name: String) -> Bool {
    guard set.insert(name).inserted else { return false }
    list.append(name)
    return true
  }

  func contains(_ name: String) -> Bool { set.contains(name) }
}
