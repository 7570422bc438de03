import GodwitModel

/// Counts the objects of a collection that match, object by object as they change.
///
/// So that a clause over ten thousand objects costs one evaluation an observation. It serves
/// clauses in which an object's part depends on that object alone, or for words on its own
/// instance and migrations.
final class CollectionTally {
  private let kind: ResourceKind
  private let filter: Matcher?
  private let quantifier: CompiledClause.Quantifier
  private let isWord: Bool

  /// What is known of each object, by its place in the world.
  private var parts: [Part] = []
  private var selected = 0
  private var holding = 0
  /// How many versions of the world have been counted.
  private var position = 0

  private enum Part {
    /// Not of the collection, deleted, or filtered out.
    case none
    case selected
    case holding
  }

  /// Nil where it cannot be counted object by object. `isLocal`: no pattern looks at other objects.
  init?(
    _ kind: ResourceKind, filter: Matcher?, _ quantifier: CompiledClause.Quantifier,
    isLocal: Bool
  ) {
    self.kind = kind
    self.filter = filter
    self.quantifier = quantifier
    switch Self.element(of: quantifier) {
    case .owned: return nil
    case .word:
      guard kind == .virtualMachine || kind == .virtualMachineInstance, filter == nil else {
        return nil
      }
      isWord = true
    case .pattern, nil:
      guard isLocal else { return nil }
      isWord = false
    }
  }

  private static func element(
    of quantifier: CompiledClause.Quantifier
  ) -> CompiledClause.Element? {
    switch quantifier {
    case .any(let element), .none(let element): element
    case .all(let element): element
    case .count: nil
    }
  }

  /// Whether the condition holds in the present world.
  func holds(in context: EvaluationContext) -> Bool {
    update(in: context)
    switch quantifier {
    case .any: return holding > 0
    case .none: return holding == 0
    case .all: return selected > 0 && holding == selected
    case .count(let min, let max):
      return selected >= (min ?? 0) && selected <= (max ?? .max)
    }
  }

  private func update(in context: EvaluationContext) {
    let world = context.world
    while position < world.versionCount {
      let place = world.place(ofVersion: position)
      position += 1
      if let affected = affectedPlace(place, in: world) { recount(affected, in: context) }
    }
  }

  /// The object of the collection whose part a changed object can change.
  private func affectedPlace(_ place: Int, in world: World) -> Int? {
    let changed = world.tracked(at: place)
    if changed.key.kind.kind == kind.kind { return place }
    guard isWord else { return nil }
    switch changed.last {
    case .migration(let snapshot):
      let name = snapshot.object.spec.vmiName
      return world.place(of: ObjectKey(kind, namespace: changed.key.namespace, name: name))
    case .virtualMachineInstance:
      return world.place(
        of: ObjectKey(kind, namespace: changed.key.namespace, name: changed.key.name))
    case .pod(let snapshot):
      let owner = snapshot.object.metadata.controller?.name ?? ""
      return world.place(of: ObjectKey(kind, namespace: changed.key.namespace, name: owner))
    case .virtualMachine, .node, .event, .generic: return nil
    }
  }

  private func recount(_ place: Int, in context: EvaluationContext) {
    while parts.count <= place { parts.append(.none) }
    let new = part(of: context.world.tracked(at: place), in: context)
    count(parts[place], -1)
    count(new, 1)
    parts[place] = new
  }

  private func count(_ part: Part, _ change: Int) {
    switch part {
    case .none: break
    case .selected: selected += change
    case .holding:
      selected += change
      holding += change
    }
  }

  private func part(of tracked: World.Tracked, in context: EvaluationContext) -> Part {
    guard tracked.exists || kind == .event,
      !kind.isNamespaced || tracked.key.namespace == context.namespace
        || context.namespace.isEmpty
    else { return .none }
    // Nothing that is counted refers to other objects.
    let matching = MatchContext(isQuick: true)
    var ignored: [Mismatch] = []
    let value = MatchValue.object(tracked.last)
    if let filter, !filter.matches(value, in: matching, mismatches: &ignored) { return .none }
    switch Self.element(of: quantifier) {
    case nil: return .holding
    case .pattern(let matcher):
      let holds = matcher.matches(value, in: matching, mismatches: &ignored)
      return holds ? .holding : .selected
    case .word(let word):
      let words = MigrationWords(world: context.world)
      return words.holds(word, of: tracked.key) ? .holding : .selected
    case .owned: return .selected
    }
  }
}
