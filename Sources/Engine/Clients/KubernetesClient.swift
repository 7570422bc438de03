import GodwitModel

/// `oc` or `kubectl`, as a person runs it; texts are those of kubectl 1.32.
struct KubernetesClient {
  private let context: SurfaceContext

  init(context: SurfaceContext) { self.context = context }

  /// The run of a command line, without the name of the program.
  func run(_ arguments: [String]) -> Procedure {
    // `oc adm drain` and kubectl's `drain` are the same command.
    let isAdministration = arguments.first == "adm"
    let line = Array(isAdministration ? arguments.dropFirst() : arguments[...])
    let parsed = ClientArguments(line, .kubectl)
    var context = context
    if let namespace = parsed["namespace"] { context.namespace = namespace }
    if let user = parsed["as"] {
      context.user = UserInfo(
        name: user, groups: parsed.all("as-group") + ["system:authenticated"])
    }
    let session = ClientSession(
      context: context, arguments: parsed, commandLine: arguments.joined(separator: " "))
    if let unknown = parsed.unknown { return session.refuse("the option \(unknown)") }
    if parsed.isOn("help") { return session.refuse("help") }
    if parsed["dry-run"] != nil { return session.refuse("a dry run") }
    guard let command = parsed.words.first else { return session.refuse("no command") }
    switch command {
    case "get": return GetCommand(session: session).procedure
    case "describe": return DescribeCommand(session: session).procedure
    case "delete": return DeleteCommand(session: session).procedure
    case "auth": return AccessCommand(session: session).procedure
    case "label": return EditCommand(session: session, field: "labels").procedure
    case "annotate": return EditCommand(session: session, field: "annotations").procedure
    case "patch": return PatchCommand(session: session).procedure
    case "cordon": return CordonCommand(session: session, unschedulable: true).procedure
    case "uncordon": return CordonCommand(session: session, unschedulable: false).procedure
    case "drain": return drain(session)
    default: return session.refuse("`\(command)`")
    }
  }

  private func drain(_ session: ClientSession) -> Procedure {
    guard session.words.count == 1 else { return session.refuse("a drain of several nodes") }
    for option in ["selector", "grace-period"] where session.arguments[option] != nil {
      return session.refuse("the option --\(option) of a drain")
    }
    if session.arguments.isOn("disable-eviction") {
      return session.refuse("a drain without evictions")
    }
    var selector = StringMap()
    for pair in (session.arguments["pod-selector"] ?? "").split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return session.refuse("the pod selector `\(pair)`") }
      selector[parts[0]] = parts[1]
    }
    var timeout: Span?
    if let text = session.arguments["timeout"] {
      guard let span = Span(parsing: text) else { return session.refuse("the timeout \(text)") }
      timeout = span == .zero ? nil : span
    }
    let node = session.words[0].split(separator: "/").last.map(String.init) ?? ""
    return Drain(
      context: session.context, node: node, podSelector: selector, timeout: timeout
    ).procedure
  }
}
