import GodwitModel

/// Finds that pre-copy gets nowhere, and what is to be done then: with the gate
/// MigrationStallDetection.
///
/// KubeVirt pkg/virt-launcher/virtwrap/stall-detector.go. A copy's bandwidth is constant here, so
/// its moving average is the bandwidth itself. All arithmetic is in whole numbers.
struct StallDetector: Hashable, Sendable {
  /// What was left at the beginning of a pass over the memory.
  struct Record: Hashable, Sendable {
    /// Since the copy began.
    var milliseconds: Int64
    /// In bytes.
    var remaining: Int64
  }

  enum Action: Hashable, Sendable {
    case nothing
    case abort
    case postCopy
    /// QEMU may stop the guest for as long as it likes.
    case hardStopAndCopy
    /// QEMU may stop the guest for `maxDowntime`.
    case softStopAndCopy
  }

  let options: StallDetectorSettings
  /// In milliseconds.
  let maxDowntime: Int64
  /// Bytes a second.
  let bandwidth: Int64
  let allowsPostCopy: Bool
  let allowsDisruption: Bool
  let hasVFIO: Bool

  /// Records that may become the smallest outside the window, each smaller than the one before.
  private var candidates: [Record] = []
  /// The smallest value that is older than the window.
  private var outside: Int64?
  private(set) var isStalled = false
  /// What was left at best.
  private(set) var best: Int64 = 0
  /// What was left since the stall, ascending.
  private var history: [Int64] = []
  private var patience: Int64 = 0
  private var relaxation: Int64 = 0

  init(
    options: StallDetectorSettings, maxDowntime: Int64, bandwidth: Int64, allowsPostCopy: Bool,
    allowsDisruption: Bool, hasVFIO: Bool = false
  ) {
    self.options = options
    self.maxDowntime = maxDowntime
    self.bandwidth = max(bandwidth, 1)
    self.allowsPostCopy = allowsPostCopy
    self.allowsDisruption = allowsDisruption
    self.hasVFIO = hasVFIO
  }

  /// Notes the beginning of a pass; whether the copy has stalled, then or before
  /// (stall-detector.go:237-270).
  mutating func observe(_ record: Record) -> Bool {
    updateCandidates(record)
    if isStalled {
      relax(record)
      return true
    }
    // 4 % less than the best of what is older than the window would be progress.
    guard let outside, record.remaining * 100 >= outside * (100 - options.margin) else {
      return false
    }
    best = min(outside, candidates.map(\.remaining).min() ?? outside)
    patience = options.progressTimeout * 1000
    relaxation = record.milliseconds + patience
    isStalled = true
    return true
  }

  private mutating func updateCandidates(_ record: Record) {
    while let oldest = candidates.first,
      record.milliseconds - oldest.milliseconds >= options.progressTimeout * 1000
    {
      candidates.removeFirst()
      outside = min(outside ?? oldest.remaining, oldest.remaining)
    }
    if let outside, record.remaining > outside { return }
    if let last = candidates.last, record.remaining >= last.remaining { return }
    candidates.append(record)
  }

  /// With time a value is good enough that was not before (stall-detector.go:172-194).
  private mutating func relax(_ record: Record) {
    let position = history.firstIndex { $0 > record.remaining } ?? history.count
    history.insert(record.remaining, at: position)
    if record.milliseconds < relaxation { return }
    best = history.removeFirst()
    patience = patience * options.patienceDecay / 1000
    relaxation = record.milliseconds + patience
  }

  /// How long the guest would have to stand still, in milliseconds.
  func downtime(for remaining: Int64) -> Int64 {
    let product = remaining.multipliedFullWidth(by: 1000)
    guard product.high < bandwidth else { return .max / 4 }
    return bandwidth.dividingFullWidth(product).quotient
  }

  /// Whether what is left fits into the time of the completion timeout, stretched by its factor.
  func canFinish(_ downtime: Int64, elapsed seconds: Int64, acceptable: Int64) -> Bool {
    let deadline = acceptable * options.completionFactor / 1000
    return downtime <= (deadline - seconds) * 1000
  }

  /// What a stalled copy needs (stall-detector.go:272-330).
  func action(at record: Record, elapsed seconds: Int64, acceptable: Int64) -> Action {
    let isAtMinimum = record.remaining * 100 <= best * (100 + options.margin)
    if options.searchesMinima, !isAtMinimum { return .nothing }
    let downtime = downtime(for: record.remaining)
    guard canFinish(downtime, elapsed: seconds, acceptable: acceptable) else { return .nothing }
    if allowsDisruption { return allowsPostCopy && !hasVFIO ? .postCopy : .hardStopAndCopy }
    return downtime * 1000 <= maxDowntime * options.precopyFactor ? .softStopAndCopy : .abort
  }
}

/// `experimental.stallDetector` of a migration's settings, with KubeVirt's defaults.
///
/// KubeVirt pkg/virt-config/virt-config.go:49-57. Factors are in thousandths.
struct StallDetectorSettings: Hashable, Sendable {
  /// In per cent.
  var margin: Int64 = 4
  /// In seconds.
  var progressTimeout: Int64 = 40
  /// In seconds.
  var switchoverTimeout: Int64 = 60
  var precopyFactor: Int64 = 1500
  var patienceDecay: Int64 = 500
  var searchesMinima = true
  var completionFactor: Int64 = 2000

  init() {}

  init(_ json: JSONValue) {
    func factor(_ field: String) -> Int64? {
      json[field]?.scalarText.flatMap { Quantity(parsing: $0) }?.thousandths
    }
    margin = (json["stallMargin"]?.int).map { Int64($0) } ?? margin
    progressTimeout = (json["stallProgressTimeout"]?.int).map { Int64($0) } ?? progressTimeout
    switchoverTimeout = (json["switchoverTimeout"]?.int).map { Int64($0) } ?? switchoverTimeout
    precopyFactor = factor("precopyPossibleFactor") ?? precopyFactor
    patienceDecay = factor("patienceWindowDecayFactor") ?? patienceDecay
    searchesMinima = json["searchLocalMinima"]?.bool ?? searchesMinima
    completionFactor = factor("completionTimeoutFactor") ?? completionFactor
  }
}
