import GodwitModel
import Testing

@testable import Simulator

/// How far a copy has got.
@Suite struct CopyPlanTests {
  private static let mebibyte: Int64 = 1 << 20

  private func plan(
    dirtyRate: Int64 = 0, disks: Int64 = 0, duration: Span?, isComputed: Bool = false
  ) -> CopyPlan {
    CopyPlan(
      model: PreCopyModel(
        memory: 1024 * Self.mebibyte, bandwidth: 128 * Self.mebibyte, dirtyRate: dirtyRate,
        autoConverges: false), disks: disks, duration: duration, isComputed: isComputed)
  }

  @Test func `a copy of a given time is even`() {
    let plan = plan(duration: .seconds(16))
    #expect(plan.transferRate == 64 * Self.mebibyte)
    #expect(plan.progress(after: .zero) == (0, plan.total))
    #expect(plan.progress(after: .seconds(4)) == (256 * Self.mebibyte, 768 * Self.mebibyte))
    #expect(plan.progress(after: .seconds(20)) == (plan.total, 0))
  }

  @Test func `a computed copy goes pass by pass over what was written`() {
    let plan = plan(
      dirtyRate: 32 * Self.mebibyte, duration: .seconds(10), isComputed: true)
    #expect(plan.progress(after: .seconds(4)) == (512 * Self.mebibyte, 512 * Self.mebibyte))
    // The first pass takes 8 s, in which a quarter of it is written again.
    #expect(plan.progress(after: .seconds(8)) == (1024 * Self.mebibyte, 256 * Self.mebibyte))
    #expect(plan.progress(after: .seconds(9)) == (1152 * Self.mebibyte, 128 * Self.mebibyte))
  }

  @Test func `disks are sent before the memory`() {
    let plan = plan(disks: 256 * Self.mebibyte, duration: .seconds(10), isComputed: true)
    #expect(plan.total == 1280 * Self.mebibyte)
    #expect(plan.progress(after: .seconds(1)) == (128 * Self.mebibyte, 1152 * Self.mebibyte))
    #expect(plan.progress(after: .seconds(3)) == (384 * Self.mebibyte, 896 * Self.mebibyte))
  }

  @Test func `an endless copy moves and never arrives`() {
    let plan = plan(duration: nil)
    #expect(plan.progress(after: .seconds(7)).remaining == 128 * Self.mebibyte)
    #expect(plan.progress(after: .seconds(9)).remaining == 896 * Self.mebibyte)
    #expect(plan.progress(after: .seconds(9)).processed == 1152 * Self.mebibyte)
  }
}
