import Simulator
import Testing

@testable import KubernetesClient

@Suite struct LineDecoderTests {
  @Test func linesSurviveEveryCut() throws {
    let text = "{\"a\":\"ü\"}\n\n{\"b\":1}\r\n\r\n{}\nrest"
    let bytes = Array(text.utf8)
    let expected = ["{\"a\":\"ü\"}", "{\"b\":1}\r", "{}"]
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed), purpose: "cuts")
      var decoder = LineDecoder(limit: 100)
      var lines: [[UInt8]] = []
      var start = 0
      while start < bytes.count {
        let end = min(start + generator.below(6), bytes.count)
        lines += try decoder.lines(after: Array(bytes[start..<end]))
        start = end
      }
      #expect(lines.map { String(decoding: $0, as: UTF8.self) } == expected)
      #expect(decoder.isInLine)
    }
  }

  @Test func tooLongALineIsRefusedWhetherItEndsOrNot() throws {
    var decoder = LineDecoder(limit: 4)
    #expect(try decoder.lines(after: Array("1234\n".utf8)).count == 1)
    #expect(!decoder.isInLine)
    #expect(throws: LineDecoder.TooLong(limit: 4)) {
      try decoder.lines(after: Array("12345".utf8))
    }
    var ended = LineDecoder(limit: 4)
    #expect(throws: LineDecoder.TooLong(limit: 4)) {
      try ended.lines(after: Array("12345\n".utf8))
    }
  }
}
