import GodwitModel

/// Faults in words.
package enum FaultText {
  /// What the fault does: `kill node/node1`.
  package static func action(_ fault: Fault) -> String {
    switch fault {
    case .killNode(let name): "kill node/\(name)"
    case .healNode(let name): "heal node/\(name)"
    case .killVirtHandler(let node): "kill virt-handler/\(node)"
    case .healVirtHandler(let node): "heal virt-handler/\(node)"
    case .killPod(_, let name): "kill pod/\(name)"
    case .failCopy(_, let migration, let message): "fail copy/\(migration): \(message)"
    case .stallCopy(_, let migration): "stall copy/\(migration)"
    case .resumeCopy(_, let migration): "resume copy/\(migration)"
    }
  }
}
