import GodwitModel

/// The table of events (printers.go, printEvent).
enum EventColumns {
  static let all: [TableColumn] = [
    TableColumn(
      "Last Seen",
      """
      The time at which the most recent occurrence of this event was recorded.
      """
    ) { event, now in .string(lastSeen(event, now)) },
    .text(
      "Type", ["type"],
      """
      Type of this event (Normal, Warning), new types could be added in the future
      """),
    .text(
      "Reason", ["reason"],
      """
      This should be a short, machine understandable string that gives the reason for the \
      transition into the object's current status.
      """),
    TableColumn("Object", "The object that this event is about.") { event, _ in
      let object = event["involvedObject"]
      return .string(
        (object?["kind"]?.string ?? "").lowercased() + "/" + (object?["name"]?.string ?? ""))
    },
    .text(
      "Subobject", ["involvedObject", "fieldPath"],
      """
      If referring to a piece of an object instead of an entire object, this string should \
      contain a valid JSON/Go field access statement, such as \
      desiredState.manifest.containers[2]. For example, if the object reference is to a \
      container within a pod, this would take on a value like: "spec.containers{name}" (where \
      "name" refers to the name of the container that triggered the event) or if no container \
      name is specified "spec.containers[2]" (container with index 2 in this pod). This syntax \
      is chosen only to have some well-defined way of referencing a part of an object.
      """, priority: 1),
    TableColumn(
      "Source",
      """
      The component reporting this event. Should be a short machine understandable string.
      """, priority: 1
    ) { event, _ in .string(source(event)) },
    TableColumn(
      "Message",
      """
      A human-readable description of the status of this operation.
      """
    ) { event, _ in
      .string((event["message"]?.string ?? "").trimmingBlanks)
    },
    TableColumn(
      "First Seen",
      """
      The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)
      """, priority: 1
    ) { event, now in .string(firstSeen(event, now)) },
    TableColumn("Count", "The number of times this event has occurred.", priority: 1) { event, _ in
      let series = event["series"]?["count"]?.int
      return .string(String(series ?? max(event["count"]?.int ?? 0, 1)))
    },
    {
      var name = TableColumn.objectName
      name.priority = 1
      return name
    }(),
  ]

  private static func source(_ event: JSONValue) -> String {
    let component = event["source"]?["component"]?.string ?? ""
    let host = event["source"]?["host"]?.string ?? ""
    if !component.isEmpty || !host.isEmpty {
      return host.isEmpty ? component : component + ", " + host
    }
    let controller = event["reportingComponent"]?.string ?? ""
    let instance = event["reportingInstance"]?.string ?? ""
    return instance.isEmpty ? controller : controller + ", " + instance
  }

  private static func time(_ event: JSONValue, _ field: String) -> String? {
    event[field]?.string ?? event["eventTime"]?.string
  }

  private static func firstSeen(_ event: JSONValue, _ now: Instant) -> String {
    HumanDuration.age(of: time(event, "firstTimestamp"), at: now)
  }

  private static func lastSeen(_ event: JSONValue, _ now: Instant) -> String {
    let last = event["series"]?["lastObservedTime"]?.string ?? time(event, "lastTimestamp")
    return HumanDuration.age(of: last, at: now)
  }
}
