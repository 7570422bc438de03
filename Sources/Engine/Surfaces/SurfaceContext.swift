import GodwitModel

/// Who acts, where, and what is known when something is done over a surface.
package struct SurfaceContext {
  package var user: UserInfo
  package var namespace: String
  /// The handle, and over the cli the name, of what is made.
  package var name: String?
  package var labels = StringMap()
  package var annotations = StringMap()
  package var consoleVersion = ConsoleVersion()
  package var evaluation: EvaluationContext
  package var names: NameGenerator

  package var world: World { evaluation.world }

  /// A request of the user.
  func request(
    _ method: RequestMethod, _ path: String, query: [QueryItem] = [],
    patch: PatchType? = nil, body: JSONValue? = nil
  ) -> APIRequest {
    APIRequest(as: user, method, path, query: query, patchType: patch, body: body)
  }

  /// The path of an object, or of a collection, in the namespace of the action.
  func path(_ kind: ResourceKind, _ name: String = "", _ subresource: String = "") -> String {
    APIRequest.path(of: kind, namespace: namespace, name: name, subresource: subresource)
  }

  /// The path of a KubeVirt subresource, for example `virtualmachines/fedora/migrate`.
  func subresourcePath(_ kind: ResourceKind, _ name: String, _ action: String) -> String {
    "/apis/subresources.kubevirt.io/v1/namespaces/\(namespace)/\(kind.plural)/\(name)/\(action)"
  }
}

/// Generated names: one sequence a run, from its seed.
package final class NameGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed ^ 0x6E61_6D65_7320_6F66 }

  /// Random characters out of `0-9a-z`, as the console takes them.
  package func base36(_ count: Int) -> String {
    let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    var bytes: [UInt8] = []
    for _ in 0..<count { bytes.append(alphabet[Int(next() % 36)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// SplitMix64.
  private func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// The version of the web console's KubeVirt plugin, for example 4.22.
package struct ConsoleVersion: Comparable {
  package var major = 4
  package var minor = 22

  package init() {}

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Nil when the text is not a version.
  package init?(parsing text: String) {
    let trimmed = text.hasPrefix("v") ? text.dropFirst() : Substring(text)
    let parts = trimmed.split(separator: ".")
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
      return nil
    }
    self.init(major, minor)
  }

  package static func < (left: ConsoleVersion, right: ConsoleVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
