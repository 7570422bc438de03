import Glibc
import GodwitModel
import ScenarioFormat
import Testing

@Suite("Fuzzing")
struct FuzzTests {
  /// Pieces that make mutated files interesting.
  private static let pieces = [
    "&a ", "*a", "!!str ", "${n}", "${surface}", "$${", "${", "[", "]", "{", "}", ": ", "- ",
    "\n", "\t", "\"", "'", "|", ">", "---\n", "...\n", "#", "null", "~", "true", "yes", "-1",
    "99999999999999999999", "1e9", "0s", "count: 3", "$of: ", "$count: ", "$matches: \"[\"",
    "vmi/", "pod/job.target", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "é", "日", "<<: ",
    "include: ", "name: ", "%TAG ! x\n", "? ", "\\u0000",
  ]

  /// Of each example: some thousands altogether, or a million where there is time.
  private static let rounds = getenv("GODWIT_LONG_TESTS") == nil ? 720 : 143_000

  /// Every example, mutated: bytes changed, pieces put in, parts cut, doubled and moved.
  @Test(arguments: Fixtures.names(in: "examples"))
  func neverCrashes(name: String) throws {
    let original = try Fixtures.bytes("examples/\(name).yaml")
    var generator = SeededGenerator(state: UInt64(name.utf8.reduce(0) { $0 &+ UInt64($1) }))
    var diagnostics = 0
    for _ in 0..<Self.rounds {
      var bytes = original
      for _ in 0...Int.random(in: 0..<4, using: &generator) { mutate(&bytes, &generator) }
      let result = ScenarioLoader.load(bytes: bytes, path: "fuzz.yaml")
      diagnostics += result.diagnostics.count
      _ = DiagnosticRenderer.text(result.diagnostics)
      #expect(result.scenarios.isEmpty || !result.scenarios[0].id.isEmpty)
    }
    #expect(diagnostics > 0)
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(Int.random(in: 1..<60, using: &generator), bytes.count - index)
    let part = Array(bytes[index..<(index + length)])
    let other = Int.random(in: 0...bytes.count, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
    case 2: bytes.removeSubrange(index..<(index + length))
    case 3: bytes.insert(contentsOf: part, at: other)
    case 4: bytes.removeLast(bytes.count - index)
    default:
      let piece = Self.pieces.randomElement(using: &generator) ?? ""
      bytes.insert(contentsOf: piece.utf8, at: index)
    }
  }
}
