import GodwitModel

/// Which fields two versions of an object do not have in common.
///
/// sigs.k8s.io/structured-merge-diff/v6/typed/compare.go.
struct FieldComparison {
  var added = FieldSet()
  var modified = FieldSet()
  var removed = FieldSet()

  init(from old: JSONValue, to new: JSONValue, _ structure: FieldStructure) {
    var path: [FieldPathElement] = []
    compare(old, new, structure, &path)
  }

  var changed: FieldSet { added.union(modified) }

  private mutating func compare(
    _ old: JSONValue, _ new: JSONValue, _ structure: FieldStructure,
    _ path: inout [FieldPathElement]
  ) {
    if old == new { return }
    let form = structure.form(of: new)
    // A list whose items lack their keys is owned as a whole, and so is what replaces another type.
    guard form != .atomic, form == structure.form(of: old) else {
      modified.insert(path)
      return
    }
    let former = structure.parts(of: old)
    let present = structure.parts(of: new)
    for (element, value, inner) in present {
      path.append(element)
      if let before = former.first(where: { $0.0 == element })?.1 {
        compare(before, value, inner, &path)
      } else {
        Self.insertAll(value, inner, &path, into: &added)
      }
      path.removeLast()
    }
    for (element, value, inner) in former where !present.contains(where: { $0.0 == element }) {
      path.append(element)
      Self.insertAll(value, inner, &path, into: &removed)
      path.removeLast()
    }
  }

  /// A value that comes or goes does so with everything in it.
  private static func insertAll(
    _ value: JSONValue, _ structure: FieldStructure, _ path: inout [FieldPathElement],
    into set: inout FieldSet
  ) {
    set.insert(path)
    for (element, part, inner) in structure.parts(of: value) {
      path.append(element)
      insertAll(part, inner, &path, into: &set)
      path.removeLast()
    }
  }

  /// The comparison without what `owns` says is nobody's.
  mutating func filter(_ keeps: (FieldSet) -> FieldSet) {
    added = keeps(added)
    modified = keeps(modified)
    removed = keeps(removed)
  }
}

extension FieldSet {
  /// The fields of a configuration that somebody applies: its leaves, and the items of its lists.
  ///
  /// sigs.k8s.io/structured-merge-diff/v6/typed/tofieldset.go.
  init(configuration value: JSONValue, _ structure: FieldStructure) {
    self.init()
    var path: [FieldPathElement] = []
    insertLeaves(value, structure, &path)
  }

  private mutating func insertLeaves(
    _ value: JSONValue, _ structure: FieldStructure, _ path: inout [FieldPathElement]
  ) {
    let parts = structure.parts(of: value)
    if parts.isEmpty { insert(path) }
    for (element, part, inner) in parts {
      path.append(element)
      if case .field = element {} else { insert(path) }
      insertLeaves(part, inner, &path)
      path.removeLast()
    }
  }
}
