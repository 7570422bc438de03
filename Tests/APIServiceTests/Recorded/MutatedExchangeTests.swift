import APIService
import GodwitModel
import Simulator
import Testing

/// Whatever comes over the wire gets an answer.
@Suite struct MutatedExchangeTests {
  @Test func brokenRequestsAreAnswered() throws {
    var served = try RecordedCluster.make()
    var chance = SeededGenerator(seed: 7, purpose: "mutations")
    for _ in 0..<500 {
      guard var request = chance.pick(RecordedExchange.all)?.request else { return }
      switch chance.below(4) {
      case 0: request.path = Self.mutated(request.path, &chance)
      case 1: request.query = Self.mutated(request.query + "&limit=1", &chance)
      case 2: request.body = Self.mutated(request.body, &chance)
      default:
        for index in request.headers.indices {
          request.headers[index].value = Self.mutated(request.headers[index].value, &chance)
        }
      }
      switch served.answer(request) {
      case .response(let response): #expect((200..<600).contains(response.status))
      case .watch(let response, var stream):
        #expect(response.status == 200)
        _ = served.frames(of: &stream)
      }
      try served.advance(to: served.now + .milliseconds(20))
    }
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "0", "1e99"])
  func numbersOfAnySizeAreAnswered(_ number: String) throws {
    var served = try RecordedCluster.make()
    let pods = "/api/v1/namespaces/demo/pods"
    _ = served.answer(
      WireRequest("GET", pods, query: "watch=1&timeoutSeconds=\(number)&resourceVersion=\(number)"))
    _ = served.answer(WireRequest("GET", pods, query: "limit=\(number)"))
    let pod = served.objects.first { $0.kind == .pod }?.metadata.name ?? ""
    _ = served.answer(
      WireRequest(
        "DELETE", pods + "/" + pod, body: Array(#"{"gracePeriodSeconds":\#(number)}"#.utf8)))
    try served.advance(to: served.now + .seconds(60))
  }

  private static func mutated(_ text: String, _ chance: inout SeededGenerator) -> String {
    String(decoding: mutated(Array(text.utf8), &chance), as: UTF8.self)
  }

  /// Some bytes changed, left out or doubled.
  private static func mutated(_ bytes: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...chance.below(3) where !bytes.isEmpty {
      let place = chance.below(bytes.count)
      switch chance.below(4) {
      case 0: bytes[place] = UInt8(chance.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("{}[]\"',:&=%/!()".utf8), at: place)
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }
}
