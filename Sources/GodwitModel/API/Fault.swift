/// What a scenario does to the cluster other than by API requests.
package enum Fault: Hashable, Sendable {
  /// A node stops: kubelet, virt-handler and guests on it fall silent.
  case killNode(String)
  case healNode(String)
  /// The virt-handler of a node stops; everything else goes on.
  case killVirtHandler(node: String)
  case healVirtHandler(node: String)
  /// All processes of a pod end at once.
  case killPod(namespace: String, name: String)
  /// The copy of the migration with this name fails with libvirt's `message`.
  case failCopy(namespace: String, migration: String, message: String)
  /// The copy makes no progress until it is resumed.
  case stallCopy(namespace: String, migration: String)
  case resumeCopy(namespace: String, migration: String)
}
