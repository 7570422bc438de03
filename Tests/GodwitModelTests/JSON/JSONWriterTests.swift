import GodwitModel
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
  @Test func writesCompactly() {
    let value: JSONValue = [
      "z": [1, "x", true, false, .null], "a": ["b": [:]], "n": .number("1.50"),
    ]
    #expect(value.text == #"{"z":[1,"x",true,false,null],"a":{"b":{}},"n":1.50}"#)
  }

  @Test func indentsByTwoBlanks() {
    let value: JSONValue = ["a": [1, ["b": "c"]], "d": [], "e": [:]]
    #expect(
      value.prettyText == """
        {
          "a": [
            1,
            {
              "b": "c"
            }
          ],
          "d": [],
          "e": {}
        }
        """)
  }

  @Test func escapesOnlyWhatMustBe() {
    #expect(JSONValue.string("a\"b\\c/é\u{1F426}\u{7F}").text == "\"a\\\"b\\\\c/é\u{1F426}\u{7F}\"")
    #expect(JSONValue.string("\n\r\t\u{0}\u{8}\u{1F}").text == #""\n\r\t\u0000\u0008\u001f""#)
    #expect(JSONValue.string("").text == "\"\"")
    #expect(JSONValue.object(["a\"\n": 1]).text == #"{"a\"\n":1}"#)
  }

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    let every = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init)))
    let value: JSONValue = [
      "text": .string(every), every: 1, "numbers": [.number("-0.0"), .number("1E400")],
      "deep": [[[["x": [.null, [:], []]]]]],
    ]
    #expect(try JSONValue(parsing: value.text) == value)
    #expect(try JSONValue(parsing: value.prettyText) == value)
    #expect(try JSONValue(parsing: value.text).text == value.text)
  }

  @Test func appendsToWhatIsThere() {
    var bytes = Array("x".utf8)
    JSONValue.array([1, "a"]).write(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"x[1,"a"]"#)
  }
}
