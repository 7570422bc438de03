import GodwitModel
import Simulator

/// Which faults a run has, by its seed. The same request of the same path, counted, has the same
/// fault in every run, whatever else is under way.
package struct FaultPlan: Sendable {
  /// What a request is, as far as faults go.
  package enum Kind: Hashable, Sendable {
    case watch
    case read
    case write
  }

  private let seed: UInt64
  /// The most that comes of a watch before something happens to it.
  private let mostLines: Int
  /// The proxy says of itself that a version is too old.
  private let inventsGaps: Bool
  /// How many reads and writes of a hundred something happens to.
  private let reads: Int
  private let writes: Int

  package init(
    seed: UInt64, mostLines: Int = 4, inventsGaps: Bool = true, reads: Int = 35, writes: Int = 35
  ) {
    self.reads = reads
    self.writes = writes
    self.seed = seed
    self.mostLines = mostLines
    self.inventsGaps = inventsGaps
  }

  /// The fault of a request; nil leaves it alone.
  ///
  /// - Parameters:
  ///   - path: Without the query.
  ///   - count: How many of this kind and path there were before.
  package func fault(of kind: Kind, path: String, count: Int) -> WireFault? {
    var generator = SeededGenerator(seed: seed, purpose: "\(kind) \(path) \(count)")
    switch kind {
    case .watch: return watchFault(&generator)
    case .read: return generator.below(100) < reads ? readFault(&generator) : nil
    case .write: return generator.below(100) < writes ? writeFault(&generator) : nil
    }
  }

  private func watchFault(_ generator: inout SeededGenerator) -> WireFault? {
    let lines = generator.below(mostLines + 1)
    switch generator.below(18) {
    case 0: return .dropped(isReset: generator.below(2) == 0)
    case 1: return .answered(Self.refusal(&generator))
    case 2: return .unanswered
    case 3: return .inBody(afterLines: lines, .closed)
    case 4: return .inBody(afterLines: lines, .reset)
    case 5, 6: return .inBody(afterLines: lines, .cut(isEnded: generator.below(2) == 0))
    case 7: return .inBody(afterLines: lines, .repeated)
    case 8: return .inBody(afterLines: lines, .replayed)
    case 9: return .inBody(afterLines: lines, .garbled)
    case 10:
      let code = generator.pick([500, 429, 504]) ?? 500
      return .inBody(afterLines: lines, .failed(code: code))
    case 11, 12: return .inBody(afterLines: lines, .silent)
    case 13: return .inBody(afterLines: lines, .inPieces)
    case 14: return .inBody(afterLines: lines, .late(milliseconds: 1 + generator.below(5)))
    default:
      guard inventsGaps else { return .inBody(afterLines: lines, .closed) }
      return generator.below(2) == 0
        ? .inBody(afterLines: lines, .gone)
        : .answered(WireFault.Answer(status: 410, isStatus: true))
    }
  }

  private func readFault(_ generator: inout SeededGenerator) -> WireFault {
    switch generator.below(6) {
    case 0: .dropped(isReset: generator.below(2) == 0)
    case 1: .unanswered
    case 2: .inBody(afterLines: 0, .cut(isEnded: false))
    case 3: .inBody(afterLines: 0, .inPieces)
    default: .answered(Self.refusal(&generator))
    }
  }

  private func writeFault(_ generator: inout SeededGenerator) -> WireFault {
    switch generator.below(5) {
    case 0: .dropped(isReset: generator.below(2) == 0)
    case 1: .unanswered
    case 2: .inBody(afterLines: 0, .cut(isEnded: false))
    default: .answered(Self.refusal(&generator))
    }
  }

  private static func refusal(_ generator: inout SeededGenerator) -> WireFault.Answer {
    let status = generator.pick([429, 429, 500, 502, 503, 503, 504]) ?? 500
    let mayWait = status == 429 || status == 503
    return WireFault.Answer(
      status: status, retryAfter: mayWait && generator.below(2) == 0 ? generator.below(3) : nil,
      isStatus: status == 500 && generator.below(2) == 0)
  }
}
