/// Where kubeconfigs are looked for: the file of `--kubeconfig`, the files of `KUBECONFIG`, or
/// `~/.kube/config` (client-go tools/clientcmd/loader.go:132).
struct KubeconfigLocation {
  let sources: ConnectionSources

  /// The merged files; nil where nobody has named a file and there is none at home.
  func load() throws(ConnectionError) -> MergedKubeconfig? {
    if let file = sources.kubeconfig, !file.isEmpty {
      var merged = MergedKubeconfig()
      guard try add(file, to: &merged) else {
        throw ConnectionError("kubeconfig \(file): there is no such file; mend --kubeconfig")
      }
      return merged
    }
    if let list = sources.environment["KUBECONFIG"], !list.isEmpty {
      return try listed(list)
    }
    guard let home = sources.environment["HOME"], !home.isEmpty else { return nil }
    var merged = MergedKubeconfig()
    return try add(home + "/.kube/config", to: &merged) ? merged : nil
  }

  private func listed(_ list: String) throws(ConnectionError) -> MergedKubeconfig? {
    var merged = MergedKubeconfig()
    var files: [String] = []
    for file in list.split(separator: ":").map(String.init) where !files.contains(file) {
      files.append(file)
      _ = try add(file, to: &merged)
    }
    if files.isEmpty { return nil }
    if merged.files.isEmpty {
      throw ConnectionError(
        "none of the files of KUBECONFIG is there: \(files.joined(separator: ", ")); mend the "
          + "variable KUBECONFIG or name a file with --kubeconfig")
    }
    return merged
  }

  /// Adds a file; false where there is none.
  private func add(
    _ path: String, to merged: inout MergedKubeconfig
  ) throws(ConnectionError) -> Bool {
    switch sources.readFile(path) {
    case .contents(let bytes):
      merged.merge(try KubeconfigFile(bytes, path: path), path: path)
      return true
    case .missing: return false
    case .failed(let reason):
      throw ConnectionError("kubeconfig \(path): cannot be read: \(reason); mend its permissions")
    }
  }
}
