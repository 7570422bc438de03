import Foundation

/// What may differ between kubectl's output then and now, and what is left of it.
enum KubectlDifference {
  /// Commands that are not run, each with its reason.
  private static let leftOut: [(command: String, reason: String)] = [
    ("kubectl drain", "waits 25 s for its own time-out; drains are scenarios"),
    ("api-resources", "lists kinds that are not served"),
    ("api-versions", "lists groups that are not served"),
    ("auth can-i --list", "lists rights on groups that are not served"),
    ("auth whoami", "shows another administrator and the fingerprint of its certificate"),
    ("get nodes", "shows a role that our nodes have and those did not"),
    ("uncordon node2", "had been cordoned by the drain"),
    ("get vmim -n demo", "showed the evacuation of the drain"),
  ]

  static func isLeftOut(_ command: String) -> Bool {
    leftOut.contains { command.contains($0.command) } && !command.hasPrefix("timeout")
  }

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

  /// Without ages, generated names, uids, versions, times and addresses; runs of blanks are one.
  private static func normalised(_ text: String) -> String {
    var text = text
    for (pattern, replacement) in [
      (#"[ \t]+"#, " "),
      (#"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, "UID"),
      (#"(resourceVersion|Resource Version): "?\d+"?"#, "$1: N"),
      (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"#, "TIME"),
      (#"(virt-launcher-[a-z]+|fedora-migration|kubevirt-evacuation)-[a-z0-9]{5}\b"#, "$1-X"),
      (#"(?m)(?<=\s)\d+(s|m|m\d+s)(?=\s|$)"#, "AGE"), (#"(10|127)\.\d+\.\d+\.\d+"#, "ADDRESS"),
      // Ports are drawn; the recorded VM's disk has another name.
      (#"\b[3-6]\d{4}\b(?=[,:\n])"#, "PORT"), ("containerdisk", "d"),
      // virt-handler reports a guest's interfaces, in a write of its own; the recording's stand-in
      // for it did not.
      (#"Running ADDRESS "#, "Running "), (#"Generation: \d+"#, "Generation: N"),
      (#"(?m)^ *(Info Source|Ip Address|Ip Addresses|Link State|Queue Count|ADDRESS).*\n"#, ""),
      // virt-handler's own event, which the recording's stand-in for it did not write.
      (#"(?m)^.*VirtualMachineInstance started\.$\n"#, ""),
      (#"PORT: \w+"#, "PORT: N"),
      (#"(?m) +$"#, ""),
    ] {
      text = text.replacingOccurrences(
        of: pattern, with: replacement, options: .regularExpression)
    }
    // A watch repeats a line for each version that looks the same in the table.
    var lines: [Substring] = []
    for line in text.split(separator: "\n") where line != lines.last { lines.append(line) }
    return lines.joined(separator: "\n")
  }
}
