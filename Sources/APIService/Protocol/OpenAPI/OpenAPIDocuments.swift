import GodwitModel

/// `/openapi/v2` and `/openapi/v3`.
enum OpenAPIDocuments {
  /// Nil when the path is unknown.
  static func answer(_ parts: [String], _ request: WireRequest) -> WireResponse? {
    let accept = request.header("Accept") ?? ""
    if parts == ["openapi", "v2"] {
      return version2(acceptedBy: accept)
    }
    guard parts.count >= 2, parts[1] == "v3" else { return nil }
    guard accept.isEmpty || accept.contains("json") || accept.contains("*/*") else {
      return WireResponse(status: 406)
    }
    if parts.count == 2 { return document(index) }
    let name = parts.dropFirst(2).joined(separator: "/")
    return version3.first { $0.key == name }.map { document($0.value) }
  }

  /// kubectl before 1.29 takes protobuf alone; who takes both gets what it names first.
  ///
  /// k8s.io/kube-openapi/pkg/handler/handler.go.
  private static func version2(acceptedBy accept: String) -> WireResponse {
    for clause in accept.split(separator: ",") {
      let type = clause.split(separator: ";").first?.trimmingBlanks ?? ""
      switch type {
      case "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
        "application/com.github.proto-openapi.spec.v2.v1.0+protobuf":
        return WireResponse(
          status: 200,
          headers: [
            WireHeader(
              "Content-Type", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")
          ], body: version2Protobuf)
      case "application/json", "application/*", "*/*": return document(version2)
      default: continue
      }
    }
    return accept.isEmpty ? document(version2) : WireResponse(status: 406)
  }

  private static let version2Protobuf = OpenAPIVersion2.protobuf(version2)

  private static func document(_ value: JSONValue) -> WireResponse {
    var response = WireResponse.document(value)
    response.headers.removeAll { $0.name == "Cache-Control" }
    return response
  }

  /// `apis/kubevirt.io/v1`.
  private static func path(_ version: ServedGroupVersion) -> String {
    (version.group.isEmpty ? "api/" : "apis/") + version.name
  }

  private static let versions = ServedGroups.all.filter { !kinds(of: $0).isEmpty }

  private static let index: JSONValue = [
    "paths": .object(
      JSONObject(
        versions.map { version in
          let path = path(version)
          let hash = FNVHash.text(of: path)
          return (path, ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(hash)")])
        }))
  ]

  private static let version3: [JSONObject.Member] = versions.map { version in
    var schemas = OpenAPISchemas(prefix: "#/components/schemas/")
    for kind in kinds(of: version) { schemas.add(kind, version: version.version) }
    return JSONObject.Member(
      path(version),
      [
        "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1.36.2"],
        "paths": .object(OpenAPIPaths.of(version, kinds(of: version))),
        "components": ["schemas": .object(schemas.components)],
      ])
  }

  private static let version2: JSONValue = {
    var schemas = OpenAPISchemas(prefix: "#/definitions/")
    var paths = JSONObject()
    for version in versions {
      for kind in kinds(of: version) { schemas.add(kind, version: version.version) }
      for member in OpenAPIPaths.of(version, kinds(of: version)).members {
        paths.append(member.key, OpenAPIVersion2.path(member.value))
      }
    }
    return [
      "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1.36.2"],
      "paths": .object(paths),
      "definitions": .object(
        JSONObject(
          schemas.components.members.map { ($0.key, OpenAPIVersion2.schema($0.value)) })),
    ]
  }()

  /// The kinds of a group and version whose fields are known.
  private static func kinds(of version: ServedGroupVersion) -> [ResourceKind] {
    version.resources.compactMap { resource in
      guard KindSchema.shape(ofKind: resource.kind) != nil else { return nil }
      return ResourceKind.served(group: version.group, plural: resource.plural)
    }
  }
}

/// The paths of an OpenAPI document, as far as clients look at them: which kind they are of, and
/// which parameters a write takes.
enum OpenAPIPaths {
  static func of(_ version: ServedGroupVersion, _ kinds: [ResourceKind]) -> JSONObject {
    var paths = JSONObject()
    for kind in kinds {
      let root = (version.group.isEmpty ? "/api/" : "/apis/") + version.name
      let collection =
        root + (kind.isNamespaced ? "/namespaces/{namespace}/" : "/") + kind.plural
      func operation(_ action: String, _ parameters: [String] = []) -> JSONValue {
        [
          "x-kubernetes-action": .string(action),
          "x-kubernetes-group-version-kind": [
            "group": .string(kind.group), "kind": .string(kind.kind),
            "version": .string(version.version),
          ],
          "parameters": .array(
            parameters.map {
              ["name": .string($0), "in": "query", "schema": ["type": "string"]]
            }), "responses": ["200": ["description": "OK"]],
        ]
      }
      let write = ["dryRun", "fieldManager", "fieldValidation"]
      paths.append(
        collection, ["get": operation("list"), "post": operation("post", write)])
      paths.append(
        collection + "/{name}",
        [
          "get": operation("get"), "put": operation("put", write),
          "patch": operation("patch", write + ["force"]),
          "delete": operation("delete", ["dryRun", "gracePeriodSeconds", "propagationPolicy"]),
        ])
    }
    return paths
  }
}

/// A hash that tells one document from another (FNV-1a of 64 bits).
enum FNVHash {
  static func text(of text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
