import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct NameTranslationTests {
  private static let mark = RunMark(runID: "r1", scenario: "s")
  private static let own = "godwit-r1-af63ee4c86"

  private func names(
    _ nodes: StringMap = ["node1": "worker-b", "node2": "worker-a.lab.example"],
    others: [String] = [], accounts: Bool = false, _ change: (inout Given) -> Void = { _ in }
  ) -> NameTranslation {
    let scenario = Scenario.given { given in
      given.namespaces.append(NamespaceLayout(name: "blue"))
      var mia = UserLayout(name: "mia")
      mia.groups = ["operators"]
      given.users = [mia]
      change(&given)
    }
    return NameTranslation(
      scenario, mark: Self.mark, nodes: nodes, others: others,
      kubeVirt: ("openshift-cnv", "kubevirt-kubevirt-hyperconverged"),
      usesServiceAccounts: accounts)
  }

  @Test func `the mark is short, the same every time, and fit for a name`() {
    #expect(Self.mark.prefix == Self.own)
    #expect(RunMark(runID: "r1", scenario: "t").prefix != Self.own)
    #expect(RunMark(runID: "r1", scenario: "s", attempt: 2).prefix == Self.own + "-2")
    #expect(Self.mark.selector == "godwit.dev/run=r1,godwit.dev/scenario=af63ee4c86")
  }

  @Test func `paths lead to the cluster's objects`() {
    let names = names()
    func path(_ path: String) -> String { names.outgoing(APIRequest(.get, path)).path }
    #expect(path("/api/v1/namespaces/demo") == "/api/v1/namespaces/\(Self.own)")
    #expect(
      path("/api/v1/namespaces/blue/pods/p/eviction")
        == "/api/v1/namespaces/\(Self.own)-blue/pods/p/eviction")
    #expect(path("/api/v1/nodes/node1/status") == "/api/v1/nodes/worker-b/status")
    #expect(path("/api/v1/nodes") == "/api/v1/nodes")
    #expect(
      path("/apis/kubevirt.io/v1/namespaces/demo/virtualmachines/node1")
        == "/apis/kubevirt.io/v1/namespaces/\(Self.own)/virtualmachines/node1")
    #expect(
      path("/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/a/migrate")
        == "/apis/subresources.kubevirt.io/v1/namespaces/\(Self.own)/virtualmachines/a/migrate")
    #expect(
      path("/apis/kubevirt.io/v1/namespaces/kubevirt/kubevirts/kubevirt")
        == "/apis/kubevirt.io/v1/namespaces/openshift-cnv/kubevirts/"
        + "kubevirt-kubevirt-hyperconverged")
    #expect(path("/openapi/v3") == "/openapi/v3")
  }

  @Test func `selectors name the cluster's objects`() {
    let request = names().outgoing(
      APIRequest(
        .get, "/api/v1/pods",
        query: [
          QueryItem("fieldSelector", "spec.nodeName=node1,status.phase!=Failed"),
          QueryItem("labelSelector", "kubevirt.io/nodeName=node2,app=node1"),
          QueryItem("limit", "500"),
        ]))
    #expect(
      request.query.map(\.value) == [
        "spec.nodeName=worker-b,status.phase!=Failed",
        "kubevirt.io/nodeName=worker-a.lab.example,app=node1", "500",
      ])
  }

  @Test func `names in bodies are replaced where a name of that sort is meant`() {
    let body: JSONValue = [
      "kind": "VirtualMachine",
      "metadata": ["name": "demo", "namespace": "demo", "labels": ["app": "mia", "zone": "blue"]],
      "spec": [
        "nodeSelector": ["kubernetes.io/hostname": "node1"],
        "terms": [["key": "kubernetes.io/hostname", "values": ["node1", "node9"]]],
        "fields": [["key": "metadata.name", "operator": "In", "values": ["node2"]]],
        "affinity": ["namespaces": ["blue", "default"]],
      ],
    ]
    let expected: JSONValue = [
      "kind": "VirtualMachine",
      "metadata": [
        "name": "demo", "namespace": .string(Self.own), "labels": ["app": "mia", "zone": "blue"],
      ],
      "spec": [
        "nodeSelector": ["kubernetes.io/hostname": "worker-b"],
        "terms": [["key": "kubernetes.io/hostname", "values": ["worker-b", "node9"]]],
        "fields": [
          ["key": "metadata.name", "operator": "In", "values": ["worker-a.lab.example"]]
        ],
        "affinity": ["namespaces": [.string(Self.own + "-blue"), "default"]],
      ],
    ]
    #expect(names().outgoing(body) == expected)
  }

  @Test func `a JSON patch says by its path what its value is`() {
    let patch: JSONValue = [
      [
        "op": "add", "path": "/metadata/labels/kubernetes.io~1hostname", "value": "node1",
      ], ["op": "add", "path": "/metadata/labels/app", "value": "node1"],
    ]
    let sent = names().outgoing(patch)
    #expect(sent[0]?["value"] == "worker-b")
    #expect(sent[1]?["value"] == "node1")
  }

  @Test func `bindings bind the run's users, and roles that the scenario makes`() {
    let names = names { given in
      given.manifests = [
        ["kind": "ClusterRole", "metadata": ["name": "movers"], "rules": []]
      ]
    }
    let sent = names.outgoing(
      APIRequest(
        .post, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
        body: [
          "kind": "ClusterRoleBinding", "metadata": ["name": "b"],
          "roleRef": ["kind": "ClusterRole", "name": "movers"],
          "subjects": [
            ["kind": "User", "name": "mia"], ["kind": "Group", "name": "operators"],
            ["kind": "Group", "name": "system:authenticated"],
            ["kind": "ServiceAccount", "name": "robot", "namespace": "blue"],
          ],
        ]))
    #expect(sent.body?["roleRef"]?["name"]?.string == Self.own + "-movers")
    #expect(
      sent.body?["subjects"]?.array?.map { $0["name"] } == [
        "godwit:r1-af63ee4c86:mia", "godwit:r1-af63ee4c86:operators", "system:authenticated",
        "robot",
      ])
    #expect(sent.body?["subjects"]?[3]?["namespace"]?.string == Self.own + "-blue")
    #expect(names.incoming(JSONValue.string("role \(Self.own)-movers")) == "role movers")
  }

  @Test func `access reviews ask about the cluster's objects and users`() {
    let sent = names().outgoing(
      APIRequest(
        .post, "/apis/authorization.k8s.io/v1/subjectaccessreviews",
        body: [
          "kind": "SubjectAccessReview",
          "spec": [
            "user": "mia", "groups": ["operators"],
            "resourceAttributes": ["namespace": "demo", "resource": "nodes", "name": "node1"],
          ],
        ]))
    #expect(
      sent.body == [
        "kind": "SubjectAccessReview",
        "spec": [
          "user": "godwit:r1-af63ee4c86:mia", "groups": ["godwit:r1-af63ee4c86:operators"],
          "resourceAttributes": [
            "namespace": .string(Self.own), "resource": "nodes", "name": "worker-b",
          ],
        ],
      ])
  }

  @Test func `what is made has the run's labels, and nobody sees them`() {
    let names = names()
    let body: JSONValue = [
      "kind": "VirtualMachineInstanceMigration", "metadata": ["name": "job"],
    ]
    let path = APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo")
    let sent = names.outgoing(APIRequest(.post, path, body: body)).body
    #expect(sent?["metadata"]?["labels"]?["godwit.dev/run"] == "r1")
    #expect(sent.map(names.incoming) == body)
    let eviction = names.outgoing(
      APIRequest(.post, "/api/v1/namespaces/demo/pods/p/eviction", body: body))
    #expect(eviction.body == body)
    let patch = names.outgoing(APIRequest(.patch, path + "/job", patchType: .merge, body: body))
    #expect(patch.body == body)
    let managed: JSONValue = ["f:labels": ["f:godwit.dev/run": [:]], "f:name": [:]]
    #expect(names.incoming(managed) == ["f:name": [:]])
  }

  @Test(arguments: [
    ("0/3 nodes: worker-b, worker-bb and worker-b.", "0/3 nodes: node1, worker-bb and node1."),
    ("on worker-a.lab.example: x", "on node2: x"), ("worker-a", "worker-a"),
    ("my.worker-b", "my.worker-b"), ("worker-b.other", "worker-b.other"),
    ("User \"godwit:r1-af63ee4c86:mia\" cannot", "User \"mia\" cannot"),
    ("User \"godwit:r1-af63ee4c86:unknown\" cannot", "User \"unknown\" cannot"),
    ("godwit-r1-af63ee4c86-blue/x in godwit-r1-af63ee4c86.svc", "blue/x in demo.svc"),
    ("in openshift-cnv", "in kubevirt"), ("", ""),
  ])
  func `text has the scenario's names, where they stand whole`(real: String, expected: String) {
    #expect(names().incoming(real) == expected)
  }

  @Test func `nodes that change their names among each other do so at once`() {
    let names = names(["node1": "node2", "node2": "node1"])
    #expect(names.incoming("node1 node2") == "node2 node1")
  }

  @Test func `a node of the cluster that is called as one of the scenario is another one`() {
    let names = names(others: ["node1"])
    #expect(names.incoming("node1 worker-b") == "other-node1 node1")
  }

  @Test func `labels are translated in their values and keys`() {
    let labels: JSONValue = ["kubernetes.io/hostname": "worker-b", "x/worker-b": "true"]
    #expect(names().incoming(labels) == ["kubernetes.io/hostname": "node1", "x/node1": "true"])
  }

  @Test func `users act as themselves, the administrator as whoever runs`() {
    let names = names()
    #expect(names.identity(of: .clusterAdmin, tokens: [:]) == .own)
    let mia = UserInfo(name: "mia", groups: ["operators", "system:authenticated"])
    #expect(
      names.identity(of: mia, tokens: [:])
        == .impersonated(
          UserInfo(
            name: "godwit:r1-af63ee4c86:mia", groups: ["godwit:r1-af63ee4c86:operators"])))
    #expect(names.identity(of: mia, tokens: ["mia": "t"]) == .token("t"))
    let robot = UserInfo(
      name: "system:serviceaccount:demo:robot", groups: ["system:serviceaccounts:demo"])
    #expect(
      names.identity(of: robot, tokens: [:])
        == .impersonated(
          UserInfo(
            name: "system:serviceaccount:\(Self.own):robot",
            groups: ["system:serviceaccounts:\(Self.own)"])))
    let accounts = self.names(accounts: true)
    #expect(
      accounts.incoming("User \"system:serviceaccount:\(Self.own):mia\" cannot")
        == "User \"mia\" cannot")
  }

  @Test func `faults happen to the cluster's objects`() {
    #expect(names().outgoing(.killNode("node1")) == .killNode("worker-b"))
    #expect(
      names().outgoing(.stallCopy(namespace: "blue", migration: "job"))
        == .stallCopy(namespace: Self.own + "-blue", migration: "job"))
  }
}
