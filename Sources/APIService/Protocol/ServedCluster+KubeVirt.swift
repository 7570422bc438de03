import GodwitModel
import Simulator

extension ServedCluster {
  /// Answers what virt-api answers: its actions take any content type, and it says so itself when
  /// a body cannot be read.
  mutating func answerForKubeVirt(_ request: ServedRequest) throws(APIFailure) -> WireResponse {
    guard let method = request.method else { throw .unknownMethod }
    try RequestBody.checkSize(request.wire)
    var api = request.apiRequest(method: method)
    let body = request.wire.body
    if method != .get, !body.isEmpty {
      let scanner = GoJSONScanner(body)
      if let error = scanner.error {
        throw .badRequest(
          "Can not unmarshal Request body to struct, error: json: offset \(scanner.offset): "
            + error)
      }
      api.body = try? JSONValue(parsing: body)
    }
    let response = perform(api)
    guard let answer = response.body else {
      return .empty(status: response.code, warnings: response.warnings)
    }
    return .document(answer, status: response.code, warnings: response.warnings)
  }

  /// `serviceaccounts/NAME/token`: a token that the server accepts from then on.
  mutating func issueToken(
    _ target: RequestTarget, _ request: ServedRequest
  ) throws(APIFailure) -> WireResponse {
    guard request.method == .post else { throw .unknownMethod }
    let body = try RequestBody.object(request.wire, kind: "TokenRequest").value ?? [:]
    let key = ObjectKey(.serviceAccount, namespace: target.namespace, name: target.name)
    guard let account = simulation.store.object(key) else {
      throw .notFound(.serviceAccount, name: target.name)
    }
    let seconds = body["spec"]?["expirationSeconds"]?.int ?? 3600
    // k8s.io/kubernetes/pkg/apis/authentication/validation/validation.go.
    let problem =
      seconds < 600
      ? "may not specify a duration less than 10 minutes"
      : seconds > 1 << 32 ? "may not specify a duration larger than 2^32 seconds" : nil
    if let problem {
      throw .invalid(
        group: "authentication.k8s.io", kind: "TokenRequest", name: target.name,
        [.invalid("spec.expirationSeconds", value: String(seconds), problem)])
    }
    let end = now + .seconds(Int64(seconds))
    let token = tokens.issue(for: account, until: end)
    var spec = body["spec"]?.object ?? JSONObject()
    if spec["audiences"] == nil { spec["audiences"] = ["https://kubernetes.default.svc"] }
    spec["expirationSeconds"] = .int(seconds)
    if spec["boundObjectRef"] == nil { spec["boundObjectRef"] = .null }
    return .document(
      [
        "kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1",
        "metadata": [
          "name": .string(target.name), "namespace": .string(target.namespace),
          "creationTimestamp": .string(now.truncatedToSecond.description),
        ], "spec": .object(spec),
        "status": [
          "token": .string(token),
          "expirationTimestamp": .string(end.truncatedToSecond.description),
        ],
      ], status: 201)
  }

  /// The service account that a token stands for; nil when it is unknown or has expired.
  package func user(ofToken token: String) -> UserInfo? {
    tokens.user(of: token, at: now).flatMap { known in
      let key = ObjectKey(.serviceAccount, namespace: known.namespace, name: known.name)
      guard let account = simulation.store.object(key), account.uid == known.uid else { return nil }
      var user = UserInfo(
        name: "system:serviceaccount:\(known.namespace):\(known.name)",
        groups: [
          "system:serviceaccounts", "system:serviceaccounts:" + known.namespace,
          "system:authenticated",
        ])
      user.uid = known.uid
      user.extra = [UserInfo.Extra(UserInfo.credential, ["JTI=" + known.identity])]
      return user
    }
  }
}
