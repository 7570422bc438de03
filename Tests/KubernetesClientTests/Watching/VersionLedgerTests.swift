import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct VersionLedgerTests {
  private static func object(_ name: String, _ version: String) throws -> APIObject {
    try #require(APIObject(.configMap, json: Wire.object(name, version)))
  }

  @Test func numbersAreComparedAsNumbers() throws {
    var ledger = VersionLedger()
    ledger.reset(to: [try Self.object("a", "9")], version: "9")
    #expect(ledger.admit(.modified, try Self.object("a", "10")))
    #expect(!ledger.admit(.modified, try Self.object("a", "10")))
    #expect(!ledger.admit(.modified, try Self.object("a", "9")))
    #expect(ledger.last == "10")
    #expect(ledger.admit(.deleted, try Self.object("a", "12")))
    #expect(!ledger.admit(.deleted, try Self.object("a", "12")))
    // What was before the deletion comes again: nothing new.
    #expect(!ledger.admit(.added, try Self.object("a", "9")))
    #expect(ledger.admit(.added, try Self.object("a", "13")))
    #expect(!ledger.admit(.deleted, try Self.object("a", "12")))
    // Beyond 64 bits with a sign.
    #expect(ledger.admit(.modified, try Self.object("a", "18446744073709551615")))
    #expect(ledger.last == "18446744073709551615")
  }

  @Test func oldServersDeleteWithTheLastVersion() throws {
    var ledger = VersionLedger()
    ledger.reset(to: [try Self.object("a", "7")], version: "9")
    #expect(ledger.admit(.deleted, try Self.object("a", "7")))
    #expect(!ledger.admit(.deleted, try Self.object("a", "7")))
    #expect(ledger.last == "9")
  }

  @Test func whatIsNoNumberIsOnlyEqualOrNot() throws {
    var ledger = VersionLedger()
    ledger.reset(to: [try Self.object("a", "x1")], version: "x1")
    #expect(!ledger.admit(.modified, try Self.object("a", "x1")))
    #expect(ledger.admit(.modified, try Self.object("a", "a0")))
    #expect(ledger.last == "a0")
    #expect(ledger.admit(.deleted, try Self.object("a", "b0")))
    #expect(!ledger.admit(.deleted, try Self.object("a", "b0")))
  }

  @Test func aListBeginsAnewEvenBelow() throws {
    var ledger = VersionLedger()
    ledger.reset(to: [try Self.object("a", "100")], version: "100")
    ledger.reset(to: [try Self.object("a", "40")], version: "50")
    #expect(ledger.last == "50")
    #expect(ledger.admit(.modified, try Self.object("a", "51")))
  }
}
