import GodwitModel

/// `/openapi/v2` and `/openapi/v3`.
enum OpenAPIDocuments {
  /// Nil when the path is unknown.
  static func answer(_ parts: [String], _ request: ServedRequest) -> WireResponse? {
    nil
  }
}
