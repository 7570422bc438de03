import GodwitModel
import Testing

@testable import Simulator

/// How long memory takes to be copied while it is written to (specification §5.4).
@Suite struct PreCopyModelTests {
  private static let gibibyte: Int64 = 1 << 30

  private func model(
    _ memory: Int64, bandwidth: Int64 = gibibyte, dirtyRate: Int64 = 0, autoConverges: Bool = false
  ) -> PreCopyModel {
    PreCopyModel(
      memory: memory, bandwidth: bandwidth, dirtyRate: dirtyRate, autoConverges: autoConverges)
  }

  @Test func `an idle guest is sent once`() {
    #expect(model(8 * Self.gibibyte).duration == .seconds(8))
    #expect(model(Self.gibibyte, bandwidth: 64 << 20).duration == .seconds(16))
    #expect(model(0).duration == .zero)
  }

  @Test func `what was written meanwhile is sent again until it fits into 300 ms`() {
    // 8 + 4 + 2 + 1 + 0.5 s; the 0.25 GiB that are left take less than 300 ms.
    let busy = model(8 * Self.gibibyte, dirtyRate: Self.gibibyte / 2)
    #expect(busy.duration == .milliseconds(15_500))
    #expect(busy.firstPass == .seconds(8))
  }

  @Test func `a guest that writes as fast as it is sent never converges`() {
    #expect(model(8 * Self.gibibyte, dirtyRate: Self.gibibyte).duration == nil)
    #expect(model(8 * Self.gibibyte, dirtyRate: 3 * Self.gibibyte).duration == nil)
  }

  @Test func `a guest whose whole memory fits into the downtime always converges`() {
    let small = model(Self.gibibyte / 4, dirtyRate: 10 * Self.gibibyte)
    #expect(small.duration == .milliseconds(250))
  }

  @Test func `auto-converge slows the guest until it converges`() throws {
    let fast = model(8 * Self.gibibyte, dirtyRate: 2 * Self.gibibyte, autoConverges: true)
    let duration = try #require(fast.duration)
    #expect(duration > .seconds(16))
    let faster = model(8 * Self.gibibyte, dirtyRate: 4 * Self.gibibyte, autoConverges: true)
    #expect(try duration < #require(faster.duration))
  }

  @Test func `more bandwidth is never slower and more writing never faster`() throws {
    var last = Span.minutes(1_000_000)
    for bandwidth in stride(from: Self.gibibyte, through: 8 * Self.gibibyte, by: 1 << 29) {
      let duration = try #require(
        model(8 * Self.gibibyte, bandwidth: bandwidth, dirtyRate: Self.gibibyte / 2).duration)
      #expect(duration <= last)
      last = duration
    }
    last = .zero
    for rate in stride(from: 0, to: Self.gibibyte, by: 1 << 27) {
      let duration = try #require(model(8 * Self.gibibyte, dirtyRate: rate).duration)
      #expect(duration >= last)
      last = duration
    }
  }

  @Test func `sizes beyond all measure do not overflow`() {
    #expect(model(.max, bandwidth: 1, dirtyRate: .max).duration == nil)
    #expect(model(.max, bandwidth: .max, dirtyRate: .max).firstPass == .seconds(1))
  }
}
