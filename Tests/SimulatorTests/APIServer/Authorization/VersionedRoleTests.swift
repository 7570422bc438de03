import GodwitModel
import Simulator
import Testing

/// The roles of the versions (pkg/virt-operator/resource/generate/rbac/cluster.go of the tags).
@Suite struct VersionedRoleTests {
  private func code(_ minor: Int, role: String, _ request: (UserInfo) -> APIRequest) throws -> Int {
    var cluster = try Rehearsal(kubeVirt: minor) { given in
      var user = UserLayout(name: "u")
      user.rights.roles = [role]
      user.rights.namespaces = ["demo"]
      given.users = [user]
    }
    return cluster.send(request(UserInfo(name: "u"))).code
  }

  private func migrate(_ user: UserInfo) -> APIRequest {
    APIRequest(
      as: user, .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
      body: [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": ["name": "job"], "spec": ["vmiName": "vm"],
      ])
  }

  private func act(_ user: UserInfo) -> APIRequest {
    APIRequest(
      as: user, .put,
      "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/vm/migrate", body: [:])
  }

  @Test(arguments: ["admin", "edit"], [(0, 201), (4, 201), (5, 403), (9, 403)])
  func `who manages a namespace may migrate up to v1.4`(
    role: String, expected: (minor: Int, code: Int)
  ) throws {
    #expect(try code(expected.minor, role: role, migrate) == expected.code)
    let answer = try code(expected.minor, role: role, act)
    #expect(answer == (expected.code == 201 ? 202 : 403))
  }

  @Test(arguments: [(4, 403), (5, 201)])
  func `kubevirt.io:migrate is there since v1.5`(minor: Int, expected: Int) throws {
    #expect(try code(minor, role: "kubevirt.io:migrate", migrate) == expected)
  }

  @Test func `a viewer may not on any version`() throws {
    for minor in KubeVirtProfile.minors {
      #expect(try code(minor, role: "view", migrate) == 403)
    }
  }

  @Test(arguments: [
    ("virtualmachines/evacuate/cancel", 7), ("virtualmachines/objectgraph", 6),
    ("virtualmachineinstances/reset", 5), ("virtualmachineinstances/usbredir", 4),
    ("virtualmachineinstances/sev/setupsession", 1),
  ])
  func `a subresource is in the role of administrators from its version on`(
    resource: String, since: Int
  ) throws {
    for minor in KubeVirtProfile.minors {
      let cluster = try Rehearsal(kubeVirt: minor)
      guard case .generic(_, let role)? = cluster.object(.clusterRole, "kubevirt.io:admin") else {
        Issue.record("there is no such role")
        continue
      }
      let rules = role.object.rest["rules"]?.array ?? []
      let isThere = rules.contains { $0["resources"]?.array?.contains(.string(resource)) == true }
      #expect(isThere == (minor >= since), "v1.\(minor)")
    }
  }
}
