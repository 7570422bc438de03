/// A Swift value that is the value of one field of an API object.
package protocol FieldValue: Hashable, Sendable {
  /// The value of a field that is not there.
  static var unset: Self { get }

  /// Reads the value from JSON; nil when the JSON has another type or an impossible value.
  init?(json: JSONValue)

  /// The JSON of the value; nil when the field is left out (Go's `omitempty`).
  var json: JSONValue? { get }

  /// What stands for the value where it is written although it is empty: behind a pointer, or as
  /// an element of a list.
  static var emptyJSON: JSONValue { get }

  /// The value below this one at `path[index...]`.
  ///
  /// Through a pointer, like ``appendChanges(from:to:into:)``: a method would copy the value
  /// with all its references first, which for the larger structs costs more than all the rest.
  static func value(
    in place: UnsafePointer<Self>, at path: [String], from index: Int
  ) -> JSONValue?

  /// Whether it is plain at a glance that the two are the same; the first question of a
  /// comparison, so it must be cheap. False only means that ``appendChanges(from:to:into:)``
  /// has to look.
  static func isSurelySame(_ old: UnsafePointer<Self>, _ new: UnsafePointer<Self>) -> Bool

  /// Appends how `new` differs from `old`; `changes` stands where both stand in their object, and
  /// does so on return.
  static func appendChanges(
    from old: UnsafePointer<Self>, to new: UnsafePointer<Self>, into changes: inout ChangeWriter)

  /// Appends the text of ``json``; false, with nothing appended, when the field is left out.
  ///
  /// The same text without the values that it would be made of on the way.
  static func appendJSON(of place: UnsafePointer<Self>, to bytes: inout [UInt8]) -> Bool
}

extension FieldValue {
  package static var emptyJSON: JSONValue { .object(JSONObject()) }

  package static func value(
    in place: UnsafePointer<Self>, at path: [String], from index: Int
  ) -> JSONValue? {
    guard let json = place.pointee.json else { return nil }
    return index == path.count ? json : json.value(at: path[index...])
  }

  package static func isSurelySame(
    _ old: UnsafePointer<Self>, _ new: UnsafePointer<Self>
  ) -> Bool {
    new.pointee == old.pointee
  }

  package static func appendChanges(
    from old: UnsafePointer<Self>, to new: UnsafePointer<Self>, into changes: inout ChangeWriter
  ) {
    if new.pointee != old.pointee { changes.append(new) }
  }

  package static func appendJSON(
    of place: UnsafePointer<Self>, to bytes: inout [UInt8]
  ) -> Bool {
    guard let json = place.pointee.json else { return false }
    json.write(to: &bytes)
    return true
  }
}

extension String: FieldValue {
  package static var unset: String { "" }
  package static var emptyJSON: JSONValue { .string("") }
  package init?(json: JSONValue) {
    guard let text = json.string else { return nil }
    self = text
  }
  package var json: JSONValue? { isEmpty ? nil : .string(self) }

  package static func appendJSON(
    of place: UnsafePointer<String>, to bytes: inout [UInt8]
  ) -> Bool {
    if place.pointee.isEmpty { return false }
    JSONValue.writeString(place.pointee, to: &bytes)
    return true
  }
}

extension Bool: FieldValue {
  package static var unset: Bool { false }
  package static var emptyJSON: JSONValue { .bool(false) }
  package init?(json: JSONValue) {
    guard let value = json.bool else { return nil }
    self = value
  }
  package var json: JSONValue? { self ? .bool(true) : nil }
}

extension Int: FieldValue {
  package static var unset: Int { 0 }
  package static var emptyJSON: JSONValue { .number("0") }
  package init?(json: JSONValue) {
    guard let value = json.int else { return nil }
    self = value
  }
  package var json: JSONValue? { self == 0 ? nil : .int(self) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  package static var unset: Wrapped? { nil }
  package init?(json: JSONValue) {
    guard let value = Wrapped(json: json) else { return nil }
    self = .some(value)
  }
  /// A value that is set is written even when it is empty: nil and empty differ here.
  package var json: JSONValue? {
    guard let self else { return nil }
    return self.json ?? Wrapped.emptyJSON
  }

  package static func value(
    in place: UnsafePointer<Wrapped?>, at path: [String], from index: Int
  ) -> JSONValue? {
    guard let value = payload(place) else { return nil }
    return index == path.count
      ? value.pointee.json ?? Wrapped.emptyJSON
      : Wrapped.value(in: value, at: path, from: index)
  }

  package static func appendChanges(
    from old: UnsafePointer<Wrapped?>, to new: UnsafePointer<Wrapped?>,
    into changes: inout ChangeWriter
  ) {
    switch (payload(new), payload(old)) {
    case (nil, nil): break
    case (let new?, let old?): Wrapped.appendChanges(from: old, to: new, into: &changes)
    case (_?, nil), (nil, _?): changes.append(new)
    }
  }

  package static func appendJSON(
    of place: UnsafePointer<Wrapped?>, to bytes: inout [UInt8]
  ) -> Bool {
    guard let value = payload(place) else { return false }
    if !Wrapped.appendJSON(of: value, to: &bytes) { Wrapped.emptyJSON.write(to: &bytes) }
    return true
  }

  /// The place of the value: the payload of an optional begins where the optional does.
  private static func payload(_ place: UnsafePointer<Wrapped?>) -> UnsafePointer<Wrapped>? {
    if case .none = place.pointee { return nil }
    return UnsafeRawPointer(place).assumingMemoryBound(to: Wrapped.self)
  }
}

extension Array: FieldValue where Element: FieldValue {
  package static var unset: [Element] { [] }
  package static var emptyJSON: JSONValue { .array([]) }
  package init?(json: JSONValue) {
    guard let elements = json.array else { return nil }
    self = []
    reserveCapacity(elements.count)
    for element in elements {
      guard let value = Element(json: element) else { return nil }
      append(value)
    }
  }
  package var json: JSONValue? {
    isEmpty ? nil : .array(map { $0.json ?? Element.emptyJSON })
  }

  package static func appendJSON(
    of place: UnsafePointer<[Element]>, to bytes: inout [UInt8]
  ) -> Bool {
    if place.pointee.isEmpty { return false }
    var separator = UInt8(ascii: "[")
    place.pointee.withUnsafeBufferPointer { elements in
      guard var element = elements.baseAddress else { return }
      for _ in 0..<elements.count {
        bytes.append(separator)
        separator = UInt8(ascii: ",")
        if !Element.appendJSON(of: element, to: &bytes) { Element.emptyJSON.write(to: &bytes) }
        element += 1
      }
    }
    bytes.append(UInt8(ascii: "]"))
    return true
  }
}

extension JSONValue: FieldValue {
  package static var unset: JSONValue { .null }
  package static var emptyJSON: JSONValue { .null }
  package init?(json: JSONValue) { self = json.sortedByKey }
  package var json: JSONValue? {
    // Not `isNull ? nil : self`: there, nil would be the JSON null.
    if isNull { return nil }
    return self
  }
}

/// A string field with a closed set of known values; an unknown one is kept as it is written.
package protocol TokenValue: FieldValue, RawRepresentable where RawValue == String {
  init(rawValue: String)
}

extension TokenValue {
  package static var unset: Self { Self(rawValue: "") }
  package static var emptyJSON: JSONValue { .string("") }
  package init?(json: JSONValue) {
    guard let text = json.string else { return nil }
    self.init(rawValue: text)
  }
  package var json: JSONValue? { rawValue.isEmpty ? nil : .string(rawValue) }

  package static func appendJSON(
    of place: UnsafePointer<Self>, to bytes: inout [UInt8]
  ) -> Bool {
    let text = place.pointee.rawValue
    if text.isEmpty { return false }
    JSONValue.writeString(text, to: &bytes)
    return true
  }
}

/// A time of Kubernetes: RFC 3339 in whole seconds.
package struct Timestamp: FieldValue, Comparable {
  /// Always a whole second.
  package let instant: Instant

  package init(_ instant: Instant) { self.instant = instant.truncatedToSecond }

  package static var unset: Timestamp { Timestamp(Instant(nanosecondsSinceEpoch: 0)) }
  package init?(json: JSONValue) {
    guard let text = json.string, let instant = Instant(parsing: text) else { return nil }
    self.init(instant)
  }
  package var json: JSONValue? { .string(instant.description) }
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.instant < right.instant
  }
}
