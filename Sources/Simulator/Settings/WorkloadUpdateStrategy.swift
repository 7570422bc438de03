import GodwitModel

/// `spec.workloadUpdateStrategy` of the KubeVirt object; without methods nothing is done.
package struct WorkloadUpdateStrategy: Hashable, Sendable {
  package private(set) var migrates = false
  package private(set) var evicts = false
  /// How many VMIs are evicted at a time.
  package private(set) var batchSize = 10
  /// Between two batches of evictions.
  package private(set) var batchInterval = Span.seconds(60)

  package init(_ json: JSONValue) {
    let methods = json["workloadUpdateMethods"]?.array ?? []
    migrates = methods.contains("LiveMigrate")
    evicts = methods.contains("Evict")
    batchSize = json["batchEvictionSize"]?.int ?? batchSize
    if let text = json["batchEvictionInterval"]?.string, let interval = Span(parsing: text) {
      batchInterval = interval
    }
  }

  package var isOn: Bool { migrates || evicts }
}
