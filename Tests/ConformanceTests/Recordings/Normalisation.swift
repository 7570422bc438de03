import Foundation
import GodwitModel

/// Takes out of a run what two true runs may differ in: UIDs, generated suffixes, times and
/// addresses. References are kept: the same object gets the same words everywhere.
struct Normalisation {
  private var replacements: [(text: String, words: String)] = []
  private var counts: [String: Int] = [:]

  /// Makes `text` read as `words` wherever it stands.
  mutating func replace(_ text: String, by words: String) {
    if text.isEmpty || replacements.contains(where: { $0.text == text }) { return }
    replacements.append((text, words))
  }

  /// Gives a generated name its place: `virt-launcher-vm-a-x7b2k` becomes
  /// `virt-launcher-vm-a-(1)`, and with a VM `kubevirt-evacuation-(vm-a, 1)`.
  mutating func nameGenerated(_ name: String, for machine: String? = nil) {
    guard !replacements.contains(where: { $0.text == name }) else { return }
    let prefix = String(name.dropLast(5))
    let owner = machine.map { $0 + ", " } ?? ""
    let number = (counts[prefix + owner] ?? 0) + 1
    counts[prefix + owner] = number
    replace(name, by: "\(prefix)(\(owner)\(number))")
  }

  /// The text that reads as `words`.
  func original(of words: String) -> String? {
    replacements.first { $0.words == words }?.text
  }

  func normalise(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(normalise(text))
    case .array(let elements): return .array(elements.map(normalise))
    case .object(let object):
      var result = JSONObject()
      for member in object.members {
        guard !Self.isGuestSetting(member.key) else { continue }
        let key = normalise(member.key)
        switch key {
        case "activePods":
          // Whether the controller sees a new pod before it has a node is a race in either.
          result[key] = .array(
            (member.value.object?.members.map { normalise($0.value) } ?? [])
              .filter { $0 != "" }
              .sorted { ($0.string ?? "") < ($1.string ?? "") })
        case "targetDirectMigrationNodePorts":
          result[key] = .array(
            (member.value.object?.members.map(\.value) ?? [])
              .sorted { ($0.int ?? 0) < ($1.int ?? 0) })
        case "targetNodeAddress": result[key] = "(address)"
        case "launcherContainerImageVersion": result[key] = "(launcher image)"
        default: result[key] = normalise(member.value)
        }
      }
      return .object(result)
    case .null, .bool, .number: return value
    }
  }

  func normalise(_ text: String) -> String {
    var result = text
    for (from, words) in replacements where result.contains(from) {
      result = result.replacing(from, with: words)
    }
    result = Self.withoutUIDs(result)
    if Instant(parsing: result) != nil || result.hasSuffix(" +0000 UTC") { return "(time)" }
    let listening = "Migration Target is listening at "
    if result.hasPrefix(listening) {
      let ports = result.split(separator: ": ").last?.split(separator: ",").count ?? 0
      return listening + "(address), on \(ports) ports"
    }
    return Self.withoutRefusedPod(result)
  }

  /// A pod that was refused has a generated name as well, but nothing else to know it by.
  private static func withoutRefusedPod(_ text: String) -> String {
    let words = "Error creating pod: pods \""
    guard let start = text.range(of: words)?.upperBound,
      let end = text[start...].firstIndex(of: "\""), text[start..<end].count > 5
    else { return text }
    return text[..<text.index(end, offsetBy: -5)] + "(new)" + text[end...]
  }

  /// How the guest copies is told by annotations that only the stand-in or the simulator reads.
  private static func isGuestSetting(_ key: String) -> Bool {
    key.hasPrefix("lab/") || key.hasPrefix("simulator.godwit.dev/")
  }

  private static func withoutUIDs(_ text: String) -> String {
    guard text.utf8.count >= 36, text.contains("-") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if index + 36 <= bytes.count, isUID(bytes[index..<index + 36]) {
        result.append(contentsOf: "(uid)".utf8)
        index += 36
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isUID(_ bytes: ArraySlice<UInt8>) -> Bool {
    for (offset, byte) in bytes.enumerated() {
      if [8, 13, 18, 23].contains(offset) {
        if byte != UInt8(ascii: "-") { return false }
      } else if !Character(Unicode.Scalar(byte)).isHexDigit {
        return false
      }
    }
    return true
  }
}
