import APIService
import GodwitModel
import Simulator
import Testing

/// What clients ask for that the recording does not show.
@Suite struct ServedClusterTests {
  private static let migrations =
    "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  static func send(
    _ method: String, _ target: String, _ body: String = "", to served: inout ServedCluster,
    headers: [WireHeader] = [], user: UserInfo = .clusterAdmin
  ) -> (status: Int, body: JSONValue) {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let answer = served.answer(
      WireRequest(
        method, parts[0], query: parts.count > 1 ? parts[1] : "", headers: headers,
        body: Array(body.utf8), user: user))
    guard case .response(let response) = answer else { return (0, .null) }
    let json = try? JSONValue(parsing: response.body)
    return (
      response.status, json ?? .string(String(decoding: response.body, as: UTF8.self))
    )
  }

  private static let apply = [WireHeader("Content-Type", "application/apply-patch+yaml")]

  // MARK: Server-side apply

  private static func applied(
    _ data: String, by manager: String, to served: inout ServedCluster, _ more: String = ""
  ) -> (status: Int, body: JSONValue) {
    send(
      "PATCH", "/api/v1/namespaces/demo/configmaps/a?fieldManager=\(manager)\(more)",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: \(data)\n", to: &served,
      headers: apply)
  }

  @Test func whatIsAppliedNoLongerGoes() throws {
    var served = try RecordedCluster.make()
    #expect(Self.applied("{x: '1', w: '2'}", by: "one", to: &served).status == 201)
    let second = Self.applied("{x: '1'}", by: "one", to: &served)
    #expect(second.status == 200)
    #expect(second.body["data"] == ["x": "1"])
  }

  @Test func whatSeveralApplyStaysWithTheOthers() throws {
    var served = try RecordedCluster.make()
    _ = Self.applied("{x: '1'}", by: "one", to: &served)
    #expect(Self.applied("{x: '1'}", by: "two", to: &served).status == 200)
    let left = Self.applied("{z: '1'}", by: "one", to: &served)
    #expect(left.body["data"] == ["x": "1", "z": "1"])
  }

  @Test func conflictsAreListedAndCanBeForced() throws {
    var served = try RecordedCluster.make()
    _ = Self.applied("{w: '1', x: '1'}", by: "one", to: &served)
    let refused = Self.applied("{w: '2', x: '2'}", by: "two", to: &served)
    #expect(refused.status == 409)
    #expect(
      refused.body["message"]
        == "Apply failed with 2 conflicts: conflicts with \"one\":\n- .data.w\n- .data.x")
    let forced = Self.applied("{w: '2', x: '2'}", by: "two", to: &served, "&force=true")
    #expect(forced.body["data"] == ["w": "2", "x": "2"])
    #expect(forced.body["metadata"]?["managedFields"]?.array?.count == 1)
  }

  @Test func applyingTheSameAgainIsNoWrite() throws {
    var served = try RecordedCluster.make()
    let first = Self.applied("{x: '1'}", by: "one", to: &served)
    try served.advance(to: served.now + .seconds(5))
    #expect(Self.applied("{x: '1'}", by: "one", to: &served).body == first.body)
  }

  @Test func updatesTakeOwnershipAndAreNamedInConflicts() throws {
    var served = try RecordedCluster.make()
    _ = Self.applied("{x: '1'}", by: "one", to: &served)
    _ = Self.send(
      "PATCH", "/api/v1/namespaces/demo/configmaps/a?fieldManager=editor",
      #"{"data":{"x":"2"}}"#, to: &served,
      headers: [WireHeader("Content-Type", "application/merge-patch+json")])
    let refused = Self.applied("{x: '3'}", by: "one", to: &served)
    #expect(
      refused.body["message"]
        == "Apply failed with 1 conflict: conflict with \"editor\" using v1: .data.x")
  }

  // MARK: Lists and watches

  @Test func pagesShowOneVersion() throws {
    var served = try RecordedCluster.make()
    let path = "/api/v1/namespaces/demo/configmaps"
    for name in ["a", "b", "c"] {
      let body = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)"}}"#
      #expect(Self.send("POST", path, body, to: &served).status == 201)
    }
    let first = Self.send("GET", path + "?limit=2", to: &served).body
    #expect(first["metadata"]?["remainingItemCount"] == 1)
    _ = Self.send("DELETE", path + "/c", to: &served)
    let token = try #require(first["metadata"]?["continue"]?.string)
    let second = Self.send("GET", path + "?limit=2&continue=" + token, to: &served).body
    #expect(second["items"]?[0]?["metadata"]?["name"] == "c")
    #expect(second["metadata"]?["resourceVersion"] == first["metadata"]?["resourceVersion"])
    #expect(Self.send("GET", path, to: &served).body["items"]?.array?.count == 2)
  }

  @Test func aWatchFollowsWhatItsSelectorLetsThrough() throws {
    var served = try RecordedCluster.make()
    let path = "/api/v1/namespaces/demo/configmaps"
    let version = Self.send("GET", path, to: &served).body["metadata"]?["resourceVersion"]?.string
    let answer = served.answer(
      WireRequest(
        "GET", path,
        query: "watch=1&labelSelector=in%3Dyes&resourceVersion=" + (version ?? "")))
    guard case .watch(_, var stream) = answer else {
      Issue.record("no watch")
      return
    }
    func labelled(_ value: String) -> String { #"{"metadata":{"labels":{"in":"\#(value)"}}}"# }
    let create = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}"#
    _ = Self.send("POST", path, create, to: &served)
    let merge = [WireHeader("Content-Type", "application/merge-patch+json")]
    for value in ["yes", "no"] {
      _ = Self.send("PATCH", path + "/a", labelled(value), to: &served, headers: merge)
    }
    let types = served.frames(of: &stream).map { try? JSONValue(parsing: $0)["type"]?.string }
    #expect(types == ["ADDED", "DELETED"])
    #expect(served.frames(of: &stream).isEmpty)
  }

  @Test(arguments: [
    ("labelSelector=a,,b", "found ',', expected: identifier after ','"),
    (
      "labelSelector=a%20b",
      "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"
    ),
    (
      "labelSelector=a%20in%20()",
      "unable to parse requirement: values: Required value: for 'in', 'notin' operators, values set can't be empty"
    ),
    ("fieldSelector=spec.x%3D1", "field label not supported: spec.x"),
    ("fieldSelector=x", "invalid selector: 'x'; can't understand 'x'"),
    ("continue=%21", "continue key is not valid: illegal base64 data at input byte 0"),
  ])
  func queriesThatCannotBeReadAreRefused(_ query: String, _ message: String) throws {
    var served = try RecordedCluster.make()
    let answer = Self.send("GET", Self.migrations + "?" + query, to: &served)
    #expect(answer.status == 400)
    #expect(answer.body["message"]?.string == message)
  }

  // MARK: Writes

  @Test func bodiesOverThreeMebibytesAreRefused() throws {
    var served = try RecordedCluster.make()
    let body = "{" + String(repeating: " ", count: 3 << 20) + "}"
    let answer = Self.send("POST", Self.migrations, body, to: &served)
    #expect(answer.status == 413)
    #expect(answer.body["message"] == "Request entity too large: limit is 3145728")
  }

  @Test func dependentsHoldAnObjectThatIsDeletedInTheForeground() throws {
    var served = try RecordedCluster.make()
    let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstances/solo"
    let options = #"{"propagationPolicy":"Foreground"}"#
    let answer = Self.send("DELETE", path, options, to: &served)
    #expect(answer.body["metadata"]?["finalizers"]?.array?.contains("foregroundDeletion") == true)
    try served.advance(to: served.now + .minutes(2))
    #expect(Self.send("GET", path, to: &served).status == 404)
  }

  @Test func orphansStay() throws {
    var served = try RecordedCluster.make()
    let root = "/apis/kubevirt.io/v1/namespaces/demo/"
    let options = #"{"propagationPolicy":"Orphan"}"#
    _ = Self.send("DELETE", root + "virtualmachineinstances/solo", options, to: &served)
    try served.advance(to: served.now + .milliseconds(100))
    let pods = served.objects.filter {
      $0.kind == .pod && $0.metadata.name.hasPrefix("virt-launcher-solo")
    }
    #expect(pods.count == 1 && pods[0].metadata.ownerReferences.isEmpty)
  }

  @Test func theOldVersionIsServedWithAWarning() throws {
    var served = try RecordedCluster.make()
    let path = "/apis/kubevirt.io/v1alpha3/namespaces/demo/virtualmachineinstancemigrations"
    let body = """
      {"apiVersion":"kubevirt.io/v1alpha3","kind":"VirtualMachineInstanceMigration",
       "metadata":{"name":"old"},"spec":{"vmiName":"solo"}}
      """
    let answer = served.answer(WireRequest("POST", path, body: Array(body.utf8)))
    guard case .response(let response) = answer else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 201)
    #expect(try JSONValue(parsing: response.body)["apiVersion"] == "kubevirt.io/v1alpha3")
    #expect(response.headers.contains { $0.name == "Warning" })
  }

  @Test func anObjectCannotBringItsVersion() throws {
    var served = try RecordedCluster.make()
    let body =
      #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"5"}}"#
    let answer = Self.send("POST", "/api/v1/namespaces/demo/configmaps", body, to: &served)
    #expect(answer.status == 500)
    #expect(
      answer.body["message"] == "resourceVersion should not be set on objects to be created")
  }

  @Test func aListIsNoMetadataOfOneObject() throws {
    var served = try RecordedCluster.make()
    let headers = [
      WireHeader("Accept", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io")
    ]
    let answer = Self.send("GET", Self.migrations, to: &served, headers: headers)
    #expect(answer.status == 406)
    #expect(
      answer.body["message"]
        == "you requested PartialObjectMetadata, but the requested object is a list (*unstructured.UnstructuredList)"
    )
  }

  // MARK: Identity

  @Test func tokensOfServiceAccountsStandForThem() throws {
    var served = try RecordedCluster.make()
    let accounts = "/api/v1/namespaces/demo/serviceaccounts"
    let body = #"{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"ci"}}"#
    _ = Self.send("POST", accounts, body, to: &served)
    let request = #"{"spec":{"expirationSeconds":600}}"#
    let answer = Self.send("POST", accounts + "/ci/token", request, to: &served)
    let token = try #require(answer.body["status"]?["token"]?.string)
    #expect(served.user(ofToken: token)?.name == "system:serviceaccount:demo:ci")
    try served.advance(to: served.now + .minutes(11))
    #expect(served.user(ofToken: token) == nil)
    #expect(served.user(ofToken: "other") == nil)
  }

  @Test func groupsWithoutAUserAreAnError() throws {
    var served = try RecordedCluster.make()
    let answer = Self.send(
      "GET", "/api", to: &served, headers: [WireHeader("Impersonate-Group", "team-a")])
    #expect(answer.status == 500)
    #expect(
      answer.body
        == "Internal Server Error: \"/api\": requested [{Group  team-a    }] without impersonating a user\n"
    )
  }

  @Test func theAnonymousSeeTheVersionAlone() throws {
    var served = try RecordedCluster.make()
    let nobody = UserInfo(name: "system:anonymous")
    #expect(Self.send("GET", "/version", to: &served, user: nobody).status == 200)
    let refused = Self.send("GET", "/api", to: &served, user: nobody)
    #expect(refused.status == 403)
    #expect(
      refused.body["message"]
        == "forbidden: User \"system:anonymous\" cannot get path \"/api\"")
  }
}
