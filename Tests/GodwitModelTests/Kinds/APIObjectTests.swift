import GodwitModel
import Testing

@Suite("API objects")
struct APIObjectTests {
  private static let typedKinds: [ResourceKind] = [
    .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .pod, .node,
    .event,
  ]

  @Test(arguments: ResourceKind.all)
  func everyKindRoundTrips(kind: ResourceKind) throws {
    let json: JSONValue = [
      "apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind),
      "metadata": [
        "annotations": ["b": "2", "a": "1"], "creationTimestamp": "2026-01-01T00:00:00Z",
        "labels": ["app": "db"], "name": "x", "namespace": "demo", "resourceVersion": "7",
        "uid": "u", "managedFields": [["manager": "m"]],
      ],
      "somethingElse": ["z": 1, "a": [.null, .number("1.0")]],
    ]
    let object = try #require(APIObject(kind, json: json))
    #expect(object.kind == kind)
    #expect(object.json == json)
    #expect(object.json.text == json.sortedByKey.text)
    #expect(object.metadata.labels["app"] == "db")
    #expect(object.key == ObjectKey(kind, namespace: "demo", name: "x"))
    #expect(object.value(at: ["kind"]) == .string(kind.kind))
    #expect(object.value(at: ["somethingElse", "z"]) == 1)
    #expect(object.changes(since: object) == [])
  }

  @Test(arguments: ResourceKind.all)
  func onlyTypedKindsAreTyped(kind: ResourceKind) throws {
    let object = try #require(APIObject(kind, json: ["metadata": ["name": "x"]]))
    if case .generic = object {
      #expect(!Self.typedKinds.contains(kind))
    } else {
      #expect(Self.typedKinds.contains(kind))
    }
  }

  @Test func theKindOfTheTextDoesNotMatter() throws {
    let object = try #require(
      APIObject(.pod, json: ["apiVersion": "v9", "kind": "Gadget", "metadata": ["name": "x"]]))
    #expect(
      object.json.text == #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}"#)
  }

  @Test(arguments: ["text", 1, .null, [], true] as [JSONValue])
  func onlyObjectsAreObjects(json: JSONValue) {
    for kind in Self.typedKinds + [.configMap] { #expect(APIObject(kind, json: json) == nil) }
  }

  @Test(arguments: ResourceKind.all)
  func otherMetadataLeavesTheRest(kind: ResourceKind) throws {
    let json: JSONValue = ["metadata": ["name": "x", "resourceVersion": "1"], "extra": "kept"]
    let object = try #require(APIObject(kind, json: json))
    var metadata = object.metadata
    metadata.resourceVersion = "2"
    let other = object.with(metadata)
    #expect(other.kind == kind)
    #expect(other.metadata.resourceVersion == "2")
    #expect(other.value(at: ["extra"]) == "kept")
    #expect(object.metadata.resourceVersion == "1")
    #expect(
      other.changes(since: object)
        == [FieldChange(path: ["metadata", "resourceVersion"], value: "2")])
    #expect(!other.isSame(as: object))
  }

  @Test func objectsOfDifferentKindsAreNeverTheSame() throws {
    let json: JSONValue = ["metadata": ["name": "x"]]
    let objects = try ResourceKind.all.map { try #require(APIObject($0, json: json)) }
    for (index, left) in objects.enumerated() {
      for (other, right) in objects.enumerated() {
        #expect(left.isSame(as: right) == (index == other))
      }
    }
  }

  @Test func eventsAndPodsHaveTheirFields() throws {
    let event = try #require(
      APIObject(
        .event,
        json: [
          "metadata": ["name": "fedora.1"], "type": "Warning", "reason": "FailedMigration",
          "involvedObject": ["kind": "VirtualMachineInstance", "name": "fedora"], "count": 3,
          "source": ["component": "virt-controller"], "firstTimestamp": "2026-01-01T00:00:01Z",
          "eventTime": .null, "reportingComponent": "virt-controller",
        ]))
    guard case .event(let snapshot) = event else {
      Issue.record("not an event")
      return
    }
    #expect(snapshot.object.involvedObject.name == "fedora")
    #expect(snapshot.object.count == 3)
    #expect(snapshot.object.source.component == "virt-controller")
    #expect(snapshot.object.firstTimestamp == Timestamp(.simulationEpoch + .seconds(1)))
    #expect(event.json["eventTime"] == .null)
  }
}
