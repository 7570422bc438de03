import GodwitModel

/// What the API server has to know of the cluster that it is part of.
package struct APIServerSettings: Hashable, Sendable {
  /// The minor version of KubeVirt 1.x, which decides roles and webhooks.
  package var kubeVirtMinor: Int
  /// Where KubeVirt is installed; its service accounts live there.
  package var kubeVirtNamespace: String

  package init(kubeVirtMinor: Int = 9, kubeVirtNamespace: String = "kubevirt") {
    self.kubeVirtMinor = kubeVirtMinor
    self.kubeVirtNamespace = kubeVirtNamespace
  }

  /// Settings for a version as scenarios write it: `v1.9`, `1.9` or `v1.9.0`.
  ///
  /// Nil when the text is not a version of KubeVirt 1.x.
  package init?(kubeVirtVersion: String) {
    let digits = kubeVirtVersion.hasPrefix("v") ? kubeVirtVersion.dropFirst() : kubeVirtVersion[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "1", let minor = Int(parts[1]), minor >= 0 else {
      return nil
    }
    self.init(kubeVirtMinor: minor)
  }

  /// The service account of one of KubeVirt's components, such as `kubevirt-controller`.
  package func serviceAccount(_ component: String) -> String {
    "system:serviceaccount:" + kubeVirtNamespace + ":" + component
  }

  /// Whether a user is a component of KubeVirt.
  ///
  /// KubeVirt pkg/virt-api/webhooks/serviceaccounts.go.
  func isKubeVirtServiceAccount(_ user: String) -> Bool {
    let components = [
      "kubevirt-apiserver", "kubevirt-controller", "kubevirt-handler", "kubevirt-operator",
      "kubevirt-synchronization-controller",
    ]
    return components.contains { user == serviceAccount($0) }
  }
}
