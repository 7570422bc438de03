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

  private static func actions(_ facts: ConsoleFacts) -> JSONValue {
    let migrate = facts.migrateAction.json
    let cancel = facts.cancelAction.json
    if facts.version < ConsoleVersion(4, 18) {
      return ["Migrate": migrate, "Cancel migration": cancel]
    }
    return [
      "Migration > Compute": migrate,
      "Migration > Cancel compute migration": cancel,
      "Cancel compute migration": cancel,
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
  /// `{ disabled: TEXT }` the state and its text. From which page is no difference.
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

  private static func expandedStates(_ pattern: Pattern) -> Pattern {
    guard case .map(let members) = pattern else { return pattern }
    return .map(members.map { .init($0.key, expandedState($0.pattern)) })
  }

  private static func expandedState(_ pattern: Pattern) -> Pattern {
    if case .map(let members) = pattern, members.contains(where: { $0.key == "disabled" }) {
      return .map([.init("state", .equal("disabled"))] + members)
    }
    return .map([.init("state", pattern)])
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
