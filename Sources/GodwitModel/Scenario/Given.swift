/// What a scenario takes as given.
package struct Given: Hashable, Sendable {
  package var cluster = ClusterLayout()
  /// The scenario's own namespace first, then the others; each with its labels.
  package var namespaces: [NamespaceLayout] = []
  package var groups: [GroupLayout] = []
  package var users: [UserLayout] = []
  package var virtualMachines: [VirtualMachineLayout] = []
  package var migrationPolicies: [JSONValue] = []
  package var manifests: [JSONValue] = []

  package init() {}
}

/// The cluster of a scenario.
package struct ClusterLayout: Hashable, Sendable {
  /// `openshift-4.22`, if the scenario names a product.
  package var platform: String?
  /// For example `v1.9`.
  package var kubevirtVersion = "v1.9"
  /// Whether the scenario names that version, itself or by its platform.
  package var namesKubevirtVersion = false
  /// `spec.configuration` of the KubeVirt object, as it was written.
  package var kubevirtConfiguration = JSONObject()
  /// Other fields of the KubeVirt object's `spec`, for example `workloadUpdateStrategy`.
  package var kubevirtSpec = JSONObject()
  package var consoleVersion = "4.22"
  /// In order; never empty after decoding.
  package var nodes: [NodeLayout] = []
  package var timing = Timing()
  /// Node names that `cluster.bind` gives on a live cluster: scenario's node → real node.
  package var bindings = StringMap()

  package init() {}
}

/// One node.
package struct NodeLayout: Hashable, Sendable {
  package var name: String
  package var labels = StringMap()
  /// Of the labels that the node would have by default, those that it has not.
  package var removedLabels: [String] = []
  package var annotations = StringMap()
  /// `amd64`, `arm64` or `s390x`.
  package var architecture = "amd64"
  package var hostModel: String?
  /// The usable CPU models; nil means the default ones.
  package var cpuModels: [String]?
  package var knownModels: [String]?
  package var cpuFeatures: [String] = []
  package var requiredFeatures: [String] = []
  package var cpuVendor: String?
  package var capacity: StringMap = ["cpu": "16", "memory": "64Gi"]
  package var taints: [Taint] = []
  package var isCordoned = false

  package init(name: String) { self.name = name }
}

/// What nodes and guests take for their work.
package struct Timing: Hashable, Sendable {
  /// From binding a pod to its being Running.
  package var podStart = Span.seconds(2)
  /// How long virt-handler takes to act on a change.
  package var handlerSync = Span.milliseconds(100)
  /// From the end of the copy to the guest's running on the target.
  package var switchover = Span.milliseconds(300)
  /// Of a migration's stream, in bytes a second.
  package var bandwidth = Quantity(1 << 30)
  /// How long the copy of a guest takes that says nothing of it; nil computes it from memory,
  /// bandwidth and dirty rate.
  package var copy: Span?

  package init() {}

  /// What the stand-ins for kubelets, virt-handlers and launchers took with which the recordings
  /// of a real control plane were made: a pod runs 0.2 s after it is bound, a copy takes a second.
  package static let standIn: Timing = {
    var timing = Timing()
    timing.podStart = .milliseconds(200)
    timing.handlerSync = .milliseconds(60)
    timing.switchover = .milliseconds(100)
    timing.copy = .seconds(1)
    return timing
  }()
}

/// A namespace and its labels.
package struct NamespaceLayout: Hashable, Sendable {
  package var name: String
  package var labels = StringMap()
  package var annotations = StringMap()

  package init(name: String) { self.name = name }
}

/// What users and groups have in common: what they may do.
package struct Rights: Hashable, Sendable {
  /// ClusterRoles or Roles bound in the scenario's namespace.
  package var roles: [String] = []
  /// Rules bound in the scenario's namespace, each as a PolicyRule.
  package var rules: [JSONValue] = []
  /// ClusterRoles bound everywhere.
  package var clusterRoles: [String] = []
  /// Rules bound everywhere.
  package var clusterRules: [JSONValue] = []
  /// The namespaces of `roles` and `rules`; empty means the scenario's own.
  package var namespaces: [String] = []

  package init() {}
}

/// A group and its rights.
package struct GroupLayout: Hashable, Sendable {
  package var name: String
  package var rights = Rights()

  package init(name: String) { self.name = name }
}

/// A user, its groups and its rights.
package struct UserLayout: Hashable, Sendable {
  package var name: String
  package var groups: [String] = []
  package var rights = Rights()

  package init(name: String) { self.name = name }
}

/// A virtual machine and its guest.
package struct VirtualMachineLayout: Hashable, Sendable {
  package var name: String
  /// Empty means the scenario's own.
  package var namespace = ""
  /// Where it runs; nil leaves that to the scheduler.
  package var node: String?
  /// Of the instance.
  package var labels = StringMap()
  package var annotations = StringMap()
  package var cpuModel: String?
  package var cpuFeatures: [DomainCPUFeature] = []
  package var cores = 1
  package var memory = "1Gi"
  package var evictionStrategy: String?
  package var runStrategy = "Always"
  package var guest = Guest()
  /// Merged into the template's spec.
  package var spec = JSONObject()

  package init(name: String) { self.name = name }
}

/// How a guest behaves while it is copied.
package struct Guest: Hashable, Sendable {
  /// Bytes of memory that it changes a second.
  package var dirtyRate = Quantity(0)
  package var copy = Copy.computed

  package enum Copy: Hashable, Sendable {
    /// From memory, bandwidth and dirty rate.
    case computed
    /// It lasts exactly this long.
    case lasts(Span)
    /// Data moves all the time, but it never converges.
    case endless
  }

  package init() {}
}
