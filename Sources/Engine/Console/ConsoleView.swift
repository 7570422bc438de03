import GodwitModel

/// The console's page of a VM as a value that expectations match.
enum ConsoleView {
  /// The menu and, where it can be opened, the dialog.
  static func json(_ facts: ConsoleFacts) -> JSONValue {
    var view = JSONObject()
    view.append("actions", actions(facts))
    if facts.version >= ConsoleVersion(4, 20), facts.migrateAction == .enabled {
      view.append("dialog", dialog(facts))
    }
    return .object(view)
  }

  /// The actions under the names that the version of the console gives them; an entry that the
  /// version does not have is hidden. What concerns storage is not modelled.
  private static func actions(_ facts: ConsoleFacts) -> JSONValue {
    let hidden = ConsoleAction.hidden.json
    let migrate = facts.migrateAction.json
    let cancel = facts.cancelAction.json
    let isOld = facts.version < ConsoleVersion(4, 18)
    return [
      "Migrate": isOld ? migrate : hidden,
      "Cancel migration": isOld ? cancel : hidden,
      "Migration > Compute": isOld ? hidden : migrate,
      "Compute": isOld ? hidden : migrate,
      "Migration > Cancel compute migration": isOld ? hidden : cancel,
      "Cancel compute migration": isOld ? hidden : cancel,
    ]
  }

  private static func dialog(_ facts: ConsoleFacts) -> JSONValue {
    var specific = JSONObject()
    specific.append("default", false)
    specific.append("submit", ConsoleAction.disabled("").json)
    if let nodes = facts.selectableNodes {
      specific.append("nodes", .array(nodes.map { .string($0) }))
    }
    return [
      "Automatically selected Node": ["default": true, "submit": ConsoleAction.enabled.json],
      "Specific Node": .object(specific),
    ]
  }

  /// The pattern for a page with the states of actions spelled out: `enabled` means the state,
  /// `{ disabled: TEXT }` the state and its text. From which page makes no difference.
  static func expanded(_ pattern: Pattern) -> Pattern {
    guard case .map(let members) = pattern else { return pattern }
    return .map(
      members.compactMap { member in
        switch member.key {
        case "from": return nil
        case "actions": return .init("actions", expandedStates(member.pattern))
        case "dialog": return .init("dialog", expandedDialog(member.pattern))
        default: return member
        }
      })
  }

  /// A path in the page's value as a scenario writes it: without the parts of a state.
  static func writtenPath(_ path: [String]) -> [String] {
    path.last == "state" || path.last == "text" ? path.dropLast() : path
  }

  private static func expandedStates(_ pattern: Pattern) -> Pattern {
    guard case .map(let members) = pattern else { return pattern }
    return .map(members.map { .init($0.key, expandedState($0.pattern)) })
  }

  private static func expandedState(_ pattern: Pattern) -> Pattern {
    guard case .map(let members) = pattern, let member = members.first, members.count == 1 else {
      return .map([.init("state", pattern)])
    }
    return .map([
      .init("state", .equal(.string(member.key))), .init("text", member.pattern),
    ])
  }

  private static func expandedDialog(_ pattern: Pattern) -> Pattern {
    guard case .map(let options) = pattern else { return pattern }
    return .map(
      options.map { option in
        guard case .map(let members) = option.pattern else { return option }
        return .init(
          option.key,
          .map(
            members.map {
              $0.key == "submit" ? .init("submit", expandedState($0.pattern)) : $0
            }))
      })
  }
}
