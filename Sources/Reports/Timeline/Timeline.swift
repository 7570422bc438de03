import GodwitModel

/// What happened in an attempt, laid out in time: who ran where, and when what changed. Made from
/// the observations alone; how it is drawn is not its business.
package struct Timeline: Hashable, Sendable {
  package var start: Instant
  package var end: Instant
  /// Nodes in the order of the scenario, then others in the order in which they appear.
  package var nodes: [String]
  /// What was the matter with nodes, in order of time.
  package var nodeStates: [NodeState] = []
  package var machines: [Machine] = []
  package var migrations: [Migration] = []
  package var marks: [Mark] = []
  /// What was left out because there is too much of it.
  package var omitted = Omitted()

  /// A time in which something held; `end` is that of the attempt where it still held then.
  package struct Interval: Hashable, Sendable {
    package var start: Instant
    package var end: Instant

    package init(_ start: Instant, _ end: Instant) {
      self.start = start
      self.end = end
    }
  }

  /// A VM's instance and where it was.
  package struct Machine: Hashable, Sendable {
    package var namespace: String
    package var name: String
    /// One after the other; a new one begins when `status.nodeName` changes.
    package var stays: [Stay] = []
    /// Its pods that were made during the attempt, with the nodes they were bound to.
    package var pods: [PodBar] = []
  }

  /// A VM on one node.
  package struct Stay: Hashable, Sendable {
    package var node: String
    package var interval: Interval
  }

  /// A virt-launcher pod from its making to its end, or to the moment when the VM runs in it.
  package struct PodBar: Hashable, Sendable {
    package var name: String
    /// Nil while it was not bound to a node.
    package var node: String?
    package var interval: Interval
  }

  /// A migration object and its phases.
  package struct Migration: Hashable, Sendable {
    package var namespace: String
    package var name: String
    package var machine: String
    /// One after the other; the last one reaches to the object's deletion or the end.
    package var phases: [Phase] = []

    package struct Phase: Hashable, Sendable {
      /// Empty before the first phase is set.
      package var name: String
      package var interval: Interval
    }
  }

  /// A time in which a node was not as usual.
  package struct NodeState: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      case cordoned
      case notReady = "not ready"
    }

    package var node: String
    package var kind: Kind
    package var interval: Interval
  }

  /// A moment.
  package struct Mark: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case request(isRefused: Bool)
      case fault
      /// An event of type Warning.
      case warning
    }

    package var kind: Kind
    package var at: Instant
    /// What a reader is told about it, on one line.
    package var text: String
  }

  /// How many of each are not in the timeline.
  package struct Omitted: Hashable, Sendable {
    package var nodes = 0
    package var machines = 0
    package var migrations = 0
    package var marks = 0

    package var isEmpty: Bool { self == Omitted() }
  }
}
