/// A map that is written as `{}` once it had entries, instead of being left out.
///
/// Go's `omitempty` leaves an empty map out, but KubeVirt changes some maps with a JSON patch that
/// replaces the whole map, which then stays as an empty one (recording
/// `vmi-stops-after-migration`).
@propertyWrapper
package struct KeptWhenEmpty: FieldValue {
  private var map: StringMap
  private var isThere: Bool

  package init(wrappedValue: StringMap) {
    map = wrappedValue
    isThere = !wrappedValue.isEmpty
  }

  package var wrappedValue: StringMap {
    _read { yield map }
    _modify {
      yield &map
      isThere = isThere || !map.isEmpty
    }
  }

  package static var unset: KeptWhenEmpty { KeptWhenEmpty(wrappedValue: StringMap()) }

  package init?(json: JSONValue) {
    guard let map = StringMap(json: json) else { return nil }
    self.map = map
    isThere = true
  }

  package var json: JSONValue? { map.json ?? (isThere ? .object(JSONObject()) : nil) }

  package static func appendChanges(
    from old: UnsafePointer<KeptWhenEmpty>, to new: UnsafePointer<KeptWhenEmpty>,
    into changes: inout ChangeWriter
  ) {
    if new.pointee.isThere != old.pointee.isThere { return changes.append(new) }
    withUnsafePointer(to: old.pointee.map) { old in
      withUnsafePointer(to: new.pointee.map) { new in
        StringMap.appendChanges(from: old, to: new, into: &changes)
      }
    }
  }
}
