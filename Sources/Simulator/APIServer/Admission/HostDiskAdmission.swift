import GodwitModel

/// KubeVirt's checks of disks that are files of the host.
///
/// KubeVirt admitters/vmi-create-admitter.go:1824-1858.
enum HostDiskAdmission {
  static func causes(
    _ volumes: [JSONValue], field: String, _ configuration: KubeVirtConfiguration
  ) -> [FailureCause] {
    var causes: [FailureCause] = []
    for (index, volume) in volumes.enumerated() {
      guard let disk = volume["hostDisk"] else { continue }
      let path = "\(field)[\(index)]"
      func add(_ reason: String, _ message: String, _ field: String) {
        causes.append(FailureCause(reason: reason, message: message, field: field))
      }
      if !configuration.isOn(.hostDisk) {
        add("FieldValueInvalid", "HostDisk feature gate is not enabled", path)
      }
      if disk["path"]?.string?.isEmpty ?? true {
        let subject = path + ".hostDisk.path"
        add("FieldValueNotFound", "\(subject) is required for hostDisk volume", subject)
      }
      let type = disk["type"]?.string ?? ""
      let subject = path + ".hostDisk.type"
      if type != "Disk", type != "DiskOrCreate" {
        add(
          "FieldValueInvalid",
          "\(subject) has invalid value '\(type)', allowed are 'Disk' or 'DiskOrCreate'", subject)
      }
      if type == "Disk", let size = disk["capacity"]?.string, size != "0" {
        let capacity = path + ".hostDisk.capacity"
        add(
          "FieldValueInvalid",
          "\(capacity) is allowed to pass only with \(subject) equal to 'DiskOrCreate'", capacity)
      }
    }
    return causes
  }
}
