/// The members of a JSON object, in the order in which they were added.
///
/// Two objects are equal when they have the same members, whatever their order. Lookup is linear:
/// API objects have few keys a level.
package struct JSONObject: Sendable {
  /// One key and its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The members in order; keys are unique.
  package private(set) var members: [Member]

  package init() { members = [] }

  /// An empty object with room for so many members.
  package init(minimumCapacity: Int) {
    members = []
    members.reserveCapacity(minimumCapacity)
  }

  /// An object of `pairs`; a later pair replaces an earlier one with the same key.
  package init(_ pairs: some Sequence<(String, JSONValue)>) {
    members = []
    for (key, value) in pairs { self[key] = value }
  }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }
  package var keys: [String] { members.map(\.key) }

  /// Reads, sets, or (with nil) removes a member; a new key goes last.
  package subscript(key: String) -> JSONValue? {
    get {
      for member in members where member.key == key { return member.value }
      return nil
    }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key, value))
      case (nil, nil): break
      }
    }
  }

  /// Adds a member whose key is known not to be there yet, without looking.
  package mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key, value))
  }

  /// Sets the value at `path`, making the objects on the way; nil removes it.
  package mutating func set(_ value: JSONValue?, at path: some Collection<String>) {
    guard let key = path.first else { return }
    if path.count == 1 {
      self[key] = value
      return
    }
    var child = self[key]?.object ?? JSONObject()
    if value == nil, child.isEmpty { return }
    child.set(value, at: path.dropFirst())
    self[key] = .object(child)
  }

  /// Puts the members in byte order of their keys, at this level only.
  package mutating func sortKeys() {
    members.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// The same members with keys in byte order, deeply.
  package var sortedByKey: JSONObject {
    var sorted = JSONObject()
    sorted.members =
      members
      .map { Member($0.key, $0.value.sortedByKey) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return sorted
  }
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    guard left.count == right.count else { return false }
    if left.members == right.members { return true }
    return left.members.allSatisfy { right[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(members.count)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
