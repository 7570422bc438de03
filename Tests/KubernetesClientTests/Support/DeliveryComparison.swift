import GodwitModel
import KubernetesClient

/// Compares what a watch delivered with what the server has.
struct DeliveryComparison {
  private let history: ServedHistory
  private var version = 0
  /// How many gaps were told.
  private(set) var gaps = 0
  /// What is not as it should be.
  private(set) var problems: [String] = []

  /// - Parameter timesGone: How often the server said that a version is too old.
  init(_ history: ServedHistory, deliveries: [WatchDelivery], timesGone: Int) {
    self.history = history
    for (index, delivery) in deliveries.enumerated() { take(delivery, isFirst: index == 0) }
    if let missing = history.next(after: version) {
      problems.append("\(missing.name) at \(missing.version) and what follows were not delivered")
    }
    if gaps != timesGone {
      problems.append("\(gaps) gaps were told, and there were \(timesGone)")
    }
  }

  private mutating func take(_ delivery: WatchDelivery, isFirst: Bool) {
    switch delivery {
    case .listed(let objects, let text):
      if !isFirst { problems.append("listed again without a word") }
      begin(objects, at: text)
    case .relisted(let objects, let text, let reason):
      gaps += 1
      if !reason.contains("410") { problems.append("a gap for another reason: \(reason)") }
      begin(objects, at: text)
    case .changed(let type, let object): change(type, object)
    case .bookmark(let text):
      let reached = Int(text) ?? 0
      if let missed = history.next(after: version), missed.version <= reached {
        problems.append("\(missed.name) at \(missed.version) was not told before bookmark \(text)")
      }
      if reached < version { problems.append("bookmark \(text) after version \(version)") }
      version = max(version, reached)
    case .lost(let text): problems.append(text)
    }
  }

  private mutating func begin(_ objects: [APIObject], at text: String) {
    let reached = Int(text) ?? 0
    if reached < version { problems.append("listed \(text) after version \(version)") }
    var listed: [String: Int] = [:]
    for object in objects { listed[object.metadata.name] = Int(object.resourceVersion) }
    if listed.count != objects.count { problems.append("the list of \(text) has one twice") }
    if listed != history.objects(at: reached) {
      problems.append("the list of \(text) is not what there was")
    }
    version = reached
  }

  private mutating func change(_ type: ChangeType, _ object: APIObject) {
    let told = "\(type.rawValue) \(object.metadata.name) at \(object.resourceVersion)"
    guard let expected = history.next(after: version) else {
      problems.append("\(told), after all there is")
      return
    }
    if type != expected.type || object.metadata.name != expected.name
      || Int(object.resourceVersion) != expected.version
    {
      problems.append(
        "\(told) instead of \(expected.type.rawValue) \(expected.name) at \(expected.version)")
    } else if object.json != APIObject(.configMap, json: expected.json)?.json {
      problems.append("\(told) has other contents")
    }
    version = Int(object.resourceVersion) ?? version
  }
}
