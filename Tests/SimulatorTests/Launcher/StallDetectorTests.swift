import GodwitModel
import Testing

@testable import Simulator

/// What is done with a pre-copy that gets nowhere
/// (KubeVirt pkg/virt-launcher/virtwrap/stall-detector.go and live-migration-source_test.go).
@Suite struct StallDetectorTests {
  /// At 1000 bytes a second, so that a byte takes a millisecond.
  private func detector(
    allowsPostCopy: Bool = false, allowsDisruption: Bool = false, hasVFIO: Bool = false,
    _ options: StallDetectorSettings = StallDetectorSettings()
  ) -> StallDetector {
    StallDetector(
      options: options, maxDowntime: 900, bandwidth: 1000, allowsPostCopy: allowsPostCopy,
      allowsDisruption: allowsDisruption, hasVFIO: hasVFIO)
  }

  /// What is done once nothing shrinks: a pass a second, of so many bytes each.
  private func action(_ detector: StallDetector, remaining: Int64) -> StallDetector.Action {
    var detector = detector
    var second: Int64 = 1
    var record = StallDetector.Record(milliseconds: 1000, remaining: remaining)
    while !detector.observe(record), second < 1000 {
      second += 1
      record.milliseconds = second * 1000
    }
    #expect(second == 41, "40 s after the first value")
    return detector.action(at: record, elapsed: second, acceptable: 300)
  }

  @Test("MIG-534: post-copy is preferred") func postCopy() {
    let found = action(detector(allowsPostCopy: true, allowsDisruption: true), remaining: 500)
    #expect(found == .postCopy)
  }

  @Test("MIG-535: a guest that may be disturbed is stopped") func disruption() {
    #expect(action(detector(allowsDisruption: true), remaining: 5000) == .hardStopAndCopy)
  }

  @Test(
    "MIG-536: a guest that may not be disturbed is stopped for the downtime or a little more",
    arguments: [500, 900, 901, 1350] as [Int64])
  func tolerableDowntime(remaining: Int64) {
    #expect(action(detector(), remaining: remaining) == .softStopAndCopy)
  }

  @Test("MIG-537: beyond that the copy is given up") func intolerableDowntime() {
    #expect(action(detector(), remaining: 1351) == .abort)
  }

  @Test("MIG-538: a guest with a VFIO device is stopped instead of moved") func vfio() {
    let found = action(
      detector(allowsPostCopy: true, allowsDisruption: true, hasVFIO: true), remaining: 500)
    #expect(found == .hardStopAndCopy)
  }

  @Test func `what cannot be done before the deadline is not begun`() {
    let found = action(detector(allowsDisruption: true), remaining: 559_001)
    #expect(found == .nothing, "twice 300 s, of which 41 are over")
    #expect(action(detector(allowsDisruption: true), remaining: 559_000) == .hardStopAndCopy)
  }

  @Test func `four per cent less than 40 s ago is progress`() {
    func stalls(_ next: Int64) -> Bool {
      var detector = detector()
      _ = detector.observe(StallDetector.Record(milliseconds: 0, remaining: 1000))
      return detector.observe(StallDetector.Record(milliseconds: 40_000, remaining: next))
    }
    #expect(stalls(970))
    #expect(stalls(960))
    #expect(!stalls(959))
  }

  @Test func `only a local minimum is good enough and with time a worse one`() {
    var detector = detector(allowsDisruption: true)
    func act(_ second: Int64, _ remaining: Int64) -> StallDetector.Action? {
      let record = StallDetector.Record(milliseconds: second * 1000, remaining: remaining)
      guard detector.observe(record) else { return nil }
      return detector.action(at: record, elapsed: second, acceptable: 300)
    }
    #expect(act(0, 100) == nil)
    #expect(act(40, 200) == .nothing, "it has been at 100")
    #expect(act(45, 105) == .nothing, "more than 4 % above")
    #expect(act(50, 104) == .hardStopAndCopy)
    #expect(act(60, 300) == .nothing)
    #expect(act(80, 105) == .hardStopAndCopy, "40 s later 104 is the best, then 105 is near it")
    #expect(detector.best == 104)
    #expect(act(100, 500) == .nothing)
    #expect(detector.best == 105, "20 s later the next")
  }

  @Test func `settings of a policy go before the defaults`() {
    let found = StallDetectorSettings([
      "stallMargin": 10, "stallProgressTimeout": 5, "switchoverTimeout": 6,
      "precopyPossibleFactor": "2.5", "patienceWindowDecayFactor": "250m",
      "searchLocalMinima": false, "completionTimeoutFactor": "3",
    ])
    #expect(found.margin == 10)
    #expect(found.progressTimeout == 5)
    #expect(found.switchoverTimeout == 6)
    #expect(found.precopyFactor == 2500)
    #expect(found.patienceDecay == 250)
    #expect(!found.searchesMinima)
    #expect(found.completionFactor == 3000)
    #expect(StallDetectorSettings([:]) == StallDetectorSettings())
  }
}
