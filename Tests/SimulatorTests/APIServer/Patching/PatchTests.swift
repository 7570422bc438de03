import GodwitModel
import Simulator
import Testing

@Suite struct PatchTests {
  private let object: JSONValue = [
    "metadata": ["annotations": ["a/b": "1", "c~d": "2"]], "list": [1, 2, 3],
  ]

  @Test func `JSON pointers are unescaped`() throws {
    let patch = try JSONPatch([
      ["op": "test", "path": "/metadata/annotations/a~1b", "value": "1"],
      ["op": "replace", "path": "/metadata/annotations/c~0d", "value": "3"],
      ["op": "add", "path": "/list/-", "value": 4],
      ["op": "add", "path": "/list/0", "value": 0],
      ["op": "remove", "path": "/list/1"],
      ["op": "move", "from": "/metadata/annotations/a~1b", "path": "/moved"],
      ["op": "copy", "from": "/moved", "path": "/copied"],
    ])
    let result = try patch.applied(to: object)
    #expect(
      result == [
        "metadata": ["annotations": ["c~d": "3"]], "list": [0, 2, 3, 4], "moved": "1",
        "copied": "1",
      ])
  }

  @Test(
    arguments: [
      ["op": "test", "path": "/list/0", "value": 2],
      ["op": "replace", "path": "/none", "value": 1],
      ["op": "remove", "path": "/metadata/none"],
      ["op": "add", "path": "/none/deep", "value": 1],
      ["op": "add", "path": "/list/9", "value": 1],
      ["op": "frob", "path": "/list"],
    ] as [JSONValue])
  func `a patch that does not apply is refused as a whole`(operation: JSONValue) throws {
    let patch = try JSONPatch([["op": "add", "path": "/x", "value": 1], operation])
    #expect(throws: APIFailure.self) { try patch.applied(to: object) }
  }

  @Test func `a test of an absent value against null holds`() throws {
    let patch = try JSONPatch([["op": "test", "path": "/none", "value": .null]])
    #expect(try patch.applied(to: object) == object)
  }

  @Test func `a merge patch removes with null and replaces lists`() {
    let result = MergePatch.applied(
      ["metadata": ["annotations": ["a/b": .null, "new": "x"]], "list": [9]], to: object)
    #expect(
      result == ["metadata": ["annotations": ["c~d": "2", "new": "x"]], "list": [9]])
  }

  @Test func `a strategic merge patch joins lists by their keys`() throws {
    let shape = try #require(KindSchema.shape(ofKind: "Node"))
    let node: JSONValue = [
      "metadata": ["finalizers": ["a/a"]],
      "spec": ["taints": [["key": "old", "effect": "NoSchedule"]]],
      "status": [
        "conditions": [
          ["type": "Ready", "status": "True"], ["type": "DiskPressure", "status": "False"],
        ]
      ],
    ]
    let result = StrategicMergePatch.applied(
      [
        "metadata": ["finalizers": ["b/b"]],
        "spec": ["taints": [["key": "new", "effect": "NoExecute"]]],
        "status": [
          "conditions": [
            ["type": "Ready", "status": "Unknown"], ["type": "DiskPressure", "$patch": "delete"],
            ["type": "PIDPressure", "status": "False"],
          ]
        ],
      ], to: node, shape)
    #expect(
      result == [
        "metadata": ["finalizers": ["a/a", "b/b"]],
        "spec": ["taints": [["key": "new", "effect": "NoExecute"]]],
        "status": [
          "conditions": [
            ["type": "Ready", "status": "Unknown"], ["type": "PIDPressure", "status": "False"],
          ]
        ],
      ])
  }
}
