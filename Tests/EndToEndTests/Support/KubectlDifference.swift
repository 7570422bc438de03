import Foundation

/// What may differ between kubectl's output then and now, with the reasons, and what is left of it.
enum KubectlDifference {
  /// Texts that are made alike on both sides, in order.
  private static let allowed: [(pattern: String, replacement: String, reason: String)] = [
    (#"[ \t]+"#, " ", "columns are as wide as what is in them"),
    (#"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, "UID", "drawn"),
    (#"(resourceVersion|Resource Version): "?\d+"?"#, "$1: N", "counted from elsewhere"),
    (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"#, "TIME", "another time"),
    (
      #"(virt-launcher-[a-z]+|fedora-migration|kubevirt-evacuation)-[a-z0-9]{5}\b"#, "$1-X",
      "drawn"
    ),
    (#"(?m)(?<=\s)\d+(s|m|m\d+s)(?=\s|$)"#, "AGE", "another time"),
    (#"(10|127)\.\d+\.\d+\.\d+"#, "ADDRESS", "drawn"),
    (#"\b[3-6]\d{4}\b(?=[,:\n])"#, "PORT", "virt-handler draws ports"),
    ("containerdisk", "d", "the recorded VM's disk has another name"),
    (#"Running ADDRESS "#, "Running ", "the recording's virt-handler told no interfaces"),
    (#"Generation: \d+"#, "Generation: N", "nor did it write as often"),
    (
      #"(?m)^ *(Info Source|Ip Address|Ip Addresses|Link State|Queue Count|ADDRESS).*\n"#, "",
      "nor did it tell of interfaces"
    ),
    (#"(?m)^.*VirtualMachineInstance started\.$\n"#, "", "nor did it write this event"),
    (#"PORT: \w+"#, "PORT: N", "virt-handler draws ports"),
    (#"(?m) +$"#, "", "columns are as wide as what is in them"),
    (
      #"(?m)^(node\d \S+) (worker|<none>) AGE( v\d\.\d+\.\d+)?$"#, "$1 ROLE AGE",
      "the recorded nodes had no kubelet, and no role"
    ),
    (
      #"(kubevirt-evacuation-X) (Scheduling|Scheduled|PreparingTarget|TargetReady|Running) "#,
      "$1 PHASE ", "the evacuation goes on once its nodes are free again"
    ),
    (#"X509SHA256=[0-9a-f]{64}"#, "X509SHA256=N", "another certificate"),
    (#"Username (kubernetes-)?admin"#, "Username admin", "another administrator"),
    (
      #"(?m)^(backup|clone|export|instancetype|plugin|pool|snapshot)\.kubevirt\.io/.*\n?"#, "",
      "KubeVirt's other groups are not served"
    ),
    (
      #"(?m)^virtualmachineinstance(preset|replicaset)s .*\n"#, "",
      "KubeVirt's other kinds are not served"
    ),
  ]

  /// Commands that are run without being compared: the migration had gone by then, which none of
  /// the recorded commands brought about.
  static func isNotCompared(_ command: String) -> Bool { command.contains("--ignore-not-found") }

  static func between(_ then: Kubectl.Run, _ now: Kubectl.Run) -> [String] {
    if isNotCompared(then.command) { return [] }
    var differences: [String] = []
    if then.status != now.status {
      differences.append("\(then.command): status \(then.status) then, \(now.status) now")
    }
    for (name, old, new) in [
      ("output", then.output, now.output), ("errors", then.errors, now.errors),
    ] {
      let (old, new) = (normalised(old), normalised(new))
      if old != new {
        differences.append("\(then.command): \(name)\n--- then\n\(old)\n--- now\n\(new)")
      }
    }
    return differences
  }

  private static func normalised(_ text: String) -> String {
    var text = text
    for (pattern, replacement, _) in allowed {
      text = text.replacingOccurrences(
        of: pattern, with: replacement, options: .regularExpression)
    }
    // A watch repeats a line for each version that looks the same in the table, and a drain for
    // each time that it tries.
    var lines: [Substring] = []
    for line in text.split(separator: "\n") where line != lines.last { lines.append(line) }
    return lines.joined(separator: "\n")
  }
}
