import GodwitModel

/// The changed fields of an observation as two JSON arrays: their paths as JSON Pointers (RFC
/// 6901), and their values. The paths recur, so that they need to be stored once only.
///
/// A field that went away has a `-` before its pointer and the value null.
enum ChangeText {
  /// The paths of `changes`, for example `["/status/phase","-/metadata/labels/a~1b"]`.
  static func paths(of changes: [FieldChange]) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
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
    var bytes: [UInt8] = [UInt8(ascii: "[")]
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
      changes.append(
        FieldChange(
          path: keys(of: pointer.dropFirst(isRemoved ? 1 : 0)), value: isRemoved ? nil : value))
    }
    return changes
  }

  /// Appends one key of a pointer, escaped for the pointer and for JSON.
  private static func append(_ key: String, to bytes: inout [UInt8]) {
    let isPlain = key.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "~") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\"")
        && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      bytes.append(contentsOf: key.utf8)
      return
    }
    var escaped = ""
    for character in key.unicodeScalars {
      switch character {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(character)
      }
    }
    var quoted: [UInt8] = []
    JSONValue.writeString(escaped, to: &quoted)
    bytes.append(contentsOf: quoted.dropFirst().dropLast())
  }

  private static func keys(of pointer: Substring) -> [String] {
    guard !pointer.isEmpty else { return [] }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { key in
      var text = ""
      var iterator = key.unicodeScalars.makeIterator()
      while let character = iterator.next() {
        guard character == "~" else {
          text.unicodeScalars.append(character)
          continue
        }
        text += iterator.next() == "1" ? "/" : "~"
      }
      return text
    }
  }
}
