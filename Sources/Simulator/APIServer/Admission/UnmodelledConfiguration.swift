import GodwitModel

/// Settings of the KubeVirt object that would change migrations and are not simulated.
enum UnmodelledConfiguration {
  /// What of `spec` cannot be simulated; nil when all can.
  static func refusal(_ spec: JSONValue) -> String? {
    let gates = spec["configuration"]?["developerConfiguration"]?["featureGates"]?.array ?? []
    if gates.contains("HypervStrictCheck") {
      return "the feature gate HypervStrictCheck of the KubeVirt object (nodes' labels for Hyper-V)"
    }
    return nil
  }

  /// What of a changed `spec` cannot be simulated while the cluster runs.
  ///
  /// With other obsolete models the node-labeller would write the labels of every node again.
  static func refusal(_ spec: JSONValue, changing old: JSONValue) -> String? {
    if let refusal = refusal(spec) { return refusal }
    let key = "obsoleteCPUModels"
    if spec["configuration"]?[key] != old["configuration"]?[key] {
      return "a change of spec.configuration.\(key) while the cluster runs"
    }
    return nil
  }
}
