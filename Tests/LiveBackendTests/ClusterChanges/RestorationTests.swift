import GodwitModel
import Testing

@testable import LiveBackend

@Suite struct RestorationTests {
  @Test func `the inverse of a patch brings back what was there`() {
    let before: JSONValue = ["a": 1, "b": ["c": [1, 2], "d": "x"], "e": true]
    let patch: JSONValue = ["a": 2, "b": ["c": [3], "n": 1], "f": ["g": 1], "e": .null]
    let after = MergePatch.applied(patch, to: before)
    #expect(after != before)
    let undo = Restoration.inverse(of: patch, on: before)
    #expect(undo == ["a": 1, "b": ["c": [1, 2], "n": .null], "f": .null, "e": true])
    #expect(MergePatch.applied(undo, to: after) == before)
  }

  @Test func `a record is read as it was written`() {
    var restoration = Restoration()
    restoration.configuration = Restoration.Configuration(
      namespace: "kubevirt", name: "kubevirt", undo: ["spec": ["a": .null]])
    var node = Restoration.NodeState(name: "worker")
    node.isUnschedulable = true
    node.labels = [
      NodeChange.Label(key: "zone", value: nil), NodeChange.Label(key: "disk", value: "ssd"),
    ]
    node.taintKeys = ["gpu"]
    node.taints = [["key": "gpu", "effect": "NoSchedule"]]
    restoration.nodes = [node]
    #expect(Restoration(text: restoration.text) == restoration)
    #expect(Restoration(text: "[]") == nil)
    #expect(Restoration(text: "{") == nil)
  }

  @Test func `only what was changed is put back on a node`() {
    var state = Restoration.NodeState(name: "worker")
    state.labels = [NodeChange.Label(key: "zone", value: nil)]
    state.taintKeys = ["gpu", "mine"]
    state.taints = [["effect": "NoSchedule", "key": "gpu"]]
    var node = Node()
    #expect(state.patch(node)?["spec"]?["taints"] != nil, "the taint is gone")
    node.metadata.resourceVersion = "7"
    node.metadata.labels = ["zone": "a", "other": "b"]
    node.spec.unschedulable = true
    node.spec.taints = ["mine", "others"].map { key in
      var taint = Taint()
      taint.key = key
      taint.effect = "NoSchedule"
      return taint
    }
    #expect(
      state.patch(node) == [
        "spec": [
          "taints": [
            ["effect": "NoSchedule", "key": "others"], ["effect": "NoSchedule", "key": "gpu"],
          ], "unschedulable": .null,
        ], "metadata": ["resourceVersion": "7", "labels": ["zone": .null]],
      ])
    node.metadata.labels["zone"] = nil
    node.spec.unschedulable = false
    node.spec.taints[0].key = "gpu"
    #expect(state.patch(node) == nil)
  }
}
