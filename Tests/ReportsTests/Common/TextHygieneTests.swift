import Testing

@testable import Reports

@Suite struct TextHygieneTests {
  @Test(arguments: [
    ("plain", "plain"), ("two\r\nlines\rthree", "two\nlines\nthree"),
    ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]8;;link\u{1B}\\text\u{1B}]8;;\u{7}", "text"),
    ("lone \u{1B} escape", #"lone \u{1B} escape"#), ("cut \u{1B}[31", #"cut \u{1B}[31"#),
    ("\u{0}\u{8}\u{7F}\u{9B}", #"\u{0}\u{8}\u{7F}\u{9B}"#),
    ("\u{FFFE}\u{FFFF}\u{FFFD}", #"\u{FFFE}\u{FFFF}"# + "\u{FFFD}"),
    ("tab\tüñí 😀", "tab\tüñí 😀"),
  ])
  func onlyHarmlessCharactersRemain(text: String, cleaned: String) {
    #expect(TextHygiene.clean(text) == cleaned)
  }

  @Test func textsAreCutWhereTheyAreTooLong() {
    #expect(TextHygiene.shortened("abcdef", to: 6) == "abcdef")
    #expect(TextHygiene.shortened("abcdefg", to: 6) == "abcde…")
    #expect(TextHygiene.shortened("ab\ncd\nef", toBytes: 6) == "ab\ncd\n… (2 more bytes)")
    #expect(TextHygiene.oneLine(" a\n\tb  c ") == "a b c")
    #expect(TextHygiene.trimmed("\n \n a\n\nb\n\n") == " a\n\nb")
  }

  @Test func wordsOfTheShellAreQuotedWhereNeeded() {
    #expect(ShellText.quoted("scenarios/a-b_1.yaml") == "scenarios/a-b_1.yaml")
    #expect(ShellText.quoted("x[a=1]") == "'x[a=1]'")
    #expect(ShellText.quoted("it's") == "'it'\\''s'")
    #expect(ShellText.quoted("") == "''")
  }

  @Test func markupIsEscapedByteByByte() {
    #expect(
      HTMLText.escaped("<\u{338}b \"q\" 'a' & >")
        == "&lt;\u{338}b &quot;q&quot; &#39;a&#39; &amp; &gt;")
    #expect(XMLText.attribute("a\n\t\"<") == "a&#10;&#9;&quot;&lt;")
    #expect(XMLText.content("a\n\"]]>") == "a\n\"]]&gt;")
  }
}
