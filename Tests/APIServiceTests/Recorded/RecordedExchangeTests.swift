import APIService
import GodwitModel
import Testing

/// Every recorded answer of a real API server, but for the differences that the table explains.
@Suite struct RecordedExchangeTests {
  @Test func theRecordingIsThere() {
    #expect(RecordedExchange.all.count == 141)
  }

  @Test(arguments: RecordedExchange.all)
  func isAnsweredAsRecorded(_ exchange: RecordedExchange) throws {
    let left = try Self.differences(exchange).filter { difference in
      !AllowedRecordedDifference.table.contains { $0.allows(difference, in: exchange.name) }
    }
    #expect(left.isEmpty, "\(left.map(\.description).joined(separator: "\n"))")
  }

  @Test(arguments: AllowedRecordedDifference.table)
  func everyAllowanceIsUsed(_ allowed: AllowedRecordedDifference) throws {
    let isUsed = try RecordedExchange.all.contains { exchange in
      try Self.differences(exchange).contains { allowed.allows($0, in: exchange.name) }
    }
    #expect(isUsed && !allowed.reason.isEmpty)
  }

  private static func differences(
    _ exchange: RecordedExchange
  ) throws -> [RecordedDifference] {
    let answer = try #require(RecordedReplay.shared?.answers[exchange.name])
    var differences = RecordedDifference.between(
      .int(exchange.status), .int(answer.status), at: "status")
    differences += RecordedDifference.between(
      headers(exchange.headers), headers(answer.headers), at: "headers")
    differences += RecordedDifference.between(
      RecordedNormalisation.value(RecordedAbsences.without(exchange.body)),
      RecordedNormalisation.value(answer.body), at: "body")
    return differences
  }

  private static func headers(_ headers: [WireHeader]) -> JSONValue {
    .object(JSONObject(headers.map { ($0.name, .string($0.value)) }))
  }
}
