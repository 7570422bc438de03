import GodwitModel

/// Built-in kinds as Go writes them: fields that it never leaves out, and quantities in their
/// canonical form.
///
/// Custom resources are stored as they were sent; these pass through their Go types
/// (k8s.io/api/core/v1/types.go: the fields without `omitempty`).
enum BuiltInForm {
  static func of(_ object: JSONValue, _ kind: ResourceKind) -> JSONValue {
    guard !kind.isCustom, kind.group != "apiextensions.k8s.io" else { return object }
    var result = object
    if let shape = KindSchema.shape(ofKind: kind.kind) {
      result = canonical(object, shape) ?? result
    }
    guard case .object(var members) = result else { return result }
    fill(&members, with: defaults(of: kind))
    return .object(members)
  }

  /// Sets what is not there, also within objects that are.
  private static func fill(_ object: inout JSONObject, with defaults: JSONValue) {
    for member in defaults.object?.members ?? [] {
      switch (object[member.key], member.value) {
      case (nil, _): object.append(member.key, member.value)
      case (.object(var inner)?, .object):
        fill(&inner, with: member.value)
        object[member.key] = .object(inner)
      default: break
      }
    }
  }

  private static func defaults(of kind: ResourceKind) -> JSONValue {
    switch kind {
    case .event:
      [
        "involvedObject": [:], "source": [:], "firstTimestamp": .null, "lastTimestamp": .null,
        "eventTime": .null, "reportingComponent": "", "reportingInstance": "",
      ]
    case .node:
      [
        "spec": [:],
        "status": [
          "daemonEndpoints": ["kubeletEndpoint": ["Port": 0]],
          "nodeInfo": .object(JSONObject(nodeInfo.map { ($0, "") })),
        ],
      ]
    case .pod, .namespace, .persistentVolumeClaim, .resourceQuota: ["spec": [:], "status": [:]]
    case .podDisruptionBudget:
      [
        "spec": [:],
        "status": [
          "disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0,
        ],
      ]
    case .lease: ["spec": [:]]
    case .role, .clusterRole: ["rules": .null]
    case .roleBinding, .clusterRoleBinding:
      ["roleRef": ["apiGroup": "", "kind": "", "name": ""]]
    default: [:]
    }
  }

  private static let nodeInfo = [
    "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion",
    "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture",
  ]

  // MARK: Quantities

  /// The value with canonical quantities; nil when nothing had to change.
  private static func canonical(_ value: JSONValue, _ shape: FieldShape) -> JSONValue? {
    switch (value, shape) {
    case (.string(let text), .quantity), (.number(let text), .quantity):
      let canonical = CanonicalQuantity.text(text)
      return canonical == text && value.string != nil ? nil : .string(canonical)
    case (.object(var object), .map(let element)):
      return canonical(&object) { _ in element }
    case (.object(var object), .object(let type)):
      return canonical(&object) { KindSchema.field($0, ofType: type) }
    case (.array(var elements), .list(let element, _)):
      var isChanged = false
      for index in elements.indices {
        guard let changed = canonical(elements[index], element) else { continue }
        elements[index] = changed
        isChanged = true
      }
      return isChanged ? .array(elements) : nil
    default: return nil
    }
  }

  private static func canonical(
    _ object: inout JSONObject, _ shape: (String) -> FieldShape?
  ) -> JSONValue? {
    var isChanged = false
    for member in object.members {
      guard let shape = shape(member.key), let changed = canonical(member.value, shape) else {
        continue
      }
      object[member.key] = changed
      isChanged = true
    }
    return isChanged ? .object(object) : nil
  }
}

/// A quantity as Kubernetes writes it: no fraction, and the largest suffix that needs none.
///
/// k8s.io/apimachinery/pkg/api/resource/quantity.go, CanonicalizeBytes.
enum CanonicalQuantity {
  private static let decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
  private static let binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

  static func text(_ text: String) -> String {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
    let suffix = String(text[digits.endIndex...])
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, var value = Int(parts[0].isEmpty ? "0" : parts[0]) else { return text }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    if value == 0, fraction.isEmpty { return "0" }
    if suffix.hasSuffix("i"), let place = binary.firstIndex(of: suffix) {
      return fraction.isEmpty ? scaled(value, place, 1024, binary) : text
    }
    guard var place = decimal.firstIndex(of: suffix) else { return text }
    while !fraction.isEmpty {
      guard place > 0, fraction.count <= 9 else { return text }
      let group = (fraction + "00").prefix(3)
      let (product, overflows) = value.multipliedReportingOverflow(by: 1000)
      guard !overflows, let more = Int(group) else { return text }
      value = product + (text.hasPrefix("-") ? -more : more)
      fraction = String(fraction.dropFirst(3))
      place -= 1
    }
    return scaled(value, place, 1000, decimal)
  }

  private static func scaled(
    _ value: Int, _ place: Int, _ base: Int, _ suffixes: [String]
  ) -> String {
    var value = value
    var place = place
    while value % base == 0, place + 1 < suffixes.count {
      value /= base
      place += 1
    }
    return String(value) + suffixes[place]
  }
}
