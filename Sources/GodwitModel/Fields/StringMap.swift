/// A map of strings in key order: labels, annotations, node selectors.
package struct StringMap: Sendable, Hashable {
  /// One key and its value.
  package struct Entry: Hashable, Sendable {
    package let key: String
    package var value: String
  }

  /// The entries by key, in byte order.
  package private(set) var entries: [Entry] = []

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }

  private func position(of key: String) -> (index: Int, found: Bool) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return (low, low < entries.count && entries[low].key == key)
  }

  /// Reads, sets, or (with nil) removes an entry.
  package subscript(key: String) -> String? {
    get {
      let (index, found) = position(of: key)
      return found ? entries[index].value : nil
    }
    set {
      let (index, found) = position(of: key)
      switch (found, newValue) {
      case (true, let value?): entries[index].value = value
      case (true, nil): entries.remove(at: index)
      case (false, let value?): entries.insert(Entry(key: key, value: value), at: index)
      case (false, nil): break
      }
    }
  }

  /// Whether every entry of `selector` is here with the same value.
  package func contains(_ selector: StringMap) -> Bool {
    selector.entries.allSatisfy { self[$0.key] == $0.value }
  }

  /// Adds the entries of `other`, which win over those here.
  package mutating func merge(_ other: StringMap) {
    for entry in other.entries { self[entry.key] = entry.value }
  }
}

extension StringMap: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension StringMap: FieldValue {
  package static var unset: StringMap { StringMap() }
  package init?(json: JSONValue) {
    guard let object = json.object else { return nil }
    for member in object.members {
      guard let text = member.value.string else { return nil }
      self[member.key] = text
    }
  }
  package var json: JSONValue? {
    if isEmpty { return nil }
    var object = JSONObject()
    for entry in entries { object.append(entry.key, .string(entry.value)) }
    return .object(object)
  }

  package static func appendChanges(
    from old: UnsafePointer<StringMap>, to new: UnsafePointer<StringMap>,
    into changes: inout ChangeWriter
  ) {
    if new.pointee == old.pointee { return }
    let (new, old) = (new.pointee, old.pointee)
    for entry in new.entries where old[entry.key] != entry.value {
      let place = changes.enter(key: entry.key)
      changes.append(text: entry.value)
      changes.leave(place)
    }
    for entry in old.entries where new[entry.key] == nil {
      let place = changes.enter(key: entry.key)
      changes.append(nil)
      changes.leave(place)
    }
  }

  package static func appendJSON(
    of place: UnsafePointer<StringMap>, to bytes: inout [UInt8]
  ) -> Bool {
    if place.pointee.isEmpty { return false }
    var separator = UInt8(ascii: "{")
    for entry in place.pointee.entries {
      bytes.append(separator)
      separator = UInt8(ascii: ",")
      JSONValue.writeString(entry.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONValue.writeString(entry.value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return true
  }
}
