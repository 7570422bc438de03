/// Cuts a body that comes in pieces, cut anywhere, into its lines.
package struct LineDecoder: Sendable {
  /// A line is longer than allowed.
  package struct TooLong: Error, Hashable, Sendable {
    package let limit: Int
  }

  /// The beginning of a line whose end has not come.
  private var rest: [UInt8] = []
  private let limit: Int

  /// - Parameter limit: Bytes of the longest line that is taken.
  package init(limit: Int) { self.limit = limit }

  /// Whether the last line is not whole.
  package var isInLine: Bool { !rest.isEmpty }

  /// The lines that are whole with `bytes`, without their newlines and without empty ones.
  package mutating func lines(
    after bytes: [UInt8]
  ) throws(TooLong) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if rest.count + end - start > limit { throw TooLong(limit: limit) }
      let line = rest + bytes[start..<end]
      rest = []
      if !line.isEmpty, line != [UInt8(ascii: "\r")] { lines.append(line) }
      start = end + 1
    }
    rest += bytes[start...]
    if rest.count > limit { throw TooLong(limit: limit) }
    return lines
  }
}
