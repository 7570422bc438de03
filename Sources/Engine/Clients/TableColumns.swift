import GodwitModel

/// A column of `oc get`: its title, and the cell of an object.
struct TableColumn: Sendable {
  let title: String
  let cell: @Sendable (JSONValue, Instant) -> String
}

/// The columns of the kinds that people look at.
///
/// Those of KubeVirt's kinds are `additionalPrinterColumns` of its CRDs; those of pods, nodes and
/// events are Kubernetes' printers (`pkg/printers/internalversion`).
enum TableColumns {
  /// The columns after the name; nil where they are not known.
  static func columns(of kind: ResourceKind, isWide: Bool) -> [TableColumn]? {
    switch kind {
    case .virtualMachine:
      return [age, path("STATUS", ".status.printableStatus"), condition("READY", "Ready")]
    case .virtualMachineInstance:
      let columns = [
        age, path("PHASE", ".status.phase"), path("IP", ".status.interfaces[0].ipAddress"),
        path("NODENAME", ".status.nodeName"), condition("READY", "Ready"),
      ]
      let wide = [
        condition("LIVE-MIGRATABLE", "LiveMigratable"), condition("PAUSED", "Paused"),
      ]
      return isWide ? columns + wide : columns
    case .virtualMachineInstanceMigration:
      return [path("PHASE", ".status.phase"), path("VMI", ".spec.vmiName")]
    case .kubeVirt: return [age, path("PHASE", ".status.phase")]
    case .migrationPolicy: return [age]
    case .pod: return isWide ? PodColumns.normal + PodColumns.wide : PodColumns.normal
    case .node: return isWide ? nil : NodeColumns.normal
    case .event: return isWide ? nil : EventColumns.normal
    case .namespace: return [path("STATUS", ".status.phase"), age]
    default: return nil
    }
  }

  static let age = TableColumn(title: "AGE") { object, now in
    Age.text(of: object.value(at: ["metadata", "creationTimestamp"]), now: now)
  }

  static func path(_ title: String, _ path: String) -> TableColumn {
    let compiled = JSONPath(path)
    return TableColumn(title: title) { object, _ in compiled?.text(in: object) ?? "" }
  }

  private static func condition(_ title: String, _ type: String) -> TableColumn {
    path(title, ".status.conditions[?(@.type=='\(type)')].status")
  }
}

/// Ages in tables.
enum Age {
  static func text(of timestamp: JSONValue?, now: Instant) -> String {
    guard let instant = timestamp?.string.flatMap({ Instant(parsing: $0) }) else {
      return "<unknown>"
    }
    return HumanDuration.text(now - instant)
  }
}

/// The columns of pods.
enum PodColumns {
  static let normal = [
    TableColumn(title: "READY") { pod, _ in
      let containers = pod.value(at: ["spec", "containers"])?.array?.count ?? 0
      let ready = statuses(pod).filter { $0["ready"]?.bool == true }.count
      return "\(ready)/\(containers)"
    },
    TableColumn(title: "STATUS") { pod, _ in status(pod) },
    TableColumn(title: "RESTARTS") { pod, _ in
      String(statuses(pod).reduce(0) { $0 + ($1["restartCount"]?.int ?? 0) })
    },
    TableColumns.age,
  ]

  static let wide = [
    orNone("IP", ".status.podIP"), orNone("NODE", ".spec.nodeName"),
    orNone("NOMINATED NODE", ".status.nominatedNodeName"),
    TableColumn(title: "READINESS GATES") { pod, _ in gates(pod) },
  ]

  private static func statuses(_ pod: JSONValue) -> [JSONValue] {
    pod.value(at: ["status", "containerStatuses"])?.array ?? []
  }

  private static func orNone(_ title: String, _ path: String) -> TableColumn {
    let column = TableColumns.path(title, path)
    return TableColumn(title: title) { pod, now in
      let text = column.cell(pod, now)
      return text.isEmpty ? "<none>" : text
    }
  }

  private static func status(_ pod: JSONValue) -> String {
    if pod.value(at: ["metadata", "deletionTimestamp"]) != nil { return "Terminating" }
    var text = pod.value(at: ["status", "phase"])?.string ?? ""
    if let reason = pod.value(at: ["status", "reason"])?.string, !reason.isEmpty { text = reason }
    for status in statuses(pod) {
      let state = status["state"]
      if let reason = state?.value(at: ["waiting", "reason"])?.string { text = reason }
      if let terminated = state?["terminated"] {
        text = terminated["reason"]?.string ?? "ExitCode:\(terminated["exitCode"]?.int ?? 0)"
      }
    }
    return text == "Succeeded" ? "Completed" : text
  }

  private static func gates(_ pod: JSONValue) -> String {
    let gates = pod.value(at: ["spec", "readinessGates"])?.array ?? []
    if gates.isEmpty { return "<none>" }
    let conditions = pod.value(at: ["status", "conditions"])?.array ?? []
    let ready = gates.filter { gate in
      conditions.contains {
        $0["type"] == gate["conditionType"] && $0["status"]?.string == "True"
      }
    }
    return "\(ready.count)/\(gates.count)"
  }
}

/// The columns of nodes.
enum NodeColumns {
  static let normal = [
    TableColumn(title: "STATUS") { node, _ in
      let conditions = node.value(at: ["status", "conditions"])?.array ?? []
      let ready = conditions.first { $0["type"]?.string == "Ready" }?["status"]?.string
      var text = ready.map { $0 == "True" ? "Ready" : "NotReady" } ?? "Unknown"
      if node.value(at: ["spec", "unschedulable"])?.bool == true {
        text += ",SchedulingDisabled"
      }
      return text
    },
    TableColumn(title: "ROLES") { node, _ in
      let prefix = "node-role.kubernetes.io/"
      let labels = node.value(at: ["metadata", "labels"])?.object?.keys ?? []
      let roles = labels.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
      return roles.isEmpty ? "<none>" : roles.sorted().joined(separator: ",")
    },
    TableColumns.age, TableColumns.path("VERSION", ".status.nodeInfo.kubeletVersion"),
  ]
}

/// The columns of events; these have no name.
enum EventColumns {
  static let normal = [
    TableColumn(title: "LAST SEEN") { event, now in
      let times = ["lastTimestamp", "firstTimestamp", "eventTime"].lazy.compactMap { event[$0] }
      return Age.text(of: times.first { !$0.isNull }, now: now)
    },
    TableColumns.path("TYPE", ".type"), TableColumns.path("REASON", ".reason"),
    TableColumn(title: "OBJECT") { event, _ in
      let object = event["involvedObject"]
      return (object?["kind"]?.string ?? "").lowercased() + "/" + (object?["name"]?.string ?? "")
    },
    TableColumns.path("MESSAGE", ".message"),
  ]
}

/// Objects of one kind as a table.
struct ObjectTable {
  let kind: ResourceKind
  let columns: [TableColumn]
  let now: Instant
  var showsKind = false
  var showsLabels = false
  var showsNamespace = false
  var showsHeader = true

  func text(_ objects: [JSONValue]) -> String {
    var rows: [[String]] = []
    let hasName = kind != .event
    if showsHeader {
      rows.append(
        (showsNamespace ? ["NAMESPACE"] : []) + (hasName ? ["NAME"] : [])
          + columns.map(\.title) + (showsLabels ? ["LABELS"] : []))
    }
    for object in objects {
      let metadata = object["metadata"]
      var row = showsNamespace ? [metadata?["namespace"]?.string ?? ""] : []
      let name = metadata?["name"]?.string ?? ""
      if hasName { row.append(showsKind ? kind.printedName + "/" + name : name) }
      row += columns.map { $0.cell(object, now) }
      if showsLabels { row.append(Self.labels(metadata?["labels"])) }
      rows.append(row)
    }
    return ColumnText.text(rows, padding: 3, minimum: 6)
  }

  private static func labels(_ labels: JSONValue?) -> String {
    let members = labels?.object?.sortedByKey.members ?? []
    if members.isEmpty { return "<none>" }
    return members.map { $0.key + "=" + ($0.value.string ?? "") }.joined(separator: ",")
  }
}
