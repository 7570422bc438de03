import GodwitModel
import Testing

/// Rules and examples of k8s.io/apimachinery pkg/api/resource/quantity.go and its test.
@Suite("Quantities")
struct QuantityTests {
  @Test(arguments: [
    ("0", 0), ("64", 64_000), ("500m", 500), ("1Ki", 1_024_000), ("1Mi", 1_048_576_000),
    ("1Gi", 1_073_741_824_000), ("2Ti", 2_199_023_255_552_000),
    ("3Pi", 3_377_699_720_527_872_000), ("1k", 1_000_000), ("1M", 1_000_000_000),
    ("1G", 1_000_000_000_000), ("1T", 1_000_000_000_000_000), ("9P", 9_000_000_000_000_000_000),
    ("1.5Gi", 1_610_612_736_000), (".5", 500), ("1.", 1_000), ("1.G", 1_000_000_000_000),
    ("+5", 5_000), ("-5", -5_000), ("-500m", -500), ("0.001", 1), ("007", 7_000),
    ("12e6", 12_000_000_000), ("1E3", 1_000_000), ("1e0", 1_000), ("1e-3", 1), ("15e-1", 1_500),
    ("1e+2", 100_000), ("0E", 0),
  ])
  func readsEverySuffix(text: String, thousandths: Int64) {
    #expect(Quantity(parsing: text)?.thousandths == thousandths)
  }

  @Test(arguments: [
    ("0.1m", 1), ("1u", 1), ("1n", 1), ("1500u", 2), ("2000u", 2), ("1.0001", 1_001),
    ("-1.0001", -1_001), ("0.00000000000000001", 1), ("1.0000000000000000000000000000", 1_000),
    ("0.0Ki", 0), ("1e-9", 1), ("0e-9", 0), ("1.1Ki", 1_126_400), ("1.0005Ki", 1_024_512),
    ("0.3333333333333333333Gi", 357_913_941_334),
  ])
  func roundsAwayFromZero(text: String, thousandths: Int64) {
    #expect(Quantity(parsing: text)?.thousandths == thousandths)
  }

  @Test(arguments: [
    "", " ", ".", "+", "-", "m", "Gi", "1.1.M", "1+1.0M", "0.1mi", "0.1am", "aoeu", ".5i", "1i",
    "-3.01i", "-3.01e-", " 1", "1 ", "++1", "+-1", "1K", "1ki", "1KI", "1GiB", "1 Gi", "1e", "1e+",
    "1e1.5", "1,5", "0x10", "１", "1m1",
  ])
  func refusesOtherText(text: String) {
    #expect(Quantity(parsing: text) == nil)
  }

  @Test(arguments: [
    "10P", "9Pi", "1E", "1Ei", "9223372036854776", "99999999999999999999", "1e16", "1e99",
    "1e999999999999999999999", "9999999999Ti",
  ])
  func refusesWhatDoesNotFit(text: String) {
    #expect(Quantity(parsing: text) == nil)
  }

  @Test(arguments: [
    ("1500m", 2), ("1m", 1), ("0", 0), ("1", 1), ("-1500m", -2), ("-1", -1), ("-1m", -1),
    ("9223372036854775807m", 9_223_372_036_854_776),
  ])
  func countsWholeUnitsAwayFromZero(text: String, units: Int64) {
    #expect(Quantity(parsing: text)?.units == units)
  }

  @Test(arguments: [
    ("0", "0"), ("1Gi", "1Gi"), ("1024Mi", "1Gi"), ("1536Mi", "1536Mi"), ("500m", "500m"),
    ("1500m", "1500m"), ("3", "3"), ("1000", "1000"), ("1k", "1000"), ("1024", "1Ki"),
    ("2048Gi", "2Ti"), ("1024Ti", "1Pi"), ("-1Gi", "-1Gi"), ("-500m", "-500m"), ("0.5Ki", "512"),
  ])
  func printsTheCanonicalSpelling(text: String, canonical: String) {
    #expect(Quantity(parsing: text)?.description == canonical)
    #expect(Quantity(parsing: canonical) == Quantity(parsing: text))
  }

  @Test func compares() throws {
    let half = try #require(Quantity(parsing: "500m"))
    #expect(half < Quantity(1))
    #expect(half + half == Quantity(1))
    #expect(Quantity(2) - half == Quantity(thousandths: 1_500))
    #expect(Quantity(parsing: "1Gi") == Quantity(parsing: "1073741824"))
    #expect(Quantity(parsing: "1e3") == Quantity(parsing: "1k"))
  }
}
