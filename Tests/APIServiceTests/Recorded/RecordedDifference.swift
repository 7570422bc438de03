import GodwitModel

/// One place in which two values differ.
struct RecordedDifference: Hashable, CustomStringConvertible {
  /// `body.items[0].metadata.name`.
  var path: String
  var recorded: String
  var served: String

  var description: String { "\(path): recorded \(recorded), served \(served)" }

  /// Every place in which `served` differs from `recorded`.
  ///
  /// Long arrays were cut when they were recorded, and end with a text that counts them.
  static func between(
    _ recorded: JSONValue?, _ served: JSONValue?, at path: String
  ) -> [RecordedDifference] {
    switch (recorded, served) {
    case (.object(let left)?, .object(let right)?):
      if let keys = summary(left) {
        let own = "object with keys " + right.keys.sorted().joined(separator: ", ")
        return own == keys
          ? [] : [RecordedDifference(path: path, recorded: keys, served: own)]
      }
      let keys = left.keys + right.keys.filter { left[$0] == nil }
      return keys.flatMap { between(left[$0], right[$0], at: path + "." + $0) }
    case (.array(var left)?, .array(var right)?):
      if let last = left.last?.string, last.hasPrefix("… ") {
        left.removeLast()
        right = Array(right.prefix(left.count))
      }
      return (0..<max(left.count, right.count)).flatMap { index in
        between(
          index < left.count ? left[index] : nil, index < right.count ? right[index] : nil,
          at: "\(path)[\(index)]")
      }
    case (.string(let left)?, .string(let right)?) where left.utf8.count >= cutLength:
      // Long texts were cut as well.
      return right.hasPrefix(left)
        ? [] : [RecordedDifference(path: path, recorded: left, served: right)]
    default:
      if recorded == served { return [] }
      return [
        RecordedDifference(
          path: path, recorded: recorded?.text ?? "nothing", served: served?.text ?? "nothing")
      ]
    }
  }

  /// Texts of this length may have been cut; normalising made them shorter.
  private static let cutLength = 1000

  /// Deep objects were cut to their keys.
  private static func summary(_ object: JSONObject) -> String? {
    object.count == 1 ? object["…"]?.string : nil
  }
}
