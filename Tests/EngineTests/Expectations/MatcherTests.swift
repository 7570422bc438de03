import GodwitModel
import Testing

@testable import Engine

@Suite struct MatcherTests {
  /// A pattern, a value, and whether they match.
  struct Case: Sendable, CustomTestStringConvertible {
    let pattern: Pattern
    let value: JSONValue?
    let matches: Bool
    var testDescription: String {
      "\(ExpectationText.text(pattern)) \(value?.text ?? "unset") \(matches)"
    }

    init(_ pattern: Pattern, _ value: JSONValue?, _ matches: Bool) {
      self.pattern = pattern
      self.value = value
      self.matches = matches
    }
  }

  static let scalars: [Case] = [
    Case(.equal("Running"), "Running", true),
    Case(.equal("Running"), "Failed", false),
    Case(.equal("1Gi"), "1024Mi", true),
    Case(.equal("90s"), "1m30s", true),
    Case(.equal(8), "8", true),
    Case(.equal("2026-01-01T00:00:00Z"), "2026-01-01T01:00:00+01:00", true),
    Case(.equal(false), nil, true),
    Case(.equal(true), nil, false),
    Case(.equal(.null), nil, true),
    Case(.exists(true), "x", true),
    Case(.exists(true), nil, false),
    Case(.exists(false), nil, true),
    Case(.exists(false), .null, true),
    Case(.not(.equal("a")), "b", true),
    Case(.not(.equal("a")), "a", false),
    Case(.not(.equal("a")), nil, true),
    Case(.oneOf(["a", "b"]), "b", true),
    Case(.oneOf(["a", "b"]), "c", false),
  ]

  static let texts: [Case] = [
    Case(.contains("igra"), "migrate", true),
    Case(.contains("xyz"), "migrate", false),
    Case(.contains(["mi", "te"]), "migrate", true),
    Case(.contains("b"), ["a", "b"], true),
    Case(.contains(["a", "c"]), ["a", "b"], false),
    Case(.contains(["a": 1]), ["a": 1, "b": 2], true),
    Case(.contains(["a": 2]), ["a": 1, "b": 2], false),
    Case(.matches("^fedora-mig-[a-z0-9]+$"), "fedora-mig-x1y2", true),
    Case(.matches("^fedora-mig-[a-z0-9]+$"), "my-fedora-mig-x1y2", false),
    Case(.matches("mig"), "fedora-mig-1", true),
    Case(.matches("^5$"), 5, true),
    Case(.matches("a"), nil, false),
    Case(.lines(["A: 1", "B: 2"]), "  A:    1\nother\n  B: 2  \n", true),
    Case(.lines(["B: 2", "A: 1"]), "A: 1\nB: 2\n", false),
    Case(.lines(["A: 1"]), "xA: 1\n", false),
  ]

  static let comparisons: [Case] = [
    Case(.compare(.greater, "1Gi"), "1025Mi", true),
    Case(.compare(.greater, "1Gi"), "1024Mi", false),
    Case(.compare(.greaterOrEqual, 3), 3, true),
    Case(.compare(.less, "5m"), "90s", true),
    Case(.compare(.lessOrEqual, "2026-01-01T00:00:00Z"), "2026-01-01T00:00:01Z", false),
    Case(.compare(.less, 3), "many", false),
    Case(.compare(.less, 3), nil, false),
    Case(.all([.compare(.greater, 1), .compare(.less, 5)]), 3, true),
    Case(.all([.compare(.greater, 1), .compare(.less, 5)]), 7, false),
  ]

  static let lists: [Case] = [
    Case(.list([.equal("a"), .equal("b")]), ["b", "a"], true),
    Case(.list([.equal("a")]), ["a", "b"], false),
    Case(.list([.equal("a"), .equal("a")]), ["a", "b"], false),
    Case(.list([]), [], true),
    Case(.list([]), nil, true),
    Case(.list([]), ["a"], false),
    Case(.list([.matches("."), .equal("a")]), ["a", "b"], true),
    Case(
      .list([.map([.init("name", .equal("b")), .init("x", .equal(2))])]),
      [["name": "a", "x": 1], ["name": "b", "x": 2]], true),
    Case(
      .list([.map([.init("name", .equal("c"))])]), [["name": "a"], ["name": "b"]], false),
    Case(.list([.map([.init("x", .equal(1))])]), [["x": 1], ["x": 2]], true),
    Case(.list([.map([.init("x", .equal(2))])]), [["x": 1], ["x": 2]], false),
  ]

  static let maps: [Case] = [
    Case(Make.at("status.phase", "Running"), ["status": ["phase": "Running", "x": 1]], true),
    Case(Make.at("status.phase", "Running"), ["status": [:]], false),
    Case(Make.at("status.phase", "Running"), nil, false),
    Case(Make.at("status.failed", .exists(false)), ["status": ["phase": "Running"]], true),
    Case(.map([]), ["a": 1], true),
    Case(.map([]), nil, false),
    Case(.not(Make.at("a.b", 1)), ["a": ["b": 2]], true),
  ]

  @Test(arguments: scalars + texts + comparisons + lists + maps)
  func matches(_ example: Case) {
    var compiler = MatcherCompiler()
    let matcher = compiler.compile(example.pattern)
    let context = MatchContext { _, _ in nil }
    var mismatches: [Mismatch] = []
    let result = matcher.matches(.json(example.value), in: context, mismatches: &mismatches)
    #expect(result == example.matches)
    #expect(mismatches.isEmpty == example.matches)
    #expect(compiler.problems.isEmpty)
  }

  @Test func everyDifferenceIsToldWithItsPath() {
    var compiler = MatcherCompiler()
    let pattern = Pattern.map([
      .init("spec", Make.at("vmiName", "other")),
      .init("status", Make.at("phase", "Failed")),
    ])
    let matcher = compiler.compile(
      pattern, shape: KindSchema.shape(ofKind: "VirtualMachineInstanceMigration"))
    var mismatches: [Mismatch] = []
    let object = Make.migration("job", phase: .running)
    let context = MatchContext { _, _ in nil }
    #expect(!matcher.matches(.object(object), in: context, mismatches: &mismatches))
    #expect(
      mismatches == [
        Mismatch(path: ["spec", "vmiName"], expected: "other", actual: "fedora"),
        Mismatch(path: ["status", "phase"], expected: "Failed", actual: "Running"),
      ])
  }

  @Test func mergeKeysComeFromTheKind() {
    var compiler = MatcherCompiler()
    let element = Pattern.map([
      .init("type", .equal("LiveMigratable")), .init("status", .equal("True")),
    ])
    let matcher = compiler.compile(
      Make.at("status.conditions", .list([element])),
      shape: KindSchema.shape(ofKind: "VirtualMachine"))
    let context = MatchContext { _, _ in nil }
    var mismatches: [Mismatch] = []
    let good = MatchValue.object(Make.machine())
    #expect(matcher.matches(good, in: context, mismatches: &mismatches))
    let bad = MatchValue.object(Make.machine(migratable: false))
    #expect(!matcher.matches(bad, in: context, mismatches: &mismatches))
    #expect(mismatches.map(\.path) == [["status", "conditions[type=LiveMigratable]", "status"]])
    #expect(mismatches.map(\.actual) == ["False"])
  }

  @Test func aTextFieldIsNotComparedAsANumber() {
    var compiler = MatcherCompiler()
    let matcher = compiler.compile(
      Make.at("metadata.name", "1e3"), shape: KindSchema.shape(ofKind: "Pod"))
    var mismatches: [Mismatch] = []
    let context = MatchContext { _, _ in nil }
    let object = MatchValue.object(Make.pod("1000"))
    #expect(!matcher.matches(object, in: context, mismatches: &mismatches))
  }

  @Test func referencesReadAnotherObject() {
    var compiler = MatcherCompiler()
    let target = Target.object(.virtualMachineInstanceMigration, "job")
    let equal = compiler.compile(.reference(target, path: ["metadata", "uid"]))
    let less = compiler.compile(.compareReference(.less, target, path: ["spec", "size"]))
    let context = MatchContext { _, path in path == ["metadata", "uid"] ? "abc" : 5 }
    var mismatches: [Mismatch] = []
    #expect(equal.matches(.json("abc"), in: context, mismatches: &mismatches))
    #expect(less.matches(.json(4), in: context, mismatches: &mismatches))
    #expect(!less.matches(.json(6), in: context, mismatches: &mismatches))
    #expect(!equal.matches(.json("x"), in: context, mismatches: &mismatches))
    #expect(
      mismatches.map(\.expected) == [
        "less than 5, that of vmim/job spec.size", "abc, that of vmim/job metadata.uid",
      ])
  }

  @Test func aBadExpressionIsAProblemNotAMatch() {
    var compiler = MatcherCompiler()
    _ = compiler.compile(.matches("(unclosed"))
    #expect(compiler.problems == ["`(unclosed` is not a regular expression"])
  }
}
