import GodwitModel

/// Waits that double up to a bound, each shortened by chance to between half and the whole of it,
/// so that many clients do not come back together.
package struct Backoff: Sendable {
  private let first: Span
  private let longest: Span
  private var generator: any RandomNumberGenerator & Sendable
  private var next: Span

  package init(
    first: Span, longest: Span, randomness: any RandomNumberGenerator & Sendable
  ) {
    self.first = first
    self.longest = longest
    generator = randomness
    next = min(first, longest)
  }

  /// The next wait; not shorter than what the server asked for.
  package mutating func wait(atLeast asked: Span? = nil) -> Span {
    let whole = next
    next = whole.nanoseconds > longest.nanoseconds / 2 ? longest : whole * 2
    let half = UInt64(max(whole.nanoseconds, 0)) / 2
    let chance = half == 0 ? 0 : generator.next() % (half + 1)
    return max(whole - .nanoseconds(Int64(chance)), asked ?? .zero)
  }

  /// A number in `0...bound` by chance.
  package mutating func chance(upTo bound: Int64) -> Int64 {
    bound <= 0 ? 0 : Int64(generator.next() % (UInt64(bound) + 1))
  }

  /// The next wait is the first again.
  package mutating func reset() { next = min(first, longest) }
}
