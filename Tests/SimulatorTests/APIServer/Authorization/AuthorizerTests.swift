import GodwitModel
import Simulator
import Testing

@Suite struct AuthorizerTests {
  private static let path =
    "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  private func cluster(
    minor: Int = 9, _ change: (inout Rights) -> Void
  ) -> Cluster {
    var cluster = Cluster(minor: minor)
    cluster.addRunning("vm-a")
    var given = Given()
    given.namespaces = [NamespaceLayout(name: "demo")]
    var user = UserLayout(name: "anna")
    change(&user.rights)
    given.users = [user]
    RightsBinding.add(given, to: &cluster.store, at: cluster.now)
    return cluster
  }

  private func migrate(_ cluster: inout Cluster, _ groups: [String] = []) -> APIResponse {
    cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"),
      as: UserInfo(name: "anna", groups: groups), query: [QueryItem("dryRun", "All")])
  }

  @Test func `since v1.5 a namespace's admin does not migrate, before it did`() {
    var new = cluster { $0.roles = ["admin"] }
    #expect(migrate(&new).code == 403)
    var old = cluster(minor: 4) { $0.roles = ["admin"] }
    #expect(migrate(&old).code == 201)
    #expect(old.act("migrate", "virtualmachines", "vm-a", as: UserInfo(name: "anna")).code == 202)
    #expect(old.store.table(.clusterRole)?["", "kubevirt.io:migrate"] == nil)
  }

  @Test func `a label makes the migrate role part of admin at once`() {
    var cluster = cluster { $0.roles = ["admin"] }
    #expect(migrate(&cluster).code == 403)
    let answer = cluster.send(
      APIRequest(
        .patch,
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/kubevirt.io:migrate",
        patchType: .merge,
        body: [
          "metadata": ["labels": ["rbac.authorization.k8s.io/aggregate-to-admin": "true"]]
        ]))
    #expect(answer.code == 200)
    #expect(migrate(&cluster).code == 201)
  }

  @Test func `a user's own role may aggregate as well`() {
    var cluster = cluster { $0.roles = ["edit"] }
    var role = GenericObject()
    role.metadata.name = "movers"
    role.metadata.labels = ["rbac.authorization.k8s.io/aggregate-to-edit": "true"]
    role.rest["rules"] = [
      [
        "apiGroups": ["kubevirt.io"], "resources": ["virtualmachineinstancemigrations"],
        "verbs": ["create"],
      ]
    ]
    cluster.store.create(.generic(.clusterRole, Snapshot(role)), at: cluster.now)
    #expect(migrate(&cluster).code == 201)
  }

  @Test func `rules, groups and cluster rules are bound where they were given`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    var given = Given()
    given.namespaces = [NamespaceLayout(name: "demo"), NamespaceLayout(name: "blue")]
    var group = GroupLayout(name: "operators")
    group.rights.rules = [
      [
        "apiGroups": ["kubevirt.io"], "resources": ["virtualmachineinstancemigrations"],
        "verbs": ["create"],
      ]
    ]
    group.rights.clusterRules = [
      ["apiGroups": [""], "resources": ["nodes"], "verbs": ["list"]]
    ]
    given.groups = [group]
    RightsBinding.add(given, to: &cluster.store, at: cluster.now)
    #expect(migrate(&cluster, ["operators"]).code == 201)
    #expect(migrate(&cluster).code == 403)
    let anna = UserInfo(name: "anna", groups: ["operators"])
    #expect(cluster.send(APIRequest(as: anna, .get, "/api/v1/nodes")).code == 200)
    let other = cluster.send(APIRequest(as: anna, .get, "/api/v1/nodes/node1"))
    #expect(
      other.message
        == "nodes \"node1\" is forbidden: User \"anna\" cannot get resource \"nodes\" in API group "
        + "\"\" at the cluster scope")
  }

  @Test func `resource names limit a rule`() {
    var cluster = cluster {
      $0.rules = [
        [
          "apiGroups": ["kubevirt.io"], "resources": ["virtualmachineinstances"],
          "resourceNames": ["vm-a"], "verbs": ["get", "list"],
        ]
      ]
    }
    let anna = UserInfo(name: "anna")
    let base = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstances"
    #expect(cluster.send(APIRequest(as: anna, .get, base + "/vm-a")).code == 200)
    #expect(cluster.send(APIRequest(as: anna, .get, base + "/vm-b")).code == 403)
    #expect(cluster.send(APIRequest(as: anna, .get, base)).code == 403)
  }

  @Test func `a namespace is within itself`() {
    var cluster = cluster { $0.roles = ["view"] }
    let anna = UserInfo(name: "anna")
    #expect(cluster.send(APIRequest(as: anna, .get, "/api/v1/namespaces/demo")).code == 200)
    let other = cluster.send(APIRequest(as: anna, .get, "/api/v1/namespaces/default"))
    #expect(
      other.message
        == "namespaces \"default\" is forbidden: User \"anna\" cannot get resource \"namespaces\" "
        + "in API group \"\" in the namespace \"default\"")
    #expect(cluster.send(APIRequest(as: anna, .get, "/api/v1/namespaces")).code == 403)
  }

  @Test func `a binding to no role is named in the refusal`() {
    var cluster = cluster { $0.roles = ["ghost"] }
    #expect(
      migrate(&cluster).message
        == "virtualmachineinstancemigrations.kubevirt.io is forbidden: User \"anna\" cannot create "
        + "resource \"virtualmachineinstancemigrations\" in API group \"kubevirt.io\" in the "
        + "namespace \"demo\": RBAC: clusterrole.rbac.authorization.k8s.io \"ghost\" not found")
  }

  @Test func `an access review says what allows it`() {
    var cluster = cluster { $0.roles = ["kubevirt.io:migrate"] }
    let review: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
      "spec": [
        "resourceAttributes": [
          "namespace": "demo", "verb": "update", "group": "subresources.kubevirt.io",
          "resource": "virtualmachines", "subresource": "migrate",
        ]
      ],
    ]
    let answer = cluster.send(
      APIRequest(
        as: UserInfo(name: "anna"), .post,
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body: review))
    #expect(answer.code == 201)
    #expect(
      answer.body?["status"] == [
        "allowed": true,
        "reason": .string(
          "RBAC: allowed by RoleBinding \"user:anna:kubevirt.io:migrate/demo\" of ClusterRole "
            + "\"kubevirt.io:migrate\" to User \"anna\""),
      ])
    let other = cluster.send(
      APIRequest(
        .post, "/apis/authorization.k8s.io/v1/subjectaccessreviews",
        body: [
          "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
          "spec": ["user": "bert", "resourceAttributes": ["verb": "get", "resource": "pods"]],
        ]))
    #expect(other.body?["status"] == ["allowed": false])
  }

  @Test func `nobody grants what they do not have`() {
    var cluster = cluster { $0.roles = ["admin"] }
    let binding: JSONValue = [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
      "metadata": ["name": "mine"],
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
        "name": "kubevirt.io:migrate",
      ],
      "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "anna"]],
    ]
    let answer = cluster.create(.roleBinding, binding, as: UserInfo(name: "anna"))
    #expect(answer.code == 403)
    #expect(
      answer.message
        == "rolebindings.rbac.authorization.k8s.io \"mine\" is forbidden: user \"anna\" "
        + "(groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not "
        + "currently held:\n"
        + "{APIGroups:[\"kubevirt.io\"], Resources:[\"virtualmachineinstancemigrations\"], "
        + "Verbs:[\"delete\" \"create\" \"update\" \"patch\" \"deletecollection\"]}\n"
        + "{APIGroups:[\"subresources.kubevirt.io\"], Resources:[\"virtualmachines/migrate\"], "
        + "Verbs:[\"update\"]}")
    #expect(cluster.create(.roleBinding, binding).code == 201)
    #expect(migrate(&cluster).code == 201)
  }

  @Test func `the rules of a user without rights are those of every user`() {
    var cluster = Cluster()
    let answer = cluster.send(
      APIRequest(
        as: UserInfo(name: "nobody"), .post,
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        body: ["spec": ["namespace": "demo"]]))
    let resources = (answer.body?["status"]?["resourceRules"]?.array ?? []).map {
      $0["resources"]?[0]?.string
    }
    // The order and content that a real cluster answered.
    #expect(
      resources == [
        "kubevirts", "version", "virtualmachineclusterinstancetypes", "selfsubjectaccessreviews",
        "selfsubjectreviews",
      ])
  }
}
