import GodwitModel
import Testing

@Suite struct VersionConditionTests {
  @Test(arguments: [
    (">=v1.5", "v1.5", true), (">=v1.5", "v1.4.9", false), (">v1.5", "v1.5.0", false),
    (">=v1.5 <v1.8", "v1.7.3", true), (">=v1.5, <v1.8", "v1.8", false), ("=1.6", "v1.6.0", true),
    ("!=v1.6", "v1.7", true), (">= 4.19", "4.9", false), ("<v1.10", "v1.9", true),
    ("==v1.6", "v1.6", true),
  ])
  func decides(condition: String, version: String, expected: Bool) throws {
    let condition = try #require(VersionCondition(parsing: condition))
    let version = try #require(ProductVersion(parsing: version))
    #expect(condition.isMet(by: version) == expected)
  }

  @Test(arguments: [
    "", ">=", "v1.x", ">=>v1", ">= <v1", "=1.2.3.4", "=>v1", "v", "1.6", ">=v1.5 v1.8",
  ])
  func refuses(condition: String) {
    #expect(VersionCondition(parsing: condition) == nil)
  }
}
