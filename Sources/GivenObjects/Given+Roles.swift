import GodwitModel

extension Given {
  /// The namespace in which the scenario runs.
  package var ownNamespace: String { namespaces.first?.name ?? "default" }

  /// Whether the manifests have a Role of this name.
  package func hasRole(_ name: String, in namespace: String) -> Bool {
    manifests.contains {
      $0["kind"]?.string == "Role" && $0["metadata"]?["name"]?.string == name
        && ($0["metadata"]?["namespace"]?.string ?? ownNamespace) == namespace
    }
  }
}
