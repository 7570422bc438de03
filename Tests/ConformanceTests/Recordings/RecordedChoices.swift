import GodwitModel
import Simulator

extension Recording {
  /// On which nodes the recorded scheduler put the pods of each VM, in the order in which it did.
  ///
  /// Among equal nodes it was free to choose; the replay is told what it chose, and follows where
  /// the simulator's own scheduler finds that node as good as any.
  func choices(_ renaming: MachineRenaming) -> SchedulingChoices {
    var choices = SchedulingChoices()
    var bound: [String] = []
    for entry in log where entry.what == "seen" && entry.value["kind"]?.string == "pod" {
      guard let pod = entry.value["object"], let name = pod["name"]?.string,
        let node = pod["node"]?.string, !bound.contains(name),
        let machine = pod["ownerReferences"]?[0]?[1]?.string
      else { continue }
      bound.append(name)
      choices.append(node, forPodOf: ObjectName("demo", renaming.apply(to: machine)))
    }
    return choices
  }

  /// VMs of which target pods were made, in the order of their first ones.
  var orderOfMigration: [String] {
    var machines: [String] = []
    for entry in log where entry.what == "seen" && entry.value["kind"]?.string == "pod" {
      guard let pod = entry.value["object"],
        pod["labels"]?["kubevirt.io/migrationJobUID"] != nil,
        let machine = pod["ownerReferences"]?[0]?[1]?.string, !machines.contains(machine)
      else { continue }
      machines.append(machine)
    }
    return machines
  }

  /// Groups of VMs that differ in their names alone.
  var groupsOfEqualMachines: [[String]] {
    var groups: [(pattern: JSONValue, names: [String])] = []
    for machine in machines {
      guard let name = machine["metadata"]?["name"]?.string, case .object(var pattern) = machine
      else { continue }
      pattern.set(.null, at: ["metadata", "name"])
      if let position = groups.firstIndex(where: { $0.pattern == .object(pattern) }) {
        groups[position].names.append(name)
      } else {
        groups.append((.object(pattern), [name]))
      }
    }
    return groups.map(\.names).filter { $0.count > 1 }
  }

  /// The migrations that the script made for each VM, in order.
  func jobs(of machine: String) -> [String] {
    actions.compactMap { action in
      let body = action.value["body"]
      return body?["spec"]?["vmiName"]?.string == machine ? body?["metadata"]?["name"]?.string : nil
    }
  }
}

/// Which VM of a recording is which of the simulation: of VMs that differ in their names alone, it
/// is chance which one of those that wait goes first.
struct MachineRenaming: Hashable {
  /// Names of the recording and what they become.
  private(set) var pairs: [Pair] = []

  struct Pair: Hashable {
    let from: String
    let to: String
  }

  /// Every VM keeps its name.
  init() {}

  /// The VMs of a group that were migrated first in the recording are those that were in the
  /// simulation.
  init(_ recording: Recording, simulated: [String]) {
    for group in recording.groupsOfEqualMachines {
      func order(_ migrated: [String]) -> [String] {
        migrated.filter(group.contains) + group.filter { !migrated.contains($0) }
      }
      for (from, to) in zip(order(recording.orderOfMigration), order(simulated)) where from != to {
        pairs.append(Pair(from: from, to: to))
        for (old, new) in zip(recording.jobs(of: from), recording.jobs(of: to)) {
          pairs.append(Pair(from: old, to: new))
        }
      }
    }
  }

  func apply(to value: JSONValue) -> JSONValue {
    if pairs.isEmpty { return value }
    switch value {
    case .string(let text): return .string(apply(to: text))
    case .array(let elements): return .array(elements.map(apply))
    case .object(let object):
      return .object(JSONObject(object.members.map { (apply(to: $0.key), apply(to: $0.value)) }))
    case .null, .bool, .number: return value
    }
  }

  /// Replaces whole names only, and all at once: `vm-1` is not part of `vm-10`.
  func apply(to text: String) -> String {
    if pairs.isEmpty { return text }
    var result = ""
    var rest = Substring(text)
    var last: Character = " "
    while let first = rest.first {
      if !last.isLetter, !last.isNumber,
        let pair = pairs.first(where: { rest.hasPrefix($0.from) && isWhole($0.from, in: rest) })
      {
        result += pair.to
        rest = rest.dropFirst(pair.from.count)
        last = pair.to.last ?? last
      } else {
        result.append(first)
        rest = rest.dropFirst()
        last = first
      }
    }
    return result
  }

  private func isWhole(_ name: String, in text: Substring) -> Bool {
    guard let next = text.dropFirst(name.count).first else { return true }
    return !next.isLetter && !next.isNumber
  }
}
