import GodwitModel
import Testing

@Suite("String maps")
struct StringMapTests {
  @Test func keepsKeysInOrder() {
    var map: StringMap = ["b": "2", "c": "3"]
    map["a"] = "1"
    map["b.d"] = "4"
    map["B"] = "5"
    #expect(map.entries.map(\.key) == ["B", "a", "b", "b.d", "c"])
    #expect(map.json?.text == #"{"B":"5","a":"1","b":"2","b.d":"4","c":"3"}"#)
    #expect(map.count == 5)
  }

  @Test func setsReplacesAndRemoves() {
    var map: StringMap = ["a": "1", "b": "2"]
    map["a"] = "3"
    map["b"] = nil
    map["missing"] = nil
    #expect(map["a"] == "3")
    #expect(map["b"] == nil)
    #expect(map == ["a": "3"])
    map["a"] = nil
    #expect(map.isEmpty)
    #expect(map.json == nil)
  }

  @Test func anEmptyValueIsAValue() {
    let map: StringMap = ["node-role.kubernetes.io/worker": ""]
    #expect(map["node-role.kubernetes.io/worker"]?.isEmpty == true)
    #expect(map.json == ["node-role.kubernetes.io/worker": ""])
  }

  @Test func selects() {
    let labels: StringMap = ["zone": "a", "app": "db"]
    #expect(labels.contains(["zone": "a"]))
    #expect(labels.contains([:]))
    #expect(!labels.contains(["zone": "b"]))
    #expect(!labels.contains(["zone": "a", "tier": "1"]))
  }

  @Test func mergesWithTheOtherWinning() {
    var map: StringMap = ["a": "1", "b": "2"]
    map.merge(["b": "3", "c": "4"])
    #expect(map == ["a": "1", "b": "3", "c": "4"])
  }

  @Test func readsOnlyObjectsOfStrings() {
    #expect(StringMap(json: ["b": "2", "a": "1"]) == ["a": "1", "b": "2"])
    #expect(StringMap(json: [:]) == StringMap())
    #expect(StringMap(json: ["a": 1]) == nil)
    #expect(StringMap(json: ["a": .null]) == nil)
    #expect(StringMap(json: ["a"]) == nil)
    #expect(StringMap(json: "a") == nil)
  }

  @Test func findsEveryOfManyKeys() {
    var map = StringMap()
    for index in 0..<200 { map["k\(index * 7919 % 200)"] = "\(index * 7919 % 200)" }
    #expect(map.count == 200)
    for index in 0..<200 { #expect(map["k\(index)"] == "\(index)") }
  }

  @Test func someMapsStayWhenTheyAreEmptied() throws {
    var status = VirtualMachineInstanceStatus()
    #expect(status.json == nil)
    status.activePods["uid"] = "node1"
    let full = status
    #expect(status.json == ["activePods": ["uid": "node1"]])
    status.activePods["uid"] = nil
    #expect(status.json == ["activePods": [:]])
    #expect(VirtualMachineInstanceStatus(json: ["activePods": [:]]) == status)
    #expect(status != VirtualMachineInstanceStatus())

    var (old, new) = (VirtualMachineInstance(), VirtualMachineInstance())
    old.status = full
    new.status = status
    let path = ["status", "activePods", "uid"]
    #expect(new.erased.changes(since: old.erased) == [FieldChange(path: path, value: nil)])
    #expect(
      new.erased.changes(since: VirtualMachineInstance().erased)
        == [FieldChange(path: ["status", "activePods"], value: [:])])
  }
}
