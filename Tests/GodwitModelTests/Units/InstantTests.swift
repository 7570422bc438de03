import GodwitModel
import Testing

@Suite("Instants")
struct InstantTests {
  private func seconds(_ text: String) -> Int64? {
    Instant(parsing: text).map { $0.nanosecondsSinceEpoch / 1_000_000_000 }
  }

  // The numbers are those of `date -u -d TEXT +%s`.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-01T00:00:00Z", 1_767_225_600),
    ("2000-02-29T12:00:00Z", 951_825_600), ("2024-02-29T23:59:59Z", 1_709_251_199),
    ("2024-03-01T00:00:00Z", 1_709_251_200), ("2100-03-01T00:00:00Z", 4_107_542_400),
    ("2026-12-31T23:59:59Z", 1_798_761_599), ("1969-12-31T23:59:59Z", -1),
    ("1900-03-01T00:00:00Z", -2_203_891_200), ("2262-04-11T00:00:00Z", 9_223_286_400),
  ])
  func countsSecondsFromTheEpoch(text: String, expected: Int64) throws {
    let instant = try #require(Instant(parsing: text))
    #expect(instant.nanosecondsSinceEpoch == expected * 1_000_000_000)
    #expect(instant.description == text)
  }

  @Test func understandsOffsets() {
    let noon = seconds("2026-06-01T12:00:00Z")
    #expect(seconds("2026-06-01T14:00:00+02:00") == noon)
    #expect(seconds("2026-06-01T06:30:00-05:30") == noon)
    #expect(seconds("2026-06-02T01:45:00+13:45") == noon)
    #expect(seconds("2026-06-01T12:00:00-00:00") == noon)
  }

  @Test func readsFractions() {
    #expect(
      Instant(parsing: "1970-01-01T00:00:01.5Z")?.nanosecondsSinceEpoch == 1_500_000_000)
    #expect(
      Instant(parsing: "1970-01-01T00:00:00.000000001Z")?.nanosecondsSinceEpoch == 1)
    #expect(
      Instant(parsing: "1970-01-01T00:00:00.123456+01:00")?.nanosecondsSinceEpoch
        == -3_599_876_544_000)
  }

  @Test(arguments: [
    "", "2026", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z",
    "2026-01-01t00:00:00Z", "2026-01-01T00:00:00z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
    "2026-02-29T00:00:00Z", "2024-02-30T00:00:00Z", "2100-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.0000000001Z",
    "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+01:00Z", "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+01:60", "2026-01-01T00:00:00Zx", "2026-01-01T00:00:00.5",
    "20a6-01-01T00:00:00Z", "-026-01-01T00:00:00Z", "２026-01-01T00:00:00Z",
  ])
  func refusesWhatGoRefuses(text: String) {
    #expect(Instant(parsing: text) == nil)
  }

  /// A 64-bit count of nanoseconds reaches from 1677 to 2262.
  @Test(arguments: ["0000-01-01T00:00:00Z", "1600-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
  func refusesWhatDoesNotFit(text: String) {
    #expect(Instant(parsing: text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    var days: Int64 = -98_000
    while days < 106_000 {
      let instant = Instant(nanosecondsSinceEpoch: days * 86_400_000_000_000)
      #expect(Instant(parsing: instant.description) == instant)
      days += 13
    }
  }

  @Test func printsAsKubernetesAndGoDo() throws {
    let instant = Instant.simulationEpoch + .seconds(7) + .microseconds(1234)
    #expect(instant.description == "2026-01-01T00:00:07Z")
    #expect(instant.microsecondText == "2026-01-01T00:00:07.001234Z")
    #expect(instant.goText == "2026-01-01 00:00:07 +0000 UTC")
    let before = Instant(nanosecondsSinceEpoch: -1_000)
    #expect(before.description == "1969-12-31T23:59:59Z")
    #expect(before.microsecondText == "1969-12-31T23:59:59.999999Z")
  }

  @Test func cutsToTheSecondDownwards() {
    #expect(
      Instant(nanosecondsSinceEpoch: 1_999_999_999).truncatedToSecond.description
        == "1970-01-01T00:00:01Z")
    #expect(
      Instant(nanosecondsSinceEpoch: -1).truncatedToSecond.nanosecondsSinceEpoch
        == -1_000_000_000)
    #expect(Instant.simulationEpoch.truncatedToSecond == .simulationEpoch)
  }

  @Test func arithmeticStopsAtTheEnds() {
    #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
    #expect(
      Instant(nanosecondsSinceEpoch: .min) + .seconds(-1)
        == Instant(nanosecondsSinceEpoch: .min))
    #expect(
      Instant.distantFuture - Instant(nanosecondsSinceEpoch: -1) == Span(nanoseconds: .max))
    #expect(
      Instant(nanosecondsSinceEpoch: .min) - Instant(nanosecondsSinceEpoch: 1)
        == Span(nanoseconds: .min))
    #expect(Instant.simulationEpoch + .seconds(5) - Instant.simulationEpoch == .seconds(5))
  }
}
