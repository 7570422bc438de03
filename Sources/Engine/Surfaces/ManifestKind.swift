import GodwitModel

/// Manifests as a client reads them.
enum ManifestKind {
  /// The kind of a manifest; one that Godwit does not list gets the usual plural.
  static func kind(of manifest: JSONValue) -> ResourceKind? {
    guard let name = manifest["kind"]?.string, let version = manifest["apiVersion"]?.string
    else { return nil }
    let parts = version.split(separator: "/", maxSplits: 1).map(String.init)
    let group = parts.count == 2 ? parts[0] : ""
    let known = ResourceKind.all.first { $0.kind == name && $0.group == group }
    return known
      ?? ResourceKind(group: group, version: parts.last ?? version, kind: name)
  }

  /// The manifest with its namespace filled in, where its kind has one.
  static func with(
    namespace: String, in manifest: JSONValue, _ kind: ResourceKind
  ) -> JSONValue {
    guard kind.isNamespaced, var object = manifest.object else { return manifest }
    object.set(.string(namespace), at: ["metadata", "namespace"])
    return .object(object)
  }
}

/// What `kubectl apply` remembers on an object, and the patch that it makes of it.
enum LastApplied {
  static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

  /// The manifest with itself in the annotation.
  static func annotated(_ manifest: JSONValue) -> JSONValue {
    guard var object = manifest.object else { return manifest }
    object.set(
      .string(manifest.sortedByKey.text + "\n"), at: ["metadata", "annotations", annotation])
    return .object(object)
  }

  /// A merge patch that brings `live` to `manifest`: what it says, and null for what it said last.
  static func patch(from live: JSONValue, to manifest: JSONValue) -> JSONValue {
    let text = live.value(at: ["metadata", "annotations", annotation])?.string ?? "{}"
    let last = (try? JSONValue(parsing: text)) ?? .object(JSONObject())
    return merged(manifest, removing: last)
  }

  private static func merged(_ manifest: JSONValue, removing last: JSONValue) -> JSONValue {
    guard case .object(var object) = manifest, case .object(let old) = last else {
      return manifest
    }
    for member in old.members {
      if let value = object[member.key] {
        object[member.key] = merged(value, removing: member.value)
      } else {
        object[member.key] = .null
      }
    }
    return .object(object)
  }
}
