import GodwitModel
import Testing

@testable import APIService

@Suite struct KeptLinesTests {
  private static let header = #"{"seed":"1","epoch":5}"#
  private static let end = #"{"at":7}"#

  @Test func everyPrefixOfAFileCanBeReadAndGoneOnWith() throws {
    let whole = Array((Self.header + "\n" + Self.end + "\n" + Self.end + "\n").utf8)
    for count in 0...whole.count {
      let kept = try KeptLines(Array(whole[..<count]))
      let rest = whole[..<count].dropFirst(kept.length)
      #expect(!rest.contains(UInt8(ascii: "\n")))
      #expect((kept.origin != nil) == (count > Self.header.utf8.count))
      // What is cut off is overwritten: the next line stands alone.
      let next = whole[..<kept.length] + Array((Self.header + "\n").utf8)
      if kept.origin == nil { #expect(try KeptLines(Array(next)).origin != nil) }
    }
    #expect(try KeptLines(whole).entries.count == 2)
  }

  @Test func whatIsNoStateIsRefusedWithItsLine() {
    func line(_ text: String) -> Int? {
      do throws(KeptLines.Failure) {
        _ = try KeptLines(Array(text.utf8))
        return nil
      } catch {
        return error.line
      }
    }
    #expect(line("text\n") == 1)
    #expect(line("[]\n") == 1)
    #expect(line(Self.header + "\n" + Self.end + "\nnonsense\n" + Self.end + "\n") == 3)
  }
}
