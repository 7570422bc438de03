import GodwitModel

/// What a run of kubectl works with: who it is, where, its arguments, and what it has printed.
struct ClientSession {
  var context: SurfaceContext
  let arguments: ClientArguments
  /// The command line as it was given, for messages.
  let commandLine: String
  var output = ""
  var errors = ""

  /// The words after the command.
  var words: [String] { Array(arguments.words.dropFirst()) }

  /// Ends the run.
  func end(_ exitCode: Int = 0, _ response: APIResponse? = nil) -> Procedure {
    let run = ClientRun(
      exitCode: exitCode, standardOutput: output, standardError: errors)
    return .done(ActionOutcome(response: response, client: run))
  }

  /// Ends the run with a message on stderr.
  func fail(_ message: String) -> Procedure {
    var failed = self
    failed.errors += message + "\n"
    return failed.end(1)
  }

  /// Ends the run as kubectl does when the server refuses.
  func fail(_ response: APIResponse) -> Procedure {
    var failed = self
    failed.errors += ClientText.error(response)
    return failed.end(1, response)
  }

  /// Ends because the command line cannot be run here.
  func refuse(_ what: String) -> Procedure {
    .notModelled("`oc \(commandLine)`: \(what) is not modelled")
  }

  func request(
    _ method: RequestMethod, _ path: String, query: [QueryItem] = [],
    patch: PatchType? = nil, body: JSONValue? = nil
  ) -> APIRequest {
    context.request(method, path, query: query, patch: patch, body: body)
  }

  /// The namespace of a request for objects of a kind; empty for all.
  func namespace(for kind: ResourceKind) -> String {
    arguments.isOn("all-namespaces") ? "" : context.namespace
  }
}

/// What a command is about: kinds, and names where any were given.
struct ClientResources {
  /// One kind or one object.
  struct Item {
    let kind: ResourceKind
    /// Nil for all objects of the kind.
    let name: String?
  }

  /// Reads `vmi NAME…`, `vm,vmi`, or `vmi/NAME…`.
  static func parse(_ words: [String]) -> Result<[Item], Problem> {
    guard let first = words.first else {
      return .failure(Problem(text: "error: You must specify the type of resource."))
    }
    if first.contains("/") { return pairs(words) }
    var kinds: [ResourceKind] = []
    for name in first.split(separator: ",").map(String.init) {
      guard let kind = ResourceKind.named(name) else { return .failure(Problem(unknown: name)) }
      kinds.append(kind)
    }
    let names = words.dropFirst()
    if names.isEmpty { return .success(kinds.map { Item(kind: $0, name: nil) }) }
    return .success(
      kinds.flatMap { kind in names.map { Item(kind: kind, name: String($0)) } })
  }

  private static func pairs(_ words: [String]) -> Result<[Item], Problem> {
    var items: [Item] = []
    for word in words {
      let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        return .failure(
          Problem(
            text: "error: there is no need to specify a resource type as a separate argument "
              + "when passing arguments in resource/name form"))
      }
      guard let kind = ResourceKind.named(parts[0]) else {
        return .failure(Problem(unknown: parts[0]))
      }
      items.append(Item(kind: kind, name: parts[1]))
    }
    return .success(items)
  }

  struct Problem: Error {
    let text: String

    init(text: String) { self.text = text }

    init(unknown name: String) {
      text = "error: the server doesn't have a resource type \"\(name)\""
    }
  }
}

extension ResourceKind {
  /// `virtualmachine.kubevirt.io`, or `pod` in the core group: how kubectl prints a kind.
  var printedName: String { group.isEmpty ? singular : singular + "." + group }
}
