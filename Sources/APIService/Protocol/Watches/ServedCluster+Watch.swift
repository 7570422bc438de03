import GodwitModel
import Simulator

extension ServedCluster {
  /// Begins a watch.
  ///
  /// k8s.io/apiserver/pkg/endpoints/handlers/get.go and storage/cacher/cacher.go.
  func watch(_ exchange: ResourceExchange) throws(APIFailure) -> WireAnswer {
    // A watch of one object is one of the collection with its name.
    var options = try ListOptions(exchange.request, kind: exchange.kind, isWatch: true)
    if !exchange.target.name.isEmpty {
      options.fields = try FieldSelector(
        parsing: "metadata.name=" + exchange.target.name, kind: exchange.kind)
      options.isSelective = true
    }
    var stream = WatchStream(
      kind: exchange.kind, version: exchange.servedVersion, namespace: exchange.target.namespace,
      options: options, form: exchange.form, includeObject: exchange.includeObject,
      seen: history.version, now: now)
    begin(&stream)
    var response = WireResponse.document(.null, form: exchange.form)
    response.body = []
    if exchange.isDeprecated {
      response.headers.append(
        WireHeader("Warning", "299 - " + ResourceExchange.deprecation.goQuoted))
    }
    return .watch(response, stream)
  }

  /// Puts what comes first into the stream: an error, the objects that there are, a bookmark.
  private func begin(_ stream: inout WatchStream) {
    let options = stream.options
    let wanted = options.resourceVersion ?? 0
    let sendsObjects = options.sendsInitialEvents ?? (wanted == 0)
    if !sendsObjects, wanted > 0 {
      guard wanted >= history.oldestVersion else {
        stream.pending.append(.failure(expired(wanted)))
        return
      }
      stream.seen = wanted
    }
    guard sendsObjects else { return }
    for object in history.objects(stream.kind)
    where stream.covers(object) && options.selects(object) {
      stream.pending.append(.object(object))
    }
    if options.sendsInitialEvents == true, options.allowsBookmarks {
      stream.pending.append(
        .frame(bookmark(stream, annotations: ["k8s.io/initial-events-end": "true"])))
    }
  }

  private func expired(_ version: Int) -> APIFailure {
    APIFailure(
      code: 410, reason: "Expired",
      message: "too old resource version: \(version) (\(history.oldestVersion))")
  }

  /// The frames of `stream` that are due by now, one JSON document a line, each with its newline.
  ///
  /// After an end (time-out, a version that is too old) `stream.isEnded` is true; with more than
  /// `limit` bytes due, `stream.hasMore`.
  package func frames(
    of stream: inout WatchStream, upTo limit: Int = .max
  ) -> [[UInt8]] {
    stream.hasMore = false
    if stream.isEnded { return [] }
    var frames: [[UInt8]] = []
    var size = 0
    func add(_ frame: JSONValue) {
      let line = Self.line(frame)
      size += line.count
      frames.append(line)
    }
    var taken = 0
    for pending in stream.pending {
      if size >= limit { break }
      taken += 1
      switch pending {
      case .object(let object): add(frame(.added, object, &stream))
      case .frame(let value): add(value)
      case .failure(let failure):
        add(["type": "ERROR", "object": failure.status])
        stream.isEnded = true
      }
    }
    stream.pending.removeFirst(taken)
    if stream.isEnded { return frames }
    if stream.pending.isEmpty { sendChanges(&stream, add) { size < limit } }
    stream.hasMore = !stream.isEnded && size >= limit
    return frames
  }

  /// Sends what has changed and bookmarks, while there is room.
  private func sendChanges(
    _ stream: inout WatchStream, _ add: (JSONValue) -> Void, _ hasRoom: () -> Bool
  ) {
    guard stream.seen >= history.oldestVersion else {
      add(["type": "ERROR", "object": expired(stream.seen).status])
      stream.isEnded = true
      return
    }
    for entry in history.entries[history.position(after: stream.seen)...] {
      guard hasRoom() else { return }
      if let change = stream.change(entry) {
        add(frame(change.type, change.object, &stream))
      }
      stream.seen = max(stream.seen, entry.version)
    }
    stream.seen = max(stream.seen, history.version)
    if stream.options.allowsBookmarks,
      now >= stream.lastBookmark + WatchStream.bookmarkInterval
        || stream.bookmarked < bookmarkVersion
    {
      stream.lastBookmark = now
      stream.bookmarked = history.version
      add(bookmark(stream, annotations: nil))
    }
  }

  private static func line(_ frame: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    frame.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private func frame(
    _ type: ChangeType, _ object: APIObject, _ stream: inout WatchStream
  ) -> JSONValue {
    var json = BuiltInForm.of(object.json, stream.kind)
    if case .object(var members) = json {
      members["apiVersion"] = .string(stream.version)
      json = .object(members)
    }
    let shown: JSONValue
    switch stream.form.shape {
    case .object: shown = json
    case .table:
      var renderer = ObjectTableRenderer(stream.kind, now: now, include: stream.includeObject)
      renderer.hasHeaders = !stream.hasSentColumns
      stream.hasSentColumns = true
      shown = (try? renderer.table(of: [json], resourceVersion: object.resourceVersion)) ?? json
    case .partialMetadata, .partialMetadataList: shown = PartialMetadata.of(json)
    }
    return ["type": .string(type.rawValue), "object": shown]
  }

  private func bookmark(_ stream: WatchStream, annotations: JSONObject?) -> JSONValue {
    var metadata = JSONObject()
    if let annotations { metadata.append("annotations", .object(annotations)) }
    metadata.append("resourceVersion", .string(String(history.version)))
    let isPartial = stream.form.shape == .partialMetadata
    return [
      "type": "BOOKMARK",
      "object": [
        "apiVersion": .string(isPartial ? "meta.k8s.io/v1" : stream.version),
        "kind": .string(isPartial ? "PartialObjectMetadata" : stream.kind.kind),
        "metadata": .object(metadata),
      ],
    ]
  }
}
