import FoundationEssentials
import GodwitModel

/// The kubeconfig that lets clients in: one context for each user, and one for the administrator,
/// which is the current one.
package struct Kubeconfig: Sendable {
  package struct Entry: Sendable {
    /// The name of the context.
    package let context: String
    package let identity: CertificateAuthority.Identity?

    package init(context: String, identity: CertificateAuthority.Identity?) {
      self.context = context
      self.identity = identity
    }
  }

  package let server: String
  package let namespace: String
  /// The authority's certificate in PEM; nil without TLS.
  package let authority: String?
  /// The first is the current context.
  package let entries: [Entry]

  package init(server: String, namespace: String, authority: String?, entries: [Entry]) {
    self.server = server
    self.namespace = namespace
    self.authority = authority
    self.entries = entries
  }

  /// The file's text, as kubectl writes it.
  package var text: String {
    var cluster: JSONObject = ["server": .string(server)]
    if let authority {
      cluster["certificate-authority-data"] = .string(Self.base64(authority))
    }
    let contexts = entries.map { entry -> JSONValue in
      [
        "name": .string(entry.context),
        "context": [
          "cluster": "godwit", "namespace": .string(namespace), "user": .string(entry.context),
        ],
      ]
    }
    let users = entries.map { entry -> JSONValue in
      var user = JSONObject()
      if let identity = entry.identity {
        user["client-certificate-data"] = .string(Self.base64(identity.certificate))
        user["client-key-data"] = .string(Self.base64(identity.key))
      }
      return ["name": .string(entry.context), "user": .object(user)]
    }
    let document: JSONValue = [
      "apiVersion": "v1", "kind": "Config",
      "clusters": [["name": "godwit", "cluster": .object(cluster)]],
      "contexts": .array(contexts), "users": .array(users),
      "current-context": .string(entries.first?.context ?? ""), "preferences": [:],
    ]
    // JSON is YAML, and leaves nothing to quoting.
    return document.prettyText + "\n"
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
