import GodwitModel
import Testing

@Suite("API requests")
struct APIRequestTests {
  @Test func pathsOfTheAPI() {
    #expect(APIRequest.path(of: .pod, namespace: "demo") == "/api/v1/namespaces/demo/pods")
    #expect(APIRequest.path(of: .pod) == "/api/v1/pods")
    #expect(
      APIRequest.path(of: .pod, namespace: "demo", name: "x", subresource: "eviction")
        == "/api/v1/namespaces/demo/pods/x/eviction")
    #expect(APIRequest.path(of: .node, namespace: "demo", name: "node1") == "/api/v1/nodes/node1")
    #expect(
      APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo", name: "job")
        == "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations/job")
    #expect(
      APIRequest.path(of: .clusterRole)
        == "/apis/rbac.authorization.k8s.io/v1/clusterroles")
  }

  @Test func queries() {
    let request = APIRequest(
      .get, "/api/v1/pods", query: [QueryItem("limit", "5"), QueryItem("limit", "6")])
    #expect(request.query("limit") == "5")
    #expect(request.query("watch") == nil)
    #expect(request.user == .clusterAdmin)
    #expect(request.user.groups.contains("system:masters"))
  }

  @Test(arguments: [
    (200, true), (201, true), (202, true), (299, true), (199, false), (300, false),
    (404, false), (429, false), (0, false),
  ])
  func success(code: Int, isSuccess: Bool) {
    #expect(APIResponse(code: code).isSuccess == isSuccess)
  }
}
