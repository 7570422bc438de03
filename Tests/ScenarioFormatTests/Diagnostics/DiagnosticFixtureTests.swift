import ScenarioFormat
import Testing

@Suite("Diagnostics of broken files")
struct DiagnosticFixtureTests {
  @Test(arguments: Fixtures.names(in: "diagnostics"))
  func reportsExactly(name: String) throws {
    let bytes = try Fixtures.bytes("diagnostics/\(name).yaml")
    let result = ScenarioLoader.load(bytes: bytes, path: "\(name).yaml")
    let expected = try Fixtures.text("diagnostics/\(name).expected.txt")
    #expect(DiagnosticRenderer.text(result.diagnostics) == expected)
  }

  @Test func hasFixtures() {
    #expect(Fixtures.names(in: "diagnostics").count >= 40)
  }
}
