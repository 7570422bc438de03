import GodwitModel
import Testing

@testable import Engine

/// Counting object by object must come to the same as looking at all of them.
@Suite struct CollectionTallyTests {
  static let running = Make.at("status.phase", "Running")
  static let conditions: [CollectionCondition] = [
    CollectionCondition(filter: running, quantifier: .any(nil)),
    CollectionCondition(quantifier: .any(.pattern(running))),
    CollectionCondition(quantifier: .all(.pattern(running))),
    CollectionCondition(filter: Make.at("spec.vmiName", "a"), quantifier: .all(.pattern(running))),
    CollectionCondition(quantifier: .none(.pattern(running))),
    CollectionCondition(filter: running, quantifier: .none(nil)),
    CollectionCondition(filter: running, quantifier: .count(min: 1, max: 2)),
    CollectionCondition(quantifier: .count(min: nil, max: 3)),
  ]

  @Test(arguments: conditions.indices) func agreesWithTheWhole(index: Int) {
    var compiler = ExpectationCompiler()
    let clause = Make.clause(.virtualMachineInstanceMigration, Self.conditions[index])
    let counted = compiler.compile(Make.expectation(clause)).clauses[0]
    let world = World(start: .simulationEpoch, objects: [])
    let context = EvaluationContext(
      world: world, bindings: Bindings(), namespace: "demo", declared: DeclaredNames())
    let names = NameGenerator(seed: 3)
    let phases: [MigrationPhase] = [.pending, .running, .succeeded]
    for step in 0..<300 {
      let object = Make.migration(
        "m" + names.base36(1), of: step.isMultiple(of: 2) ? "a" : "b", phase: phases[step % 3])
      let exists = world.current(object.key) != nil
      let type: ChangeType =
        exists ? (step.isMultiple(of: 5) ? .deleted : .modified) : .added
      world.apply(ObjectChange(at: .simulationEpoch, type: type, object: object), sequence: step)
      let quick = holds(counted.evaluate(in: context, isQuick: true))
      let whole = holds(counted.evaluate(in: context))
      #expect(quick == whole, "after step \(step)")
    }
  }

  @Test func wordsFollowTheInstanceAndTheMigration() {
    var compiler = ExpectationCompiler()
    let condition = CollectionCondition(quantifier: .all(.word(.migrated)))
    let clause = compiler.compile(
      Make.expectation(Make.clause(.virtualMachine, condition))
    ).clauses[0]
    let world = World(start: .simulationEpoch, objects: [Make.machine(), Make.instance()])
    let context = EvaluationContext(
      world: world, bindings: Bindings(), namespace: "demo", declared: DeclaredNames())
    #expect(!holds(clause.evaluate(in: context, isQuick: true)))
    for (sequence, object) in [
      Make.migration("job", phase: .succeeded),
      Make.instance(node: "node2", state: Make.state(of: "job")),
    ].enumerated() {
      let type: ChangeType = sequence == 0 ? .added : .modified
      world.apply(
        ObjectChange(at: .simulationEpoch, type: type, object: object), sequence: sequence)
    }
    #expect(holds(clause.evaluate(in: context, isQuick: true)))
    world.apply(
      ObjectChange(
        at: .simulationEpoch, type: .added,
        object: Make.migration("next", phase: .pending, createdAfter: 9)), sequence: 2)
    #expect(!holds(clause.evaluate(in: context, isQuick: true)))
  }

  @Test func aReferenceIsNotCounted() {
    var compiler = ExpectationCompiler()
    let reference = Pattern.reference(
      .object(.virtualMachineInstanceMigration, "m"), path: ["spec", "vmiName"])
    let condition = CollectionCondition(
      filter: Make.at("spec.vmiName", reference), quantifier: .count(min: 1, max: 1))
    let clause = compiler.compile(
      Make.expectation(Make.clause(.virtualMachineInstanceMigration, condition))
    ).clauses[0]
    guard case .collection(let collection) = clause.condition else { return }
    #expect(collection.tally == nil)
  }

  private func holds(_ evaluation: Evaluation) -> Bool {
    if case .holds = evaluation { true } else { false }
  }
}
