import GodwitModel

/// The changed fields of an observation as two JSON arrays: their paths as JSON Pointers (RFC
/// 6901), and their values. The paths recur, so that they need to be stored once only.
///
/// A field that went away has a `-` before its pointer and the value null.
enum ChangeText {
  /// The paths of `changes`, for example `["/status/phase","-/metadata/labels/a~1b"]`.
  static func paths(of changes: [FieldChange]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(48 * changes.count + 2)
    bytes.append(UInt8(ascii: "["))
    for change in changes {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      if change.value == nil { bytes.append(UInt8(ascii: "-")) }
      for key in change.path {
        bytes.append(UInt8(ascii: "/"))
        append(key, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "]"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The values of `changes`, for example `["Running",null]`.
  static func values(of changes: [FieldChange]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(48 * changes.count + 2)
    bytes.append(UInt8(ascii: "["))
    for change in changes {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      (change.value ?? .null).write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The changes that ``paths(of:)`` and ``values(of:)`` wrote; nil when the texts are not theirs.
  static func changes(paths: String, values: String) -> [FieldChange]? {
    guard let paths = try? JSONValue(parsing: paths).array,
      let values = try? JSONValue(parsing: values).array, paths.count == values.count
    else { return nil }
    var changes: [FieldChange] = []
    for (path, value) in zip(paths, values) {
      guard let pointer = path.string else { return nil }
      let isRemoved = pointer.hasPrefix("-")
      // Spelt out, since a bare nil would become the JSON value null.
      changes.append(
        FieldChange(
          path: keys(of: pointer.dropFirst(isRemoved ? 1 : 0)),
          value: isRemoved ? Optional<JSONValue>.none : value))
    }
    return changes
  }

  /// Appends one key of a pointer, escaped for the pointer and for JSON; the runs between what is
  /// escaped are copied as a whole.
  private static func append(_ key: String, to bytes: inout [UInt8]) {
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

  private static func keys(of pointer: Substring) -> [String] {
    guard !pointer.isEmpty else { return [] }
    return pointer.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map { key in
      guard key.contains(UInt8(ascii: "~")) else { return String(decoding: key, as: UTF8.self) }
      var bytes: [UInt8] = []
      var iterator = key.makeIterator()
      while let byte = iterator.next() {
        guard byte == UInt8(ascii: "~") else {
          bytes.append(byte)
          continue
        }
        let isSlash = iterator.next() == UInt8(ascii: "1")
        bytes.append(isSlash ? UInt8(ascii: "/") : UInt8(ascii: "~"))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
