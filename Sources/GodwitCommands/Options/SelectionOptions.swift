import ArgumentParser
import Runner

/// Which scenarios.
struct SelectionOptions: ParsableArguments {
  @Argument(help: "Scenario files, and folders with them. (default: scenarios)")
  var paths: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only scenarios whose id, name or file matches, * for any text and ? for one character.",
      discussion: "May be given several times: any of them.", valueName: "glob"))
  var filter: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only scenarios with these tags: 'rbac and not (slow or console)'.",
      valueName: "expression"),
    transform: { text in
      do {
        return try TagExpression(parsing: text)
      } catch {
        throw ValidationError("'\(text)' is not a tag expression: \(error)")
      }
    })
  var tag: TagExpression?

  @Option(
    help: ArgumentHelp(
      "One of several parts: 2/5 is the second of five. A scenario's part never changes.",
      valueName: "i/n"),
    transform: { text in
      guard let shard = Shard(parsing: text) else {
        throw ValidationError("'\(text)' is not a shard: it is i/n with i from 1 to n")
      }
      return shard
    })
  var shard: Shard?

  init() {}

  var selection: Selection {
    Selection(filters: filter.map(Glob.init), tags: tag, shard: shard)
  }

  /// What was asked for, in words for the message that there is none.
  var description: String {
    var parts: [String] = []
    for glob in filter { parts.append("--filter '\(glob)'") }
    if tag != nil { parts.append("--tag") }
    if let shard { parts.append("--shard \(shard)") }
    return parts.joined(separator: " ")
  }
}
