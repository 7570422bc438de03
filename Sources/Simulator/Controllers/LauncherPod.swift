import GodwitModel

/// The pod in which a guest runs.
///
/// KubeVirt pkg/virt-controller/services/template.go:324-864; labels, annotations, selectors and
/// resources are those of the recordings.
enum LauncherPod {
  /// A pod for `instance` as virt-controller sends it: unnamed, not bound.
  static func template(for instance: VirtualMachineInstance, settings: KubeVirtSettings) -> Pod {
    let metadata = instance.metadata
    let overhead = MemoryOverhead.bytes(of: instance)
    var pod = Pod()
    pod.metadata.generateName = namePrefix(metadata.name)
    pod.metadata.namespace = metadata.namespace
    pod.metadata.generation = 1
    pod.metadata.labels = labels(of: instance)
    pod.metadata.annotations = annotations(of: instance, overhead: overhead, settings)
    pod.metadata.ownerReferences = [owner(instance)]
    pod.spec.nodeSelector = nodeSelector(of: instance, settings: settings)
    pod.spec.affinity = affinity(of: instance)
    pod.spec.tolerations = tolerations(of: instance)
    pod.spec.containers = containers(of: instance, overhead: overhead, settings: settings)
    pod.spec.schedulerName =
      instance.spec.schedulerName.isEmpty ? "default-scheduler" : instance.spec.schedulerName
    pod.spec.priorityClassName = instance.spec.priorityClassName
    pod.spec.terminationGracePeriodSeconds =
      (instance.spec.terminationGracePeriodSeconds ?? 30) &+ 30
    pod.spec.rest["readinessGates"] = [
      ["conditionType": "kubevirt.io/virtual-machine-unpaused"]
    ]
    pod.spec.rest["restartPolicy"] = "Never"
    pod.spec.rest["hostname"] = .string(hostName(of: instance))
    pod.spec.rest["enableServiceLinks"] = false
    addFields(of: instance.spec, to: &pod.spec)
    pod.status.phase = .pending
    pod.status.qosClass = isGuaranteed(pod) ? "Guaranteed" : "Burstable"
    return pod
  }

  /// kube-apiserver keeps 58 characters of a generated name's beginning.
  private static func namePrefix(_ name: String) -> String {
    String("virt-launcher-\(name)-".prefix(58))
  }

  private static func owner(_ instance: VirtualMachineInstance) -> OwnerReference {
    var owner = OwnerReference()
    owner.apiVersion = ResourceKind.virtualMachineInstance.apiVersion
    owner.kind = ResourceKind.virtualMachineInstance.kind
    owner.name = instance.metadata.name
    owner.uid = instance.metadata.uid
    owner.controller = true
    owner.blockOwnerDeletion = true
    return owner
  }

  private static func labels(of instance: VirtualMachineInstance) -> StringMap {
    var labels = instance.metadata.labels
    let name = instance.metadata.name
    labels["kubevirt.io"] = "virt-launcher"
    labels["kubevirt.io/created-by"] = instance.metadata.uid
    labels["vm.kubevirt.io/name"] = hostName(of: instance)
    labels["vmi.kubevirt.io/id"] = identifier(name)
    return labels
  }

  /// The host's name: the VMI's up to its first dot, unless it has another
  /// (pkg/util/net/dns/sanitize.go:33).
  private static func hostName(of instance: VirtualMachineInstance) -> String {
    if let given = instance.spec.rest["hostname"]?.string, !given.isEmpty { return given }
    return String(instance.metadata.name.prefix { $0 != "." }.prefix(63))
  }

  /// What a pod has of the VMI as it is, and its service account (template.go:716-817).
  private static func addFields(of spec: VirtualMachineInstanceSpec, to pod: inout PodSpec) {
    for name in ["subdomain", "dnsConfig", "dnsPolicy", "topologySpreadConstraints"] {
      if let value = spec.rest[name] { pod.rest[name] = value }
    }
    let ofVolume =
      spec.volumes.lazy.compactMap { $0["serviceAccount"]?["serviceAccountName"] }.first
    let account = spec.rest["serviceAccountName"] ?? ofVolume ?? "default"
    pod.rest["serviceAccountName"] = account
    pod.rest["serviceAccount"] = account
    pod.rest["automountServiceAccountToken"] = .bool(ofVolume != nil)
  }

  /// A name that fits into a label: pkg/apimachinery/labels.go:31.
  private static func identifier(_ name: String) -> String {
    if name.utf8.count <= 63 { return name }
    return name.prefix(54) + "-" + SHA1.hexDigest(name).prefix(8)
  }

  private static func annotations(
    of instance: VirtualMachineInstance, overhead: Int64, _ settings: KubeVirtSettings
  ) -> StringMap {
    var annotations = StringMap()
    for entry in instance.metadata.annotations.entries {
      if entry.key.hasPrefix("kubectl.kubernetes.io")
        || entry.key.hasSuffix("-observed-api-version")
      {
        continue
      }
      annotations[entry.key] = entry.value
    }
    let name = instance.metadata.name
    let target = "\"--name\", \"\(name)\", \"--namespace\", \"\(instance.metadata.namespace)\"]"
    annotations["kubevirt.io/domain"] = name
    if settings.reportsMemoryOverhead {
      annotations["kubevirt.io/memory-overhead-bytes"] = String(overhead)
    }
    annotations["kubevirt.io/migrationTransportUnix"] = "true"
    if settings.profile.annotatesRequestEvictOnly {
      annotations["descheduler.alpha.kubernetes.io/request-evict-only"] = ""
    }
    annotations["pre.hook.backup.velero.io/container"] = "compute"
    annotations["pre.hook.backup.velero.io/command"] =
      "[\"/usr/bin/virt-freezer\", \"--freeze\", " + target
    annotations["pre.hook.backup.velero.io/timeout"] = "60s"
    annotations["post.hook.backup.velero.io/container"] = "compute"
    annotations["post.hook.backup.velero.io/command"] =
      "[\"/usr/bin/virt-freezer\", \"--unfreeze\", " + target
    let interfaces = instance.spec.domain.devices["interfaces"]?.array ?? []
    if interfaces.contains(where: { $0["masquerade"] != nil }) {
      annotations["traffic.sidecar.istio.io/kubevirtInterfaces"] = "k6t-eth0"
      annotations["istio.io/reroute-virtual-interfaces"] = "k6t-eth0"
    }
    return annotations
  }

  /// Tolerations of the VM and those that the API server adds to every pod.
  private static func tolerations(of instance: VirtualMachineInstance) -> [Toleration] {
    instance.spec.tolerations + defaultTolerations
  }

  private static let defaultTolerations: [Toleration] = ["not-ready", "unreachable"].map {
    var toleration = Toleration()
    toleration.key = "node.kubernetes.io/" + $0
    toleration.operation = "Exists"
    toleration.effect = "NoExecute"
    toleration.tolerationSeconds = 300
    return toleration
  }

  private static func isGuaranteed(_ pod: Pod) -> Bool {
    pod.spec.containers.allSatisfy { container in
      guard let resources = container.resources else { return false }
      return resources.limits["cpu"] != nil && resources.limits["memory"] != nil
        && resources.limits["cpu"] == resources.requests["cpu"]
        && resources.limits["memory"] == resources.requests["memory"]
    }
  }
}
