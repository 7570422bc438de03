/// A metric with its samples at one moment.
package struct MetricFamily: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case counter
    case gauge
    case histogram
  }

  /// One value and the labels under which it stands.
  package struct Sample: Hashable, Sendable {
    /// What comes after the metric's name: `_bucket`, `_sum` or `_count` of a histogram.
    package var suffix = ""
    /// In the order in which they are written.
    package var labels: [Label]
    package var value: Int64

    init(_ value: Int64, _ labels: [Label] = [], suffix: String = "") {
      self.value = value
      self.labels = labels
      self.suffix = suffix
    }
  }

  /// One label.
  package struct Label: Hashable, Sendable {
    package var name: String
    package var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package let name: String
  package let kind: Kind
  /// What it means, in one sentence.
  package let help: String
  package var samples: [Sample]

  init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }
}
