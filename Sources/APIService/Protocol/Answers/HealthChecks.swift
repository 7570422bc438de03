/// What `/healthz`, `/livez` and `/readyz` say when they are asked to say more.
///
/// The names of kube-apiserver's checks, as recorded; those of its start have all been passed.
enum HealthChecks {
  /// Nil when the path is unknown.
  static func text(_ parts: [String], isVerbose: Bool) -> String? {
    let checks = checks(of: parts[0])
    if parts.count > 1 {
      return checks.contains(parts.dropFirst().joined(separator: "/")) ? "ok" : nil
    }
    guard isVerbose else { return "ok" }
    return checks.map { "[+]\($0) ok\n" }.joined() + "\(parts[0]) check passed\n"
  }

  private static func checks(of path: String) -> [String] {
    switch path {
    case "readyz": ["ping", "log", "informer-sync"] + start + ["shutdown"]
    default: ["ping", "log"] + start
    }
  }

  private static let start =
    [
      "start-apiserver-admission-initializer", "generic-apiserver-start-informers",
      "max-in-flight-filter", "storage-object-count-tracker-hook", "start-apiextensions-informers",
      "start-apiextensions-controllers", "crd-informer-synced",
      "start-system-namespaces-controller",
      "peer-endpoint-reconciler-controller", "start-cluster-authentication-info-controller",
      "start-kube-apiserver-identity-lease-controller",
      "start-kube-apiserver-identity-lease-garbage-collector", "storage-readiness",
      "start-legacy-token-tracking-controller", "start-service-ip-repair-controllers",
      "rbac/bootstrap-roles", "scheduling/bootstrap-system-priority-classes",
      "priority-and-fairness-config-producer", "bootstrap-controller",
      "start-kubernetes-service-cidr-controller", "aggregator-reload-proxy-client-cert",
      "start-kube-aggregator-informers", "apiservice-status-local-available-controller",
      "apiservice-status-remote-available-controller", "apiservice-registration-controller",
      "apiservice-wait-for-first-sync", "apiservice-discovery-controller",
      "kube-apiserver-autoregistration",
    ].map { "poststarthook/" + $0 } + ["autoregister-completion"]
    + [
      "apiservice-openapi-controller", "apiservice-openapiv3-controller",
    ].map { "poststarthook/" + $0 }
}
