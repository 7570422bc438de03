/// How far a pre-copy has got: pass after pass over what was written during the one before.
struct PreCopyCourse: Hashable, Sendable {
  let model: PreCopyModel
  /// What the next pass has to send, in bytes.
  private(set) var remaining: Int64
  /// What all passes so far took, in nanoseconds.
  private(set) var elapsed: Int64 = 0
  private var rate: Int64
  private var throttle: Int64 = 0
  private var highs = 0

  init(_ model: PreCopyModel) {
    self.model = model
    remaining = model.memory
    rate = model.dirtyRate
  }

  /// How long the next pass takes, in nanoseconds.
  var passTime: Int64 { model.time(toSend: remaining) }

  /// Whether the guest writes at least as fast as memory is sent, and nothing slows it down.
  var isHopeless: Bool { !model.autoConverges && rate >= model.bandwidth }

  /// Sends what remains; what the guest wrote meanwhile is left.
  mutating func pass() {
    precondition(remaining >= 0, "what remains to be copied is never negative")
    let time = passTime
    elapsed += time
    let dirtied = min(model.memory, PreCopyModel.scaled(rate, by: time, over: 1_000_000_000))
    if model.autoConverges {
      // migration/ram.c: twice more than half of what was sent was written again.
      highs = dirtied > remaining / 2 ? highs + 1 : 0
      if highs >= 2 {
        throttle = throttle == 0 ? 20 : min(99, throttle + 10)
        rate = model.dirtyRate / 100 * (100 - throttle)
      }
    }
    remaining = dirtied
  }
}
