import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct TransportRequestTests {
  private static func sent(
    _ request: APIRequest, as identity: RequestIdentity = .own
  ) -> TransportRequest {
    TransportRequest(request, as: identity, program: "godwit/1")
  }

  private static func values(_ name: String, _ request: TransportRequest) -> [String] {
    request.headers.filter { $0.name == name }.map(\.value)
  }

  @Test func pathAndQueryAreEncoded() {
    let request = APIRequest(
      .get, "/api/v1/namespaces/demo/pods/a b",
      query: [
        QueryItem("labelSelector", "app in (a,b),x=y&z"), QueryItem("fieldSelector", "a=ü+/"),
        QueryItem("watch", ""),
      ])
    #expect(
      Self.sent(request).target
        == "/api/v1/namespaces/demo/pods/a%20b?labelSelector=app%20in%20%28a%2Cb%29%2Cx%3Dy%26z"
        + "&fieldSelector=a%3D%C3%BC%2B%2F&watch=")
    let role = APIRequest(.get, "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node")
    #expect(Self.sent(role).target == role.path)
  }

  @Test func readsHaveNoBody() {
    let sent = Self.sent(APIRequest(.get, "/version"))
    #expect(sent.body == nil)
    #expect(sent.method == "GET")
    #expect(Self.values("Accept", sent) == ["application/json, */*"])
    #expect(Self.values("Content-Type", sent) == [])
    #expect(Self.values("User-Agent", sent) == ["godwit/1"])
  }

  @Test(arguments: [
    (RequestMethod.post, nil, "application/json"),
    (.patch, PatchType.json, "application/json-patch+json"),
    (.patch, .merge, "application/merge-patch+json"),
    (.patch, .strategicMerge, "application/strategic-merge-patch+json"),
    (.patch, .apply, "application/apply-patch+yaml"),
  ])
  func bodiesSayWhatTheyAre(method: RequestMethod, patch: PatchType?, type: String) {
    var request = APIRequest(method, "/api/v1/nodes/a", patchType: patch, body: ["a": 1])
    request.userAgent = "kubectl/v1.36"
    let sent = Self.sent(request)
    #expect(Self.values("Content-Type", sent) == [type])
    #expect(sent.body == Array(#"{"a":1}"#.utf8))
    #expect(Self.values("User-Agent", sent) == ["kubectl/v1.36"])
  }

  @Test func tokensAreSent() {
    let sent = Self.sent(APIRequest(.get, "/version"), as: .token("secret"))
    #expect(Self.values("Authorization", sent) == ["Bearer secret"])
    #expect(Self.values("Authorization", Self.sent(APIRequest(.get, "/version"))) == [])
  }

  @Test func usersAreImpersonated() {
    var user = UserInfo(name: "mia", groups: ["operators", "system:authenticated"])
    user.uid = "7"
    user.extra = [UserInfo.Extra("example.com/scopes%", ["a", "b"])]
    let sent = Self.sent(APIRequest(.get, "/version"), as: .impersonated(user))
    #expect(Self.values("Impersonate-User", sent) == ["mia"])
    #expect(Self.values("Impersonate-Group", sent) == ["operators", "system:authenticated"])
    #expect(Self.values("Impersonate-Uid", sent) == ["7"])
    #expect(Self.values("Impersonate-Extra-example.com%2Fscopes%25", sent) == ["a", "b"])
  }
}
