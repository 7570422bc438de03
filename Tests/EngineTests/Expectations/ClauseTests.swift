import GodwitModel
import Testing

@testable import Engine

@Suite struct ClauseTests {
  private func context(_ objects: [APIObject]) -> EvaluationContext {
    let declared = DeclaredNames()
    declared.insert(ObjectKey(.virtualMachine, namespace: "demo", name: "fedora"))
    return EvaluationContext(
      world: World(start: .simulationEpoch, objects: objects), bindings: Bindings(),
      namespace: "demo", declared: declared)
  }

  private func evaluate(_ clause: Clause, _ context: EvaluationContext) -> Evaluation {
    var compiler = ExpectationCompiler()
    let expectation = compiler.compile(Make.expectation(clause))
    return expectation.clauses[0].evaluate(in: context)
  }

  private func holds(_ clause: Clause, _ context: EvaluationContext) -> Bool {
    if case .holds = evaluate(clause, context) { true } else { false }
  }

  private func failure(_ clause: Clause, _ context: EvaluationContext) -> ClauseFailure? {
    if case .fails(let failure) = evaluate(clause, context) { failure } else { nil }
  }

  @Test func aHandleWinsOverAnObjectOfThatName() {
    let context = context([
      Make.migration("job", phase: .failed), Make.migration("real", phase: .running),
    ])
    let clause = Make.clause(
      .virtualMachineInstanceMigration, "job", Make.at("status.phase", "Running"))
    #expect(!holds(clause, context))
    context.bindings.bind(
      "job",
      to: .init(
        key: ObjectKey(.virtualMachineInstanceMigration, namespace: "demo", name: "real"),
        uid: "uid-real"))
    #expect(holds(clause, context))
  }

  @Test func anUnboundHandleIsAMistakeUnderAbsentToo() {
    let clause = Make.clause(.virtualMachineInstanceMigration, "typo", .absent)
    guard case .unbound(let reason) = evaluate(clause, context([])) else {
      Issue.record("it must not be judged")
      return
    }
    #expect(reason.contains("`typo`"))
  }

  @Test func absentMeansGone() {
    let job = Make.migration("job", phase: .running)
    let context = context([job])
    let clause = Make.clause(.virtualMachineInstanceMigration, "job", .absent)
    #expect(failure(clause, context)?.mismatches.map(\.actual) == ["there"])
    context.world.apply(
      ObjectChange(at: .simulationEpoch, type: .deleted, object: job), sequence: 0)
    #expect(holds(clause, context))
    #expect(holds(Make.clause(.virtualMachineInstance, "fedora", .absent), context))
  }

  @Test func podsAreFoundByWhatTheyDo() {
    let context = context([
      Make.machine(), Make.instance(), Make.migration("job", phase: .running),
      Make.pod("old", node: "node1", phase: .succeeded), Make.pod("source", node: "node1"),
      Make.pod("target", node: "node2", migration: "job"),
    ])
    #expect(context.current(.activePod(virtualMachine: "fedora"))?.metadata.name == "source")
    #expect(context.current(.targetPod(migration: "job"))?.metadata.name == "target")
    #expect(context.current(.sourcePod(migration: "job"))?.metadata.name == "source")
  }

  @Test func collectionsHaveQuantifiers() {
    let context = context([
      Make.migration("a", phase: .running), Make.migration("b", phase: .running),
      Make.migration("c", phase: .pending),
    ])
    func clause(
      _ quantifier: CollectionCondition.Quantifier, filter: Pattern? = nil
    ) -> Clause {
      Make.clause(
        .virtualMachineInstanceMigration,
        CollectionCondition(filter: filter, quantifier: quantifier))
    }
    let running = Make.at("status.phase", "Running")
    #expect(holds(clause(.any(nil), filter: running), context))
    #expect(holds(clause(.any(.pattern(running))), context))
    #expect(!holds(clause(.all(.pattern(running))), context))
    #expect(holds(clause(.all(.pattern(running)), filter: running), context))
    #expect(!holds(clause(.none(.pattern(running))), context))
    #expect(holds(clause(.count(min: 2, max: 2), filter: running), context))
    #expect(!holds(clause(.count(min: nil, max: 1), filter: running), context))
    let failed = Make.at("status.phase", "Failed")
    #expect(holds(clause(.none(nil), filter: failed), context))
    #expect(!holds(clause(.all(.pattern(failed)), filter: failed), context), "all of nothing")
  }

  @Test func theNearestCandidateIsNamed() {
    let context = context([
      Make.migration("a", of: "other", phase: .pending),
      Make.migration("b", of: "fedora", phase: .pending),
    ])
    let pattern = Pattern.map([
      .init("spec", Make.at("vmiName", "fedora")), .init("status", Make.at("phase", "Running")),
    ])
    let clause = Make.clause(
      .virtualMachineInstanceMigration,
      CollectionCondition(filter: pattern, quantifier: .any(nil)))
    let failure = failure(clause, context)
    #expect(failure?.note == "None of 2 objects matched; the nearest is vmim/b.")
    #expect(
      failure?.mismatches == [
        Mismatch(path: ["status", "phase"], expected: "Running", actual: "Pending")
      ])
  }

  @Test func eventsBelongToTheObjectTheyAreAbout() {
    let instance = Make.instance()
    let context = context([
      instance, Make.instance("other", uid: "vmi-2"),
      Make.event("e1", about: instance, reason: "NoSuitableNodesForHostModelMigration"),
    ])
    func clause(_ name: String) -> Clause {
      Make.clause(
        .event,
        CollectionCondition(
          filter: Make.at("reason", "NoSuitableNodesForHostModelMigration"),
          owner: .object(.virtualMachineInstance, name), quantifier: .any(nil)))
    }
    #expect(holds(clause("fedora"), context))
    #expect(!holds(clause("other"), context))
  }

  @Test func aDeletedEventStillHolds() {
    let event = Make.event("e1", about: Make.instance(), reason: "Gone")
    let context = context([Make.instance(), event])
    context.world.apply(
      ObjectChange(at: .simulationEpoch, type: .deleted, object: event), sequence: 0)
    let clause = Make.clause(
      .event, CollectionCondition(filter: Make.at("reason", "Gone"), quantifier: .any(nil)))
    #expect(holds(clause, context))
  }

  @Test func aDeletedObjectGivesReferencesItsLastValue() {
    let job = Make.migration("job")
    let context = context([Make.instance(state: Make.state(of: "job")), job])
    context.world.apply(
      ObjectChange(at: .simulationEpoch, type: .deleted, object: job), sequence: 0)
    let reference = Pattern.reference(
      .object(.virtualMachineInstanceMigration, "job"), path: ["metadata", "uid"])
    let clause = Make.clause(
      .virtualMachineInstance, "fedora",
      Make.at("status.migrationState.migrationUid", reference))
    #expect(holds(clause, context))
  }
}
