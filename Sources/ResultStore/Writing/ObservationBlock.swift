import GodwitModel

/// Observations of one attempt as they are stored together: see `observation_block` in the schema.
struct ObservationBlock {
  /// A block of at least so many bytes is stored and the next one begun.
  private static let full = 64 << 10

  private let start: Instant
  private(set) var firstSequence = 0
  private var bytes: [UInt8] = []

  /// An empty block of an attempt that began at `start`.
  init(start: Instant) { self.start = start }

  var isEmpty: Bool { bytes.isEmpty }
  var isFull: Bool { bytes.count >= Self.full }

  /// Adds an observation; `object` and `pathList` are the ids of the rows that it refers to.
  mutating func append(_ record: ObservationRecord, object: Int64, pathList: Int64) {
    if bytes.isEmpty {
      firstSequence = record.sequence
      bytes.reserveCapacity(8 << 10)
    }
    bytes.append(bytes.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
    bytes.append(UInt8(ascii: "["))
    append(Int64(record.sequence))
    append((record.at - start).nanoseconds)
    append(record.type.rawValue)
    append(object)
    append(record.resourceVersion)
    append(pathList)
    bytes.append(contentsOf: record.changeList.values.utf8)
    if let object = record.object {
      bytes.append(UInt8(ascii: ","))
      object.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The text of the block, which is empty then.
  mutating func takeText() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  private mutating func append(_ number: Int64) {
    bytes.append(contentsOf: String(number).utf8)
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func append(_ text: String) {
    JSONValue.writeString(text, to: &bytes)
    bytes.append(UInt8(ascii: ","))
  }
}
