import GodwitModel

extension LauncherPod {
  /// The extended resources that a guest's host devices and its sealed memory take, each once for
  /// every device.
  ///
  /// KubeVirt pkg/virt-controller/services/renderresources.go:149-188, 376-392.
  static func devices(of domain: DomainSpec) -> [String] {
    var names: [String] = []
    for kind in ["gpus", "hostDevices"] {
      for device in domain.devices[kind]?.array ?? [] {
        if let name = device["deviceName"]?.string, !name.isEmpty { names.append(name) }
      }
    }
    let security = domain.launchSecurity
    if security["sev"] != nil || security["snp"] != nil { names.append("devices.kubevirt.io/sev") }
    if security["tdx"] != nil { names.append("devices.kubevirt.io/tdx") }
    return names
  }

  /// Labels of nodes that can seal a guest's memory (nodeselectorrenderer.go:78-93).
  static func securityLabels(of domain: DomainSpec) -> [String] {
    let security = domain.launchSecurity
    var labels: [String] = []
    if security["sev"] != nil || security["snp"] != nil { labels.append("kubevirt.io/sev") }
    if security["sev"]?["policy"]?["encryptedState"] == true { labels.append("kubevirt.io/sev-es") }
    if security["snp"] != nil { labels.append("kubevirt.io/sev-snp") }
    if security["tdx"] != nil { labels.append("kubevirt.io/tdx") }
    return labels
  }

  /// What the KubeVirt object has against a guest's devices; nil where it says nothing of any.
  ///
  /// renderresources.go:493-531, validatePermittedHostDevices.
  static func objection(to domain: DomainSpec, permitted: JSONValue?) -> String? {
    guard let permitted, permitted.object != nil else { return nil }
    let known = ["pciHostDevices", "mediatedDevices", "usb"].flatMap { kind in
      (permitted[kind]?.array ?? []).compactMap { $0["resourceName"]?.string }
    }
    var errors: [String] = []
    for (kind, word) in [("gpus", "GPU"), ("hostDevices", "HostDevice")] {
      for device in domain.devices[kind]?.array ?? [] {
        let name = device["deviceName"]?.string ?? ""
        if known.contains(name) { continue }
        errors.append("\(word) \(name) is not permitted in permittedHostDevices configuration")
      }
    }
    return errors.isEmpty ? nil : errors.joined(separator: " ")
  }
}
