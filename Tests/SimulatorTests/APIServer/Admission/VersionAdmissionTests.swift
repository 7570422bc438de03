import GodwitModel
import Simulator
import Testing

/// What the API of a version takes (specification §11).
@Suite struct VersionAdmissionTests {
  private func post(
    _ minor: Int, _ field: String, _ value: JSONValue, strictly: Bool = false
  ) throws -> APIResponse {
    var cluster = try Rehearsal(kubeVirt: minor)
    return cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
        query: strictly ? [QueryItem("fieldValidation", "Strict")] : [],
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": ["name": "job"],
          "spec": .object(JSONObject([("vmiName", "vm"), (field, value)])),
        ]))
  }

  private static let youngFields: [(String, JSONValue, Int)] = [
    ("addedNodeSelector", ["a": "b"], 6),
    ("sendTo", ["migrationID": "a", "connectURL": "x"], 6), ("priority", "system-critical", 7),
  ]

  @Test(arguments: youngFields)
  func `a field that the version does not have is dropped, or refused by strict clients`(
    field: String, value: JSONValue, since: Int
  ) throws {
    let old = try post(since - 1, field, value)
    #expect(old.code == 201)
    #expect(old.warnings == ["unknown field \"spec.\(field)\""])
    #expect(old.body?["spec"] == ["vmiName": "vm"])
    let strict = try post(since - 1, field, value, strictly: true)
    #expect(strict.code == 400)
    #expect(strict.message.contains("unknown field \"spec.\(field)\""))
    #expect(try post(since, field, value).warnings == [])
  }

  @Test(arguments: [7, 8])
  func `a priority needs its gate up to v1.8`(minor: Int) throws {
    let answer = try post(minor, "priority", "system-critical")
    #expect(answer.code == 422)
    #expect(
      answer.message.hasSuffix(
        "MigrationPriorityQueue feature gate is not enabled in kubevirt resource"))
    #expect(
      try post(9, "priority", "system-critical").message.hasSuffix(
        "only virt-controller is allowed to set priority field"))
  }

  @Test(arguments: [6, 8])
  func `decentralised migration needs its gate up to v1.8`(minor: Int) throws {
    let spec: JSONValue = ["migrationID": "a", "connectURL": "x"]
    let answer = try post(minor, "sendTo", spec)
    #expect(
      answer.message.hasSuffix(
        "DecentralizedLiveMigration feature gate is not enabled in kubevirt resource"))
    #expect(try post(9, "sendTo", spec).message.hasPrefix("godwit: decentralised"))
  }

  @Test func `virt-api reads a chosen node since v1.6`() throws {
    for minor in [5, 6] {
      var cluster = try Rehearsal(kubeVirt: minor)
      let answer = cluster.act("migrate", ["addedNodeSelector": ["a": "b"]])
      #expect(answer.code == 202)
      try cluster.run(for: .seconds(1))
      let selector = cluster.migrations.first?.spec.addedNodeSelector
      #expect(selector == (minor < 6 ? [:] : ["a": "b"]))
    }
  }

  @Test func `evacuations can be called off since v1.7`() throws {
    var old = try Rehearsal(kubeVirt: 6)
    #expect(old.act("evacuate/cancel").code == 404)
    var new = try Rehearsal(kubeVirt: 7)
    #expect(new.act("evacuate/cancel").code == 200)
  }

  @Test func `virt-api tells its version`() throws {
    var cluster = try Rehearsal(kubeVirt: 3)
    let answer = cluster.send(APIRequest(.get, "/apis/subresources.kubevirt.io/v1/version"))
    #expect(answer.body?["gitVersion"] == "v1.3.0")
  }

  @Test(arguments: [("allowWorkloadDisruption", JSONValue.bool(true), 5)])
  func `a setting that the version does not have ends the attempt`(
    field: String, value: JSONValue, since: Int
  ) throws {
    func cluster(_ minor: Int) throws -> Rehearsal {
      try Rehearsal(kubeVirt: minor) {
        $0.cluster.kubevirtConfiguration["migrations"] = .object(JSONObject([(field, value)]))
      }
    }
    let error = #expect(throws: SimulationError.self) { try cluster(since - 1) }
    #expect(
      error
        == .notModelled(
          "KubeVirt v1.\(since - 1) has no field spec.configuration.migrations.\(field); leave it "
            + "out, or take a version that has it"))
    #expect(throws: Never.self) { try cluster(since) }
  }

  @Test func `a given policy with a field of a later version ends the attempt`() {
    func cluster(_ minor: Int) throws -> Rehearsal {
      try Rehearsal(kubeVirt: minor) {
        $0.migrationPolicies = [
          [
            "metadata": ["name": "p"],
            "spec": ["allowWorkloadDisruption": true, "selectors": [:]],
          ]
        ]
      }
    }
    #expect(throws: SimulationError.self) { try cluster(4) }
    #expect(throws: Never.self) { try cluster(5) }
  }

  @Test func `persistent state is refused on every version`() {
    for minor in KubeVirtProfile.minors {
      let error = #expect(throws: SimulationError.self) {
        try Rehearsal(kubeVirt: minor) {
          $0.virtualMachines[0].spec = [
            "domain": ["devices": ["tpm": ["persistent": true]]]
          ]
        }
      }
      guard case .notModelled(let text)? = error else { continue }
      #expect(text.contains("persistent"))
    }
  }
}
