/// Who makes a request: a user name and its groups.
package struct UserInfo: Hashable, Sendable {
  package var name: String
  package var groups: [String]
  package var uid = ""
  /// What authentication knows besides: key and values.
  package var extra: [Extra] = []

  /// One fact about a user, `example.com/scopes`.
  package struct Extra: Hashable, Sendable {
    package var key: String
    package var values: [String]

    package init(_ key: String, _ values: [String]) {
      self.key = key
      self.values = values
    }
  }

  package init(name: String, groups: [String] = []) {
    self.name = name
    self.groups = groups
  }

  /// The cluster administrator, as whom a scenario acts unless it says otherwise.
  package static let clusterAdmin = UserInfo(
    name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])
}

/// The HTTP methods of the Kubernetes API.
package enum RequestMethod: String, Hashable, Sendable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
}

/// How the body of a PATCH is meant.
package enum PatchType: String, Hashable, Sendable {
  case json = "application/json-patch+json"
  case merge = "application/merge-patch+json"
  case strategicMerge = "application/strategic-merge-patch+json"
  case apply = "application/apply-patch+yaml"
}

/// One parameter of a request's query.
package struct QueryItem: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A request to the Kubernetes API, as a client sends it.
package struct APIRequest: Hashable, Sendable {
  package var user: UserInfo
  package var method: RequestMethod
  /// The path alone, for example `/apis/kubevirt.io/v1/namespaces/demo/virtualmachines/a`.
  package var path: String
  /// The query, values not yet percent-encoded, in order.
  package var query: [QueryItem]
  /// Which patch the body is; nil unless the method is PATCH.
  package var patchType: PatchType?
  package var body: JSONValue?
  /// Who sends it by the name of the program, `kubectl/v1.36`; empty when nobody said.
  package var userAgent = ""
  /// Paths of keys that the body had twice.
  package var duplicateFields: [String] = []

  package init(
    as user: UserInfo = .clusterAdmin, _ method: RequestMethod, _ path: String,
    query: [QueryItem] = [], patchType: PatchType? = nil, body: JSONValue? = nil
  ) {
    self.user = user
    self.method = method
    self.path = path
    self.query = query
    self.patchType = patchType
    self.body = body
  }

  /// The value of a query parameter.
  package func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The path that serves `kind`: the collection, or with a name one object, or a subresource.
  package static func path(
    of kind: ResourceKind, namespace: String = "", name: String = "", subresource: String = ""
  ) -> String {
    var path = kind.group.isEmpty ? "/api/" + kind.version : "/apis/" + kind.apiVersion
    if kind.isNamespaced, !namespace.isEmpty { path += "/namespaces/" + namespace }
    path += "/" + kind.plural
    if !name.isEmpty { path += "/" + name }
    if !subresource.isEmpty { path += "/" + subresource }
    return path
  }
}

/// The answer to a request.
package struct APIResponse: Hashable, Sendable {
  /// The HTTP status code.
  package var code: Int
  /// The body: an object, a list, a `Status`; nil when there is none (202 of a subresource).
  package var body: JSONValue?
  /// Warnings of the server (`Warning` headers), in order.
  package var warnings: [String]

  package init(code: Int, body: JSONValue? = nil, warnings: [String] = []) {
    self.code = code
    self.body = body
    self.warnings = warnings
  }

  /// Whether the server did what was asked.
  package var isSuccess: Bool { (200..<300).contains(code) }
}

/// What happened to an object, in the words of a watch.
package enum ChangeType: String, Hashable, Sendable {
  case added = "ADDED"
  case modified = "MODIFIED"
  case deleted = "DELETED"
}

/// One change as a watch delivers it: the object after it, or its last state when it is gone.
package struct ObjectChange: Sendable {
  package let at: Instant
  package let type: ChangeType
  package let object: APIObject

  package init(at: Instant, type: ChangeType, object: APIObject) {
    self.at = at
    self.type = type
    self.object = object
  }
}
