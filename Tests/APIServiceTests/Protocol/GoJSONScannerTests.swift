import Testing

@testable import APIService

@Suite struct GoJSONScannerTests {
  @Test(arguments: [
    ("", "unexpected end of JSON input"),
    ("{not json", "invalid character 'n' looking for beginning of object key string"),
    ("{\"a\" 1}", "invalid character '1' after object key"),
    ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
    ("[1 2]", "invalid character '2' after array element"),
    ("{\"a\":}", "invalid character '}' looking for beginning of value"),
    ("tru ", "invalid character ' ' in literal true (expecting 'e')"),
    ("-x", "invalid character 'x' in numeric literal"),
    ("1.x", "invalid character 'x' after decimal point in numeric literal"),
    ("\"a\\q\"", "invalid character 'q' in string escape code"),
    ("{} x", "invalid character 'x' after top-level value"),
    ("{\"a\": \"b", "unexpected end of JSON input"),
  ])
  func badTextIsRefusedInTheWordsOfGo(_ text: String, _ error: String) {
    #expect(GoJSONScanner(Array(text.utf8)).error == error)
  }

  @Test func goodTextPasses() {
    let text = #"{"a": [1, -2.5e3, true, null, "\u00e9"], "b": {}}"#
    #expect(GoJSONScanner(Array(text.utf8)).error == nil)
  }

  @Test func keysThatComeTwiceAreNamedByPath() {
    let scanner = GoJSONScanner(Array(#"{"a":{"b":[{"c":1,"c":2}]},"a":1}"#.utf8))
    #expect(scanner.duplicates == ["a.b[0].c", "a"])
  }

  @Test func deepTextEnds() {
    let text = String(repeating: "[", count: 100_000)
    #expect(GoJSONScanner(Array(text.utf8)).error == "exceeded max depth")
  }
}
