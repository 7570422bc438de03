import GodwitModel

/// What client-go keeps to fold repeated events.
///
/// vendor/k8s.io/client-go/tools/record/events_cache.go: the same event again raises its count;
/// from the tenth different message within 600 s on, messages are combined; an object's events
/// from one source pass at most 25 at once and then one every 300 s.
struct EventRecorder: Sendable {
  /// Who reports about what, in which words.
  struct Identity: Hashable, Sendable {
    var uid: String
    var component: String
    var host: String
    var type: String
    var reason: String
    /// Empty where messages do not matter.
    var message: String

    func hash(into hasher: inout Hasher) {
      hasher.combine(uid)
      hasher.combine(reason)
    }
  }

  private struct Similar: Sendable {
    var messages: [String] = []
    var last: Instant
  }

  private struct Bucket: Sendable {
    /// In nanoseconds of the refill time.
    var available: Int64
    var last: Instant
  }

  /// Names of the events that were written.
  private var written: [Identity: ObjectName] = [:]
  private var similar: [Identity: Similar] = [:]
  private var buckets: [Identity: Bucket] = [:]
  private var lastName: Int64 = 0

  private static let refill: Int64 = 300 * 1_000_000_000
  private static let burst: Int64 = 25

  init() {}

  /// Whether an event passes the limit of its source and object.
  mutating func admits(_ identity: Identity, at now: Instant) -> Bool {
    var key = identity
    key.type = ""
    key.reason = ""
    key.message = ""
    var bucket = buckets[key] ?? Bucket(available: Self.burst * Self.refill, last: now)
    let gained = (now - bucket.last).nanoseconds
    bucket.available = min(Self.burst * Self.refill, bucket.available + gained)
    bucket.last = now
    defer { buckets[key] = bucket }
    guard bucket.available >= Self.refill else { return false }
    bucket.available -= Self.refill
    return true
  }

  /// The identity under which an event is counted: its own, or that of all similar ones.
  mutating func combined(_ identity: Identity, at now: Instant) -> Identity {
    var key = identity
    key.message = ""
    var record = similar[key] ?? Similar(last: now)
    if now - record.last > .seconds(600) { record.messages.removeAll() }
    record.last = now
    if !record.messages.contains(identity.message) { record.messages.append(identity.message) }
    defer { similar[key] = record }
    if record.messages.count < 10 { return identity }
    record.messages.removeFirst()
    return key
  }

  func name(of identity: Identity) -> ObjectName? { written[identity] }

  mutating func remember(_ identity: Identity, as name: ObjectName) { written[identity] = name }

  /// Gives the events that were written other names.
  mutating func rename(_ renamed: (ObjectName) -> ObjectName) {
    written = written.mapValues(renamed)
  }

  /// The end of an event's name: the time in hexadecimal nanoseconds, made unique.
  mutating func makeSuffix(at now: Instant) -> String {
    lastName = max(lastName + 1, now.nanosecondsSinceEpoch)
    return String(lastName, radix: 16)
  }
}

extension World {
  /// Components that report events.
  enum Component {
    static let controller = "virtualmachine-controller"
    static let evacuation = "evacuation-controller"
    static let workloadUpdater = "workload-update-controller"
    static let disruptionBudget = "disruptionbudget-controller"
    static let node = "node-controller"
    static let taintEviction = "taint-eviction-controller"
    static let handler = "virt-handler"
    static let nodeLabeller = "node-labeller"
  }

  /// Reports something about an object, as client-go's recorder does.
  mutating func report(
    _ type: EventType, _ reason: String, _ message: String, on kind: ResourceKind,
    _ metadata: ObjectMeta, from component: String = Component.controller, host: String = ""
  ) {
    let identity = EventRecorder.Identity(
      uid: metadata.uid, component: component, host: host, type: type.rawValue, reason: reason,
      message: message)
    let counted = recorder.combined(identity, at: now)
    guard recorder.admits(identity, at: now) else { return }
    let text = counted.message.isEmpty ? "(combined from similar events): " + message : message
    if let name = recorder.name(of: counted), let present = store.events[name]?.object {
      var event = present
      event.count += 1
      event.message = text
      event.lastTimestamp = Timestamp(now)
      store.update(event.erased, at: now)
      return
    }
    var event = Event()
    event.metadata.name = metadata.name + "." + recorder.makeSuffix(at: now)
    event.metadata.namespace = metadata.namespace.isEmpty ? "default" : metadata.namespace
    event.involvedObject = reference(kind, metadata)
    event.type = type.rawValue
    event.reason = reason
    event.message = text
    event.count = 1
    event.firstTimestamp = Timestamp(now)
    event.lastTimestamp = Timestamp(now)
    event.source.component = component
    event.source.host = host
    event.reportingComponent = component
    event.reportingInstance = host
    if refusalOfNamespace(.event, event.metadata) != nil { return }
    recorder.remember(counted, as: ObjectName(event.metadata))
    store.create(event.erased, at: now)
  }

  /// Reports something about a pod as kube-scheduler does, with the newer API of events.
  mutating func reportScheduling(
    _ type: EventType, _ reason: String, _ message: String, action: String, on pod: Pod
  ) {
    var event = Event()
    event.metadata.name = pod.metadata.name + "." + recorder.makeSuffix(at: now)
    event.metadata.namespace = pod.metadata.namespace
    event.involvedObject = reference(.pod, pod.metadata)
    event.type = type.rawValue
    event.reason = reason
    event.message = message
    event.reportingComponent = "default-scheduler"
    event.reportingInstance = "default-scheduler-control-plane"
    event.rest["action"] = .string(action)
    event.rest["eventTime"] = .string(now.microsecondText)
    if refusalOfNamespace(.event, event.metadata) != nil { return }
    store.create(event.erased, at: now)
  }

  private func reference(_ kind: ResourceKind, _ metadata: ObjectMeta) -> ObjectReference {
    var reference = ObjectReference()
    reference.apiVersion = kind.apiVersion
    reference.kind = kind.kind
    reference.namespace = metadata.namespace
    reference.name = metadata.name
    reference.uid = metadata.uid
    reference.resourceVersion = metadata.resourceVersion
    return reference
  }
}

/// How an event is meant.
enum EventType: String, Sendable {
  case normal = "Normal"
  case warning = "Warning"
}
