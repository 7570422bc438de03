/// Writes a ``ChangeList`` while two versions of an object are compared.
///
/// It knows where the comparison stands, so that nothing has to be made of a path until a field
/// there differs. Its buffers are used again from list to list.
package struct ChangeWriter {
  private var paths: [UInt8] = []
  private var values: [UInt8] = []
  /// Where the comparison stands, as a JSON Pointer that is escaped for JSON.
  private var pointer: [UInt8] = []
  private let omitted: [Pointer]

  /// A JSON Pointer, escaped as it is written.
  package struct Pointer: Sendable {
    let bytes: [UInt8]

    package init(_ path: String...) {
      var bytes: [UInt8] = []
      for key in path { ChangeWriter.append(key, to: &bytes) }
      self.bytes = bytes
    }
  }

  /// A writer that leaves out what changes at or below the pointers of `omitted`.
  package init(omitting omitted: [Pointer] = []) { self.omitted = omitted }

  /// The list of what was written since the last one.
  package mutating func takeList() -> ChangeList {
    if paths.isEmpty { return .empty }
    paths.append(UInt8(ascii: "]"))
    values.append(UInt8(ascii: "]"))
    defer {
      paths.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }
    return ChangeList(
      trustedPaths: String(decoding: paths, as: UTF8.self),
      values: String(decoding: values, as: UTF8.self))
  }

  // MARK: Where the comparison stands

  /// Goes down to a field; what is returned leads back with ``leave(_:)``.
  mutating func enter(_ field: Pointer) -> Int {
    let length = pointer.count
    pointer.append(contentsOf: field.bytes)
    return length
  }

  /// Goes down to a key of a map.
  mutating func enter(key: String) -> Int {
    let length = pointer.count
    Self.append(key, to: &pointer)
    return length
  }

  mutating func leave(_ length: Int) { pointer.removeLast(pointer.count - length) }

  // MARK: Changes

  /// Notes that what stands here is now `place`'s value, or went away if that is left out.
  mutating func append<Value: FieldValue>(_ place: UnsafePointer<Value>) {
    write { Value.appendJSON(of: place, to: &$0) }
  }

  /// Notes that what stands here is now `value`, or (nil) went away.
  mutating func append(_ value: JSONValue?) {
    write {
      value?.write(to: &$0)
      return value != nil
    }
  }

  mutating func append(text: String) {
    write {
      JSONValue.writeString(text, to: &$0)
      return true
    }
  }

  mutating func append(_ change: FieldChange) {
    let length = pointer.count
    for key in change.path { Self.append(key, to: &pointer) }
    append(change.value)
    leave(length)
  }

  /// `body` appends the value, or tells that there is none.
  private mutating func write(_ body: (inout [UInt8]) -> Bool) {
    if isOmitted { return }
    let separator = paths.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ",")
    values.append(separator)
    paths.append(separator)
    paths.append(UInt8(ascii: "\""))
    if !body(&values) {
      values.append(contentsOf: "null".utf8)
      paths.append(UInt8(ascii: "-"))
    }
    paths.append(contentsOf: pointer)
    paths.append(UInt8(ascii: "\""))
  }

  private var isOmitted: Bool {
    for prefix in omitted {
      let length = prefix.bytes.count
      if pointer.count < length || pointer[length - 1] != prefix.bytes[length - 1] { continue }
      if pointer.count > length, pointer[length] != UInt8(ascii: "/") { continue }
      if pointer[..<length].elementsEqual(prefix.bytes) { return true }
    }
    return false
  }

  /// Appends `/` and one key, escaped for the pointer and for JSON; the runs between what is
  /// escaped are copied as a whole.
  private static func append(_ key: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "/"))
    var key = key
    key.withUTF8 { key in
      var start = 0
      for index in key.indices where isEscaped(key[index]) {
        bytes.append(contentsOf: key[start..<index])
        start = index + 1
        switch key[index] {
        case UInt8(ascii: "~"): bytes.append(contentsOf: "~0".utf8)
        case UInt8(ascii: "/"): bytes.append(contentsOf: "~1".utf8)
        default:
          var quoted: [UInt8] = []
          JSONValue.writeString(String(decoding: [key[index]], as: UTF8.self), to: &quoted)
          bytes.append(contentsOf: quoted.dropFirst().dropLast())
        }
      }
      bytes.append(contentsOf: key[start..<key.count])
    }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
