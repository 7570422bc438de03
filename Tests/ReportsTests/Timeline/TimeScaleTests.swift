import GodwitModel
import Testing

@testable import Reports

@Suite struct TimeScaleTests {
  private func at(_ milliseconds: Int) -> Instant { AttemptScript.at(milliseconds) }

  @Test func placesAreProportional() {
    let scale = TimeScale(from: at(0), to: at(4000), moments: [at(1000)], width: 8000)
    #expect(scale.breaks.isEmpty)
    #expect(
      [0, 1000, 2500, 4000, 9000].map { scale.place(of: at($0)) } == [0, 2000, 5000, 8000, 8000])
  }

  @Test func aLongWaitIsDrawnShort() {
    let scale = TimeScale(
      from: at(0), to: at(300_000), moments: [at(1000), at(299_000)], width: 8000)
    #expect(scale.breaks == [.init(at(1500), at(298_500))])
    #expect(scale.place(of: at(1500)) == 3800)
    #expect(scale.place(of: at(298_500)) == 4200)
    #expect(scale.place(of: at(300_000)) == 8000)
  }

  @Test func placesNeverGoBackwards() {
    let scale = TimeScale(
      from: at(0), to: at(900_000), moments: [at(10), at(400_000), at(400_500)], width: 8000)
    #expect(scale.breaks.count == 2)
    let places = stride(from: 0, through: 900_000, by: 500).map { scale.place(of: at($0)) }
    #expect(places == places.sorted())
    #expect(places.last == 8000)
  }

  @Test func shortRunsAndEvenWaitsAreDrawnAsTheyAre() {
    #expect(TimeScale(from: at(0), to: at(8000), moments: [], width: 100).breaks.isEmpty)
    let even = TimeScale(
      from: at(0), to: at(80_000), moments: [at(20_000), at(40_000), at(60_000)], width: 100)
    #expect(even.breaks.isEmpty)
  }

  @Test func ticksAreRoundAndApart() {
    let scale = TimeScale(from: at(0), to: at(9810), moments: [], width: 8200)
    #expect(scale.ticks(gap: 640) == (0...9).map { at(1000 * $0) })
    let broken = TimeScale(
      from: at(0), to: at(300_000), moments: [at(1000), at(299_000)], width: 8000)
    let hidden = broken.ticks(gap: 640).filter { $0 > at(1500) && $0 < at(298_500) }
    #expect(hidden.isEmpty)
  }

  @Test func anEmptyRunHasOnePlace() {
    let scale = TimeScale(from: at(5), to: at(5), moments: [at(5)], width: 8000)
    #expect(scale.place(of: at(5)) == 0)
    #expect(scale.ticks(gap: 640) == [at(5)])
  }

  @Test func aMonthDoesNotOverflow() {
    let month = 31 * 86_400_000
    let scale = TimeScale(from: at(0), to: at(month), moments: [at(month / 2)], width: 8200)
    #expect(scale.place(of: at(month)) == 8200)
  }
}
