import GodwitModel

extension Recording {
  /// The names that were generated in the recording.
  var normalisation: Normalisation {
    var normalisation = Normalisation()
    for entry in log where entry.what == "seen" && entry.value["kind"]?.string == "pod" {
      guard let object = entry.value["object"] else { continue }
      normalisation.learn(
        podName: object["name"], labels: object["labels"], annotations: object["annotations"])
    }
    for entry in log where entry.what == "seen" && entry.value["kind"]?.string == "vmim" {
      let object = entry.value["object"]
      normalisation.learn(migrationName: object?["name"], of: object?["spec"]?["vmiName"])
    }
    return normalisation
  }

  /// The recording's history, up to its end.
  func history(_ renaming: MachineRenaming) -> ObservedHistory {
    let normalisation = normalisation
    func comparable(_ value: JSONValue) -> JSONValue {
      renaming.apply(to: normalisation.normalise(value))
    }
    func comparable(_ text: JSONValue?) -> String {
      renaming.apply(to: normalisation.normalise(text?.string ?? ""))
    }
    var history = ObservedHistory()
    for entry in log {
      let kind = entry.value["kind"]?.string ?? ""
      switch entry.what {
      case "seen" where kind == "event":
        guard let object = entry.value["object"] else { continue }
        history.event(
          on: comparable(object["on"]), type: object["type"]?.string ?? "",
          reason: object["reason"]?.string ?? "", message: comparable(object["message"]),
          from: object["from"]?.string ?? "")
      case "seen":
        guard let object = entry.value["object"] else { continue }
        history.see(
          "\(kind)/" + comparable(object["name"]), comparable(Projection.comparable(object)))
      case "gone": history.end("\(kind)/" + comparable(entry.value["name"]))
      default: break
      }
    }
    return history
  }
}

extension Normalisation {
  /// Learns from a launcher pod the names of its VM and migration, whose UIDs it carries.
  mutating func learn(podName: JSONValue?, labels: JSONValue?, annotations: JSONValue?) {
    if let name = podName?.string { nameGenerated(name) }
    if let uid = labels?["kubevirt.io/created-by"]?.string,
      let machine = annotations?["kubevirt.io/domain"]?.string
    {
      replace(uid, by: "(uid of \(machine))")
    }
    if let uid = labels?["kubevirt.io/migrationJobUID"]?.string,
      let job = annotations?["kubevirt.io/migrationJobName"]?.string
    {
      replace(uid, by: "(uid of \(normalise(job)))")
    }
  }

  /// Learns the generated name of a migration, of which each VM has its own.
  mutating func learn(migrationName: JSONValue?, of machine: JSONValue?) {
    guard let name = migrationName?.string else { return }
    let prefixes = ["kubevirt-migrate-vm-", "kubevirt-evacuation-", "vm-a-migration-"]
    if prefixes.contains(where: name.hasPrefix) { nameGenerated(name, for: machine?.string) }
  }
}

/// The view of an object in a recording, made comparable.
enum Projection {
  /// Conditions of pods are lists of four in a recording; here objects with a type, as elsewhere.
  static func comparable(_ object: JSONValue) -> JSONValue {
    guard case .object(var members) = object else { return object }
    if case .array(let conditions)? = members["conditions"] {
      members["conditions"] = .array(
        conditions.map { condition in
          var result = JSONObject()
          for (index, key) in ["type", "status", "reason", "message"].enumerated() {
            if let value = condition[index], !value.isNull { result[key] = value }
          }
          return .object(result)
        })
    }
    return .object(members)
  }

  /// The same view of an object of the simulator.
  static func of(_ object: APIObject) -> JSONValue {
    let json = object.json
    let metadata = object.metadata
    var view = JSONObject()
    view["name"] = .string(metadata.name)
    for key in ["labels", "annotations", "finalizers"] { view[key] = json["metadata"]?[key] }
    view["deleting"] = .bool(metadata.isBeingDeleted)
    switch object {
    case .pod(let snapshot):
      let pod = snapshot.object
      view["phase"] = .string(pod.status.phase.rawValue)
      if !pod.spec.nodeName.isEmpty { view["node"] = .string(pod.spec.nodeName) }
      view["conditions"] = .array(
        pod.status.conditions.map { condition in
          var result: JSONObject = [
            "type": .string(condition.type), "status": .string(condition.status),
          ]
          if !condition.reason.isEmpty { result["reason"] = .string(condition.reason) }
          if !condition.message.isEmpty { result["message"] = .string(condition.message) }
          return .object(result)
        })
      view["nodeSelector"] = pod.spec.nodeSelector.json
      view["affinity"] = pod.spec.affinity.json
      if !pod.spec.priorityClassName.isEmpty {
        view["priorityClassName"] = .string(pod.spec.priorityClassName)
      }
      view["ownerReferences"] = .array(
        metadata.ownerReferences.map { .array([.string($0.kind), .string($0.name)]) })
    case .migration:
      view["status"] = json["status"]
      view["spec"] = json["spec"]
    case .virtualMachine, .virtualMachineInstance, .node, .event, .generic:
      view["status"] = json["status"]
    }
    return .object(view)
  }
}
