/// A command line of a client, taken apart: words, and options with their values.
struct ClientArguments {
  /// Which options a command knows.
  struct Options {
    /// Options that take a value, by long name.
    var valued: [String]
    /// Options that are there or not.
    var switches: [String]
    /// One-letter names and what they stand for.
    var short: [(letter: Character, name: String)]
  }

  private(set) var words: [String] = []
  private var values: [(name: String, value: String)] = []
  /// The first option that is not known, as it was written.
  private(set) var unknown: String?

  init(_ arguments: [String], _ options: Options) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument.hasPrefix("--"), argument.count > 2 {
        let parts = argument.dropFirst(2).split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        take(String(parts[0]), parts.count == 2 ? String(parts[1]) : nil, argument, &rest, options)
      } else if argument.hasPrefix("-"), argument.count > 1 {
        let letter = argument[argument.index(after: argument.startIndex)]
        guard let name = options.short.first(where: { $0.letter == letter })?.name else {
          unknown = unknown ?? argument
          continue
        }
        var attached = argument.dropFirst(2)
        if attached.first == "=" { attached.removeFirst() }
        take(name, attached.isEmpty ? nil : String(attached), argument, &rest, options)
      } else {
        words.append(argument)
      }
    }
  }

  private mutating func take(
    _ name: String, _ attached: String?, _ written: String, _ rest: inout ArraySlice<String>,
    _ options: Options
  ) {
    if options.switches.contains(name) {
      values.append((name, attached ?? "true"))
    } else if options.valued.contains(name) {
      guard let value = attached ?? rest.popFirst() else {
        unknown = unknown ?? written
        return
      }
      values.append((name, value))
    } else {
      unknown = unknown ?? written
    }
  }

  /// The last value of an option.
  subscript(name: String) -> String? { values.last { $0.name == name }?.value }

  /// Every value of an option that may be repeated.
  func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

  /// Whether a switch is on.
  func isOn(_ name: String) -> Bool { self[name] == "true" }
}

extension ClientArguments.Options {
  /// What every kubectl command knows.
  static let kubectl = ClientArguments.Options(
    valued: [
      "namespace", "as", "as-group", "output", "selector", "field-selector", "type", "patch",
      "grace-period", "timeout", "pod-selector", "subresource", "dry-run",
    ],
    switches: [
      "all-namespaces", "show-labels", "no-headers", "ignore-not-found", "all", "force", "now",
      "wait", "overwrite", "ignore-daemonsets", "delete-emptydir-data", "disable-eviction", "list",
      "show-events", "help",
    ],
    short: [
      ("n", "namespace"), ("o", "output"), ("l", "selector"), ("A", "all-namespaces"),
      ("p", "patch"), ("h", "help"),
    ])

  /// What the modelled virtctl commands know.
  static let virtctl = ClientArguments.Options(
    valued: ["namespace", "as", "as-group", "addedNodeSelector"], switches: ["dry-run", "help"],
    short: [("n", "namespace"), ("h", "help")])
}
