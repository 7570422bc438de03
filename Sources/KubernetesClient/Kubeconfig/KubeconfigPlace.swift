/// Where in which kubeconfig something stands, as errors name it.
struct KubeconfigPlace: Hashable, Sendable {
  /// What the fields are in: a file, or the service account of a pod.
  let origin: String
  /// The path of the entry, for example `clusters[0].cluster`.
  let path: String

  /// A field of the entry.
  func field(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// An error that begins with the origin.
  func error(_ text: String) -> ConnectionError { ConnectionError("\(origin): \(text)") }
}
