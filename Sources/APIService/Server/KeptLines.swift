import GodwitModel

/// The text of a file that keeps a cluster, taken apart: what it began with, and the entries of its
/// journal.
///
/// A server that was killed leaves a last line that is cut off, or the whole line without its
/// newline. Nothing was answered before its line was whole, so such a line counts for nothing.
package struct KeptLines: Sendable {
  /// What the cluster began with; nil while nothing whole is kept.
  package let origin: JSONValue?
  package let entries: [(at: Instant, request: WireRequest?)]
  /// How many bytes of the file hold: what is written next goes there.
  package let length: Int

  /// A line that is whole and makes no sense.
  package struct Failure: Error {
    package let line: Int
  }

  package init(_ bytes: [UInt8]) throws(Failure) {
    let newline = UInt8(ascii: "\n")
    length = bytes.lastIndex(of: newline).map { $0 + 1 } ?? 0
    var origin: JSONValue?
    var entries: [(at: Instant, request: WireRequest?)] = []
    for (index, line) in bytes[..<length].split(separator: newline).enumerated() {
      if index == 0 {
        origin = try? JSONValue(parsing: Array(line))
        if origin?.object == nil { throw Failure(line: 1) }
      } else if let entry = Journal.read(String(decoding: line, as: UTF8.self)) {
        entries.append(entry)
      } else {
        throw Failure(line: index + 1)
      }
    }
    self.origin = origin
    self.entries = entries
  }
}
