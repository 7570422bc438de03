/// One field of an object that took another value, or (nil) went away.
package struct FieldChange: Hashable, Sendable {
  package var path: [String]
  package var value: JSONValue?

  package init(path: [String], value: JSONValue?) {
    self.path = path
    self.value = value
  }
}

/// Changed fields as two JSON arrays of one length: their paths as JSON Pointers (RFC 6901), and
/// their values. A field that went away has a `-` before its pointer and the value null.
///
/// Text, because most lists are only stored: an array of ``FieldChange`` has an object for every
/// path and every value, which costs several times as much as the text. The paths are apart from
/// the values because they recur, and need to be stored once only.
package struct ChangeList: Hashable, Sendable {
  /// For example `["/status/phase","-/metadata/labels/a~1b"]`.
  package let paths: String
  /// For example `["Running",null]`.
  package let values: String

  /// No changes.
  package static let empty = ChangeList(trustedPaths: "[]", values: "[]")

  init(trustedPaths paths: String, values: String) {
    self.paths = paths
    self.values = values
  }

  package init(_ changes: [FieldChange]) {
    var writer = ChangeWriter()
    for change in changes { writer.append(change) }
    self = writer.takeList()
  }

  /// A list from its texts; nil when they are not those of a list.
  package init?(paths: String, values: String) {
    guard Self.fields(paths: paths, values: values) != nil else { return nil }
    self.init(trustedPaths: paths, values: values)
  }

  /// The changes one by one, in their order.
  package var fields: [FieldChange] { Self.fields(paths: paths, values: values) ?? [] }

  private static func fields(paths: String, values: String) -> [FieldChange]? {
    guard let paths = try? JSONValue(parsing: paths).array,
      let values = try? JSONValue(parsing: values).array, paths.count == values.count
    else { return nil }
    var changes: [FieldChange] = []
    changes.reserveCapacity(paths.count)
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
