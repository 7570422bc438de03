import GodwitModel
import Testing

@Suite("Spans")
struct SpanTests {
  @Test(arguments: [
    ("0s", 0), ("1ns", 1), ("20us", 20_000), ("20µs", 20_000), ("20μs", 20_000),
    ("100ms", 100_000_000), ("90s", 90_000_000_000), ("1m30s", 90_000_000_000),
    ("1.5h", 5_400_000_000_000), ("1h0m0s", 3_600_000_000_000), (".5s", 500_000_000),
    ("1.s", 1_000_000_000), ("1d", 86_400_000_000_000), ("0.000000001s", 1),
    ("1h1m1s1ms1us1ns", 3_661_001_001_001), ("0.1m", 6_000_000_000), ("1.5ns", 1),
    ("3m2m", 300_000_000_000), ("00012s", 12_000_000_000),
  ])
  func readsDurations(text: String, nanoseconds: Int64) {
    #expect(Span(parsing: text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    "", "0", "5", "s", ".s", ".", "1.5", "-5s", "+5s", "5 s", " 5s", "5s ", "5S", "5min", "5sec",
    "1.2.3s", "1e3s", "0x5s", "５s", "1s2", "9999999999999999999s", "101000d", "1..s",
    "36600d1ns",
  ])
  func refusesOtherText(text: String) {
    #expect(Span(parsing: text) == nil)
  }

  @Test func stopsAtAHundredYears() {
    #expect(Span(parsing: "36600d") == .seconds(36_600 * 86_400))
    #expect(Span(parsing: "36601d") == nil)
    #expect(Span(parsing: "36600.5d") == nil)
  }

  @Test(arguments: [
    (0, "0s"), (1, "1ns"), (999, "999ns"), (1_500, "1.5µs"), (20_000, "20µs"),
    (100_000_000, "100ms"), (1_500_000, "1.5ms"), (2_500_000_000, "2.5s"),
    (90_000_000_000, "1m30s"), (3_600_000_000_000, "1h"), (3_661_500_000_000, "1h1m1.5s"),
    (3_605_000_000_000, "1h5s"), (90_000_000_000_000, "25h"), (-1_500_000_000, "-1.5s"),
    (1_000_000_001, "1s"),
  ])
  func printsAsPeopleWrite(nanoseconds: Int64, text: String) {
    #expect(Span(nanoseconds: nanoseconds).description == text)
  }

  @Test func whatIsPrintedIsReadBack() {
    for span: Span in [
      .nanoseconds(7), .microseconds(12), .milliseconds(1_234), .seconds(59), .minutes(75),
      .seconds(100_000), .zero,
    ] {
      #expect(Span(parsing: span.description) == span)
    }
  }

  @Test func printsTheExtremes() {
    #expect(Span(nanoseconds: .min).description == "-2562047h47m16.854s")
    #expect(Span(nanoseconds: .max).description == "2562047h47m16.854s")
  }

  @Test(arguments: [
    (0, "0.000"), (12_345_000_000, "12.345"), (1_999_999, "0.001"), (60_000_000_000, "60.000"),
    (-1_005_000_000, "-1.005"), (-5_000_000, "-0.005"), (-123_000_000, "-0.123"),
    (-999_999, "0.000"),
  ])
  func printsSecondsWithThreeDecimals(nanoseconds: Int64, text: String) {
    #expect(Span(nanoseconds: nanoseconds).secondsText == text)
  }

  @Test func counts() {
    #expect(Span.seconds(90) == .minutes(1) + .seconds(30))
    #expect(Span.seconds(90) - .minutes(1) == .milliseconds(30_000))
    #expect(Span.milliseconds(1_999).wholeSeconds == 1)
    #expect(Span.seconds(2) * 3 == .seconds(6))
    #expect(Span.seconds(1) < .seconds(2))
  }
}
