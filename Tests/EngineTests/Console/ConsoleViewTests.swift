import GodwitModel
import Testing

@testable import Engine

@Suite struct ConsoleViewTests {
  private func facts(_ change: (inout ConsoleFacts) -> Void = { _ in }) -> ConsoleFacts {
    var facts = ConsoleFacts(virtualMachine: "fedora")
    facts.machine = Make.machine().json
    facts.instance = Make.instance(node: "node1").json
    facts.mayMigrate = true
    facts.mayCancel = true
    facts.nodes = ["node1", "node2", "node3"].map { Make.node($0).json }
    change(&facts)
    return facts
  }

  private func matches(_ pattern: Pattern, _ facts: ConsoleFacts) -> Bool {
    var compiler = MatcherCompiler()
    let matcher = compiler.compile(ConsoleView.expanded(pattern))
    var mismatches: [Mismatch] = []
    return matcher.matches(
      .json(ConsoleView.json(facts)), in: MatchContext { _, _ in nil }, mismatches: &mismatches)
  }

  private func action(_ name: String, _ pattern: Pattern) -> Pattern {
    .map([
      .init("from", .equal("list")), .init("actions", .map([.init(name, pattern)])),
    ])
  }

  private let compute = "Migration > Compute"
  private let cancel = "Cancel compute migration"

  @Test func theMenuOffersOneOfTheTwo() {
    #expect(matches(action(compute, .equal("enabled")), facts()))
    #expect(matches(action(cancel, .equal("hidden")), facts()))
    #expect(matches(action("Migration > Cancel compute migration", .equal("hidden")), facts()))
    let open = facts {
      $0.newestMigration =
        MigrationList(
          Scripted.list(Make.migration("job", phase: .pending))
        ).newest
    }
    #expect(matches(action(compute, .equal("hidden")), open))
    #expect(matches(action(cancel, .equal("enabled")), open))
    let printsMigrating = facts { $0.machine = Make.machine(status: "Migrating").json }
    #expect(matches(action(cancel, .equal("disabled")), printsMigrating))
  }

  @Test func aDisabledActionHasItsText() {
    let stopped = facts { $0.machine = Make.machine(status: "Stopped").json }
    #expect(matches(action(compute, .equal("disabled")), stopped))
    let text = Pattern.map([.init("disabled", .equal("The VirtualMachine is not running"))])
    #expect(matches(action(compute, text), stopped))
    #expect(!matches(action(compute, text), facts()))
    #expect(!matches(action(compute, .map([.init("disabled", .equal("else"))])), stopped))
    #expect(!matches(action(compute, .equal("enabled")), stopped))
  }

  @Test func theDialogListsTheOtherUsableNodes() {
    let all = facts {
      $0.nodes?.append(Make.node("node4", unschedulable: true).json)
      var arm = Make.node("node5").json.object ?? JSONObject()
      arm.set("arm64", at: ["status", "nodeInfo", "architecture"])
      $0.nodes?.append(.object(arm))
    }
    #expect(all.selectableNodes == ["node2", "node3"])
    let old = facts {
      $0.version = ConsoleVersion(4, 21)
      $0.nodes = all.nodes
    }
    #expect(old.selectableNodes == ["node2", "node3", "node5"])
    let specific = Pattern.map([
      .init("nodes", .list([.equal("node3"), .equal("node2")])),
      .init("submit", .equal("disabled")), .init("default", .equal(false)),
    ])
    let automatic = Pattern.map([
      .init("default", .equal(true)), .init("submit", .equal("enabled")),
    ])
    let dialog = Pattern.map([
      .init(
        "dialog",
        .map([
          .init("Specific Node", specific), .init("Automatically selected Node", automatic),
        ]))
    ])
    #expect(matches(dialog, facts()))
    #expect(!matches(dialog, facts { $0.version = ConsoleVersion(4, 19) }), "no dialog yet")
    #expect(!matches(dialog, facts { $0.nodes = nil }), "the list never loads")
  }

  @Test func beforeMigrationHadAMenuOfItsOwn() {
    let old = facts { $0.version = ConsoleVersion(4, 17) }
    #expect(matches(action("Migrate", .equal("enabled")), old))
    let single = facts {
      $0.version = ConsoleVersion(4, 17)
      $0.isSingleNode = true
    }
    #expect(matches(action("Migrate", .equal("disabled")), single))
    let singleLater = facts { $0.isSingleNode = true }
    #expect(matches(action(compute, .equal("enabled")), singleLater))
  }

  @Test func whoCannotSeeTheVMIsOfferedNothing() {
    let blind = facts { $0.machine = nil }
    #expect(matches(action(compute, .equal("hidden")), blind))
    #expect(matches(action(cancel, .equal("hidden")), blind))
  }
}
