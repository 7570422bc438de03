import Testing

@testable import Reports

@Suite struct CatalogueTests {
  private static let row = #"""
    {"id":"MIG-1","area":"cancel","given":"g","when":"w","then":"t","scope":"core","simulable":true,"source":"a_test.go:1"
    """#

  @Test func rowsAreReadInOrder() throws {
    let second = Self.row.replacing("MIG-1", with: "MIG-2").replacing("core", with: "peripheral")
    let catalogue = try Catalogue(
      parsing: second + #","test":"a b"}"# + "\n\n" + Self.row + #","reason":"r"}"# + "\n")
    #expect(catalogue.rows.map(\.id) == ["MIG-2", "MIG-1"])
    #expect(catalogue.rows.map(\.scope) == [.peripheral, .core])
    #expect(catalogue.rows.map(\.test) == ["a b", nil])
    #expect(catalogue.rows.map(\.reason) == [nil, "r"])
    #expect(catalogue.rows[1].source == "a_test.go:1")
  }

  @Test(arguments: [
    ("[1]", "line 2: not a JSON object"),
    ("{", "line 2: not JSON: expected a key in quotes at byte 1"),
    ("\(row)}", "line 2: MIG-1 is in line 1 already"),
    (#"\#(row),"tests":"a"}"#, #"line 2: unknown member "tests""#),
    (#"\#(row),"test":""}"#, #"line 2: "test" must be a text"#),
    (#"{"id":"MIG-2","scope":"all"}"#, #"line 2: "scope" must be core or peripheral"#),
    (#"{"id":"MIG-2","scope":"core"}"#, #"line 2: "simulable" must be true or false"#),
    (#"{"id":"MIG-2","scope":"core","simulable":true}"#, #"line 2: "area" must be a text"#),
  ])
  func aBadLineIsNamed(line: String, problem: String) {
    do throws(Catalogue.Problem) {
      _ = try Catalogue(parsing: Self.row + "}\n" + line)
      Issue.record("read")
    } catch {
      #expect(error.description == problem)
    }
  }
}
