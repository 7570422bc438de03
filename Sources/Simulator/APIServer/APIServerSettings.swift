import GodwitModel

/// What the API server has to know of the cluster that it is part of.
package struct APIServerSettings: Hashable, Sendable {
  /// How the version of KubeVirt behaves: roles, fields, webhooks.
  package var profile: KubeVirtProfile
  /// Where KubeVirt is installed; its service accounts live there.
  package var kubeVirtNamespace: String

  package init(profile: KubeVirtProfile = .newest, kubeVirtNamespace: String = "kubevirt") {
    self.profile = profile
    self.kubeVirtNamespace = kubeVirtNamespace
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
