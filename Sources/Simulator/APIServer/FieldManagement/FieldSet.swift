import GodwitModel
import OrderedCollections

/// A set of paths to fields, as a tree.
///
/// sigs.k8s.io/structured-merge-diff/v6/fieldpath/set.go.
struct FieldSet: Hashable, Sendable {
  /// Whether the path that leads here is in the set.
  var isMember = false
  private(set) var children: OrderedDictionary<FieldPathElement, FieldSet> = [:]

  init(isMember: Bool = false) { self.isMember = isMember }

  var isEmpty: Bool { !isMember && children.isEmpty }

  static func == (left: FieldSet, right: FieldSet) -> Bool {
    left.isMember == right.isMember && left.children.count == right.children.count
      && left.children.allSatisfy { right.children[$0.key] == $0.value }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(children.count) }

  subscript(element: FieldPathElement) -> FieldSet? { children[element] }

  mutating func insert(_ path: some Collection<FieldPathElement>) {
    guard let first = path.first else {
      isMember = true
      return
    }
    children[first, default: FieldSet()].insert(path.dropFirst())
  }

  func contains(_ path: some Collection<FieldPathElement>) -> Bool {
    guard let first = path.first else { return isMember }
    return children[first]?.contains(path.dropFirst()) ?? false
  }

  func union(_ other: FieldSet) -> FieldSet {
    var result = self
    result.isMember = isMember || other.isMember
    for (element, child) in other.children {
      result.children[element] = result.children[element]?.union(child) ?? child
    }
    return result
  }

  func difference(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && !other.isMember)
    for (element, child) in children {
      let rest = other.children[element].map { child.difference($0) } ?? child
      if !rest.isEmpty { result.children[element] = rest }
    }
    return result
  }

  func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && other.isMember)
    for (element, child) in children {
      guard let common = other.children[element].map({ child.intersection($0) }), !common.isEmpty
      else { continue }
      result.children[element] = common
    }
    return result
  }

  /// The set without a path and everything below it.
  func removing(_ path: some Collection<FieldPathElement>) -> FieldSet {
    guard let first = path.first else { return FieldSet() }
    guard let child = children[first] else { return self }
    var result = self
    let rest = child.removing(path.dropFirst())
    result.children[first] = rest.isEmpty ? nil : rest
    return result
  }

  /// The set without the path itself; what is below it stays.
  func removingMember(_ path: some Collection<FieldPathElement>) -> FieldSet {
    var lone = FieldSet()
    lone.insert(path)
    return difference(lone)
  }

  /// Every path of the set, in the order in which it is written.
  var paths: [[FieldPathElement]] {
    var found: [[FieldPathElement]] = isMember ? [[]] : []
    for (element, child) in sortedChildren {
      found += child.paths.map { [element] + $0 }
    }
    return found
  }

  private var sortedChildren: [(FieldPathElement, FieldSet)] {
    children.map { ($0.key, $0.value) }.sorted { FieldPathElement.precedes($0.0, $1.0) }
  }

  // MARK: fieldsV1

  /// The set as `fieldsV1`.
  var json: JSONValue {
    var object = JSONObject()
    if isMember, !children.isEmpty { object.append(".", [:]) }
    for (element, child) in sortedChildren { object.append(element.text, child.json) }
    return .object(object)
  }

  /// Reads `fieldsV1`.
  init(json: JSONValue) {
    for member in json.object?.members ?? [] {
      if member.key == "." {
        isMember = true
        continue
      }
      guard let element = FieldPathElement(member.key) else { continue }
      var child = FieldSet(json: member.value)
      if child.children.isEmpty { child.isMember = true }
      children[element] = child
    }
  }
}
