import GodwitModel

/// A request on its way through the API server.
struct RequestContext: Sendable {
  let request: APIRequest
  let target: RequestTarget
  /// Who asks, with the groups that authentication adds.
  let user: UserInfo
  let now: Instant
  /// Whether the answer is to be as if it were done, and nothing done.
  var isDryRun = false
  /// Who owns what of the object after an apply patch; nil for every other request.
  var appliedFields: ManagedFields?
  /// What the answer warns of.
  var warnings: [String] = []

  init(_ request: APIRequest, now: Instant) {
    self.request = request
    target = RequestTarget(request)
    self.now = now
    var user = request.user
    let group = user.name == "system:anonymous" ? "system:unauthenticated" : "system:authenticated"
    if !user.groups.contains(group) { user.groups.append(group) }
    self.user = user
  }

  /// A request that the server itself makes on behalf of another, as virt-api does.
  func inner(_ request: APIRequest) -> RequestContext { RequestContext(request, now: now) }

  /// Reads `dryRun` of the query for options of type `options`, `CreateOptions`.
  ///
  /// k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go, ValidateDryRun.
  mutating func readDryRun(_ options: String) throws(APIFailure) {
    let values = request.query.filter { $0.name == "dryRun" }.map(\.value)
    try setDryRun(values, options)
  }

  mutating func setDryRun(_ values: [String], _ options: String) throws(APIFailure) {
    if values.isEmpty { return }
    guard values.allSatisfy({ $0 == "All" }) else {
      let list = "[" + values.map(\.goQuoted).joined(separator: ",") + "]"
      throw .invalid(
        group: "meta.k8s.io", kind: options, name: "",
        [.notSupported("dryRun", value: list, supported: ["All"])])
    }
    isDryRun = true
  }
}
