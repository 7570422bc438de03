import GodwitModel
import Testing

@Suite("JSON reader")
struct JSONReaderTests {
  private func reason(_ text: String) -> String? {
    do {
      _ = try JSONValue(parsing: text)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func readsEveryKindOfValue() throws {
    let value = try JSONValue(
      parsing: #" { "a": null, "b": true, "c": false, "d": -1.50e+3, "e": "x", "f": [1, []] } "#)
    #expect(value["a"] == .null)
    #expect(value["b"] == true)
    #expect(value["c"] == false)
    #expect(value["d"] == .number("-1.50e+3"))
    #expect(value["e"] == "x")
    #expect(value["f"] == [1, []])
  }

  @Test func keepsTheOrderOfMembers() throws {
    let value = try JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#)
    #expect(value.object?.keys == ["z", "a", "m"])
    #expect(value.text == #"{"z":1,"a":2,"m":3}"#)
  }

  @Test(arguments: [
    "0", "-0", "1", "1.50", "1e5", "1E-5", "-12.25e+10", "123456789012345678901234567890",
  ])
  func keepsNumbersAsTheyAreWritten(number: String) throws {
    #expect(try JSONValue(parsing: number) == .number(number))
    #expect(try JSONValue(parsing: number).text == number)
  }

  @Test(arguments: [
    "01", "+1", ".5", "1.", "1e", "-", "0x10", "NaN", "Infinity", "1 2", "--1", "1.e3",
  ])
  func refusesWhatIsNoNumber(text: String) {
    #expect(reason(text) != nil)
  }

  @Test(arguments: [
    "", "   ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{a:1}", "{'a':1}", "tru", "truee", "nul", "\"", "\"\\", "\"\\x\"", "\"a\nb\"", "{}{}",
    "[1 2]", "{\"a\" 1}", "// x\n1", "\u{FEFF}1",
  ])
  func refusesMalformedText(text: String) {
    #expect(reason(text) != nil)
  }

  @Test func tellsWhereTheTextIsWrong() throws {
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: #"{"a": tru}"#) }
    #expect(error.offset == 9)
    #expect(error.reason == "unexpected character")
  }

  @Test func aLaterMemberReplacesAnEarlierOne() throws {
    let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value.object?.keys == ["a", "b"])
    #expect(value["a"] == 3)
  }

  @Test func largeObjectsAreReadWithoutComparingEveryPairOfKeys() throws {
    let count = 60_000
    let members = (0..<count).map { "\"k\($0)\":\($0)" } + ["\"k7\":null"]
    let value = try JSONValue(parsing: "{" + members.joined(separator: ",") + "}")
    #expect(value.object?.count == count)
    #expect(value["k7"] == .null)
    #expect(value["k59999"] == .int(59_999))
  }

  @Test func limitsNesting() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
    }
    func objects(_ levels: Int) -> String {
      String(repeating: "{\"a\":", count: levels) + "1" + String(repeating: "}", count: levels)
    }
    #expect(reason(nested(512)) == nil)
    #expect(reason(nested(513)) == "nested too deeply")
    #expect(reason(objects(512)) == nil)
    #expect(reason(objects(513)) == "nested too deeply")
    #expect(reason(String(repeating: "[", count: 1_000_000)) == "nested too deeply")
    #expect(reason(String(repeating: "{\"a\":", count: 200_000)) == "nested too deeply")
  }

  @Test func readsEscapes() throws {
    let value = try JSONValue(parsing: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC""#)
    #expect(value.string == "\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{20AC}")
  }

  @Test func joinsSurrogatePairs() throws {
    #expect(try JSONValue(parsing: #""\ud83d\udc26""#).string == "\u{1F426}")
    #expect(try JSONValue(parsing: "\"\u{1F426}\"").string == "\u{1F426}")
  }

  @Test(arguments: [
    #""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\ud83d""#, #""\udc26""#, #""\u12""#,
    #""\u12G4""#, #""\u""#,
  ])
  func refusesBrokenUnicodeEscapes(text: String) {
    #expect(reason(text) != nil)
  }

  @Test func refusesBytesThatAreNotUTF8() {
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80]] {
      #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22] + bytes + [0x22]) }
    }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0xFF] as [UInt8]) }
  }

  @Test func refusesControlCharactersInStrings() {
    for byte in UInt8(0)..<0x20 {
      #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, byte, 0x22]) }
    }
  }

  @Test func survivesEveryCutAndEveryChangedByte() throws {
    let text = #"{"a":[1,-2.5e3,"x\n\ud83d\udc26é",{"b":null}],"c":true,"d":{}}"#
    let bytes = Array(text.utf8)
    for end in bytes.indices {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<end])) }
    }
    for index in bytes.indices {
      for byte: UInt8 in [0x00, 0x22, 0x2C, 0x5B, 0x5C, 0x7D, 0x80, 0xFF] {
        var changed = bytes
        changed[index] = byte
        guard let value = try? JSONValue(parsing: changed) else { continue }
        #expect(try JSONValue(parsing: value.text) == value)
      }
    }
  }
}
