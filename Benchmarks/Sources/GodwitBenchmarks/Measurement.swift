import Glibc

/// The times of several repeats of one thing, each divided by how often a repeat did it.
struct Measurement {
  let minimum: Duration
  let median: Duration

  /// Runs `body` `repeats` times, after one that does not count, and divides by `operations`.
  ///
  /// What is measured is processor time, all threads together: what else the machine does then
  /// counts little.
  init(
    repeats: Int = 9, operations: Int = 1, _ body: () throws -> Void
  ) rethrows {
    try body()
    var times: [Duration] = []
    for _ in 0..<repeats {
      let start = Self.processorTime
      try body()
      times.append(Self.processorTime - start)
    }
    self.init(times, operations: operations)
  }

  /// The same for what waits.
  init(
    repeats: Int = 9, operations: Int = 1, _ body: () async throws -> Void
  ) async rethrows {
    try await body()
    var times: [Duration] = []
    for _ in 0..<repeats {
      let start = Self.processorTime
      try await body()
      times.append(Self.processorTime - start)
    }
    self.init(times, operations: operations)
  }

  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Of times that were taken elsewhere; there must be one.
  init(_ times: [Duration], operations: Int = 1) {
    let sorted = times.sorted()
    minimum = sorted[0] / operations
    median = sorted[sorted.count / 2] / operations
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// With three significant digits and the unit that fits.
  var text: String {
    switch seconds {
    case ..<1e-6: significant(seconds * 1e9) + " ns"
    case ..<1e-3: significant(seconds * 1e6) + " µs"
    case ..<1: significant(seconds * 1e3) + " ms"
    default: significant(seconds) + " s"
    }
  }
}

/// A number with three significant digits, without an exponent.
func significant(_ value: Double) -> String {
  let places = value >= 100 ? 0 : value >= 10 ? 1 : 2
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value * Double(scale)).rounded())
  guard places > 0 else { return "\(scaled)" }
  let fraction = String(scaled % scale)
  return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
}
