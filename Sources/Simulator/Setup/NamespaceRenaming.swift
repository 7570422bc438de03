import GodwitModel

/// Moves a cluster that was set up in one namespace to that of a scenario, which goes on with it.
///
/// The old name is one that stands for nothing else, so it is replaced wherever it stands: in
/// names, in annotations of pods, and in messages of events.
struct NamespaceRenaming {
  private let old: String
  private let new: String
  private let oldBytes: [UInt8]

  init(from old: String, to new: String) {
    self.old = old
    self.new = new
    oldBytes = Array(old.utf8)
  }

  func name(_ name: ObjectName) -> ObjectName {
    if name.namespace == old { return ObjectName(new, name.name) }
    // The namespace itself.
    return name.namespace.isEmpty && name.name == old ? ObjectName("", new) : name
  }

  func key(_ key: WorkKey) -> WorkKey {
    var key = key
    key.object = name(key.object)
    return key
  }

  func work(_ work: Work) -> Work {
    switch work {
    case .reconcile(let key): .reconcile(self.key(key))
    case .wake(let key): .wake(self.key(key))
    case .job: work
    case .pod(let name, let uid, let event): .pod(self.name(name), uid: uid, event)
    }
  }

  // MARK: Objects

  /// The object in the new namespace; nil when it was not in the old one.
  func renamed<Object: TypedObject>(_ object: Object) -> Object? {
    guard object.metadata.namespace == old else { return nil }
    var object = object
    object.metadata.namespace = new
    for entry in object.metadata.annotations.entries {
      if let value = text(entry.value) { object.metadata.annotations[entry.key] = value }
    }
    return object
  }

  func renamed(_ event: Event) -> Event? {
    guard event.metadata.namespace == old else { return nil }
    var event = event
    event.metadata.namespace = new
    event.involvedObject.namespace = new
    if let message = text(event.message) { event.message = message }
    return event
  }

  func renamed(_ object: GenericObject) -> GenericObject? {
    if object.metadata.namespace == old {
      var object = object
      object.metadata.namespace = new
      return object
    }
    guard object.metadata.name == old else { return nil }
    var object = object
    object.metadata.name = new
    object.metadata.labels["kubernetes.io/metadata.name"] = new
    return object
  }

  /// The text with the new name wherever the old one stands; nil where it does not.
  private func text(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard var found = place(in: bytes, from: 0) else { return nil }
      var result: [UInt8] = []
      var start = 0
      while true {
        result += bytes[start..<found]
        result += new.utf8
        start = found + oldBytes.count
        guard let next = place(in: bytes, from: start) else { break }
        found = next
      }
      result += bytes[start...]
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// Where the old name stands next.
  private func place(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var position = start
    while position + oldBytes.count <= bytes.count {
      if bytes[position] == oldBytes[0],
        bytes[position..<position + oldBytes.count].elementsEqual(oldBytes)
      {
        return position
      }
      position += 1
    }
    return nil
  }
}

extension World {
  /// Moves what is in one namespace to another.
  mutating func rename(_ renaming: NamespaceRenaming) {
    store.rename(renaming)
    queue.change(renaming.work)
    queued = Set(queued.map(renaming.key))
    wakes = Dictionary(uniqueKeysWithValues: wakes.map { (renaming.key($0.key), $0.value) })
    failures = Dictionary(uniqueKeysWithValues: failures.map { (renaming.key($0.key), $0.value) })
    recorder.rename(renaming.name)
    guests = Dictionary(uniqueKeysWithValues: guests.map { (renaming.name($0.key), $0.value) })
    budgets = budgets.mapValues(renaming.name)
  }
}
