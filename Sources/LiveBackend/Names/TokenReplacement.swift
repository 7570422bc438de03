/// Replaces names in text where they stand whole: `node1`, but not the beginning of `node12`.
struct TokenReplacement: Sendable {
  /// Where a name counts.
  enum Extent: Sendable {
    /// Only by itself.
    case whole
    /// Also as a part of a dotted name: nothing else is called so.
    case part
    /// Also as the beginning of a longer name.
    case beginning
  }

  private struct Entry: Sendable {
    let name: [UInt8]
    let replacement: String
    let extent: Extent
  }

  /// Longest first, so that a name wins over its own beginning.
  private var entries: [Entry] = []
  private var firstBytes: [Bool] = Array(repeating: false, count: 256)

  /// Replaces `name` from now on.
  mutating func add(_ name: String, by replacement: String, extent: Extent) {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, !entries.contains(where: { $0.name == bytes }) else { return }
    let place = entries.firstIndex { $0.name.count < bytes.count } ?? entries.count
    entries.insert(
      Entry(name: bytes, replacement: replacement, extent: extent), at: place)
    firstBytes[Int(first)] = true
  }

  /// The text with the names replaced, all at once: what came of one is not replaced again.
  func applied(to text: String) -> String {
    if entries.isEmpty { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var start = 0
    var place = 0
    while place < bytes.count {
      guard firstBytes[Int(bytes[place])], place == 0 || !Self.isPartOfName(bytes[place - 1]),
        let entry = entries.first(where: { stands($0, in: bytes, at: place) })
      else {
        place += 1
        continue
      }
      result += bytes[start..<place]
      result += entry.replacement.utf8
      place += entry.name.count
      start = place
    }
    if start == 0 { return text }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }

  private func stands(_ entry: Entry, in bytes: [UInt8], at place: Int) -> Bool {
    let end = place + entry.name.count
    guard end <= bytes.count, bytes[place..<end].elementsEqual(entry.name) else { return false }
    if entry.extent == .beginning { return true }
    if end < bytes.count, Self.isPartOfName(bytes[end]) { return false }
    if entry.extent == .part { return true }
    let isDotted =
      place > 1 && bytes[place - 1] == UInt8(ascii: ".") && Self.isPartOfName(bytes[place - 2])
    let goesOn =
      end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".")
      && Self.isPartOfName(bytes[end + 1])
    return !isDotted && !goesOn
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
