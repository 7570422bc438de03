import GodwitModel
import Testing

@Suite("JSON values")
struct JSONValueTests {
  private let value: JSONValue = [
    "s": "text", "b": true, "i": 42, "f": .number("1.5"), "n": .null, "a": ["x", ["k": "v"]],
  ]

  @Test func accessorsKnowTheType() {
    #expect(value["s"]?.string == "text")
    #expect(value["s"]?.int == nil)
    #expect(value["b"]?.bool == true)
    #expect(value["b"]?.string == nil)
    #expect(value["i"]?.int == 42)
    #expect(value["f"]?.int == nil)
    #expect(value["n"]?.isNull == true)
    #expect(value["s"]?.isNull == false)
    #expect(value["a"]?.array?.count == 2)
    #expect(value["a"]?.object == nil)
    #expect(value["missing"] == nil)
    #expect(JSONValue.number("9223372036854775808").int == nil)
    #expect(JSONValue.int(.min).text == "-9223372036854775808")
  }

  @Test func subscriptsNeverTrap() {
    #expect(value["a"]?[0] == "x")
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value[0] == nil)
    #expect(value["s"]?["x"] == nil)
  }

  @Test func scalarsHaveText() {
    #expect(value["s"]?.scalarText == "text")
    #expect(value["b"]?.scalarText == "true")
    #expect(JSONValue.bool(false).scalarText == "false")
    #expect(value["f"]?.scalarText == "1.5")
    #expect(value["n"]?.scalarText == nil)
    #expect(value["a"]?.scalarText == nil)
    #expect(JSONValue.object([:]).scalarText == nil)
  }

  @Test func pathsGoThroughObjectsOnly() {
    let nested: JSONValue = ["a": ["b": ["c": 1]], "l": [["x": 1]]]
    #expect(nested.value(at: ["a", "b", "c"]) == 1)
    #expect(nested.value(at: []) == nested)
    #expect(nested.value(at: ["a", "x", "c"]) == nil)
    #expect(nested.value(at: ["a", "b", "c", "d"]) == nil)
    #expect(nested.value(at: ["l", "0"]) == nil)
  }

  @Test func objectsAreEqualWhateverTheirOrder() {
    let left: JSONValue = ["a": 1, "b": ["c": 2, "d": 3]]
    let right: JSONValue = ["b": ["d": 3, "c": 2], "a": 1]
    #expect(left == right)
    #expect(Set([left, right]).count == 1)
    #expect(left != ["a": 1])
    #expect(left != ["a": 1, "b": ["c": 2, "d": 4]])
    #expect(JSONValue.array([1, 2]) != [2, 1])
    #expect(JSONValue.number("1") != .number("1.0"))
  }

  @Test func sortsKeysDeeplyInByteOrder() {
    let value: JSONValue = ["b": 1, "a": [["z": 1, "Z": 2]], "B": 3, "é": 4, "a.b": 5]
    #expect(value.sortedByKey.text == #"{"B":3,"a":[{"Z":2,"z":1}],"a.b":5,"b":1,"é":4}"#)
  }
}

@Suite("JSON objects")
struct JSONObjectTests {
  @Test func setsReplacesAndRemoves() {
    var object: JSONObject = ["a": 1, "b": 2]
    object["c"] = 3
    object["a"] = 4
    object["b"] = nil
    object["missing"] = nil
    #expect(object.keys == ["a", "c"])
    #expect(object["a"] == 4)
    #expect(object.count == 2)
    #expect(JSONObject([("x", 1), ("y", 2), ("x", 3)]) == ["x": 3, "y": 2])
  }

  @Test func setsAtAPath() {
    var object = JSONObject()
    object.set("x", at: ["a", "b", "c"])
    object.set("y", at: ["a", "d"])
    #expect(JSONValue.object(object).text == #"{"a":{"b":{"c":"x"},"d":"y"}}"#)
    object.set(nil, at: ["a", "b", "c"])
    #expect(JSONValue.object(object).text == #"{"a":{"b":{},"d":"y"}}"#)
    object.set(nil, at: ["a", "missing", "c"])
    object.set(nil, at: ["missing"])
    object.set("ignored", at: [])
    #expect(JSONValue.object(object).text == #"{"a":{"b":{},"d":"y"}}"#)
    object.set("z", at: ["a", "d", "e"])
    #expect(object["a"]?["d"] == ["e": "z"])
  }

  @Test func changingACopyLeavesTheOriginal() {
    let original: JSONObject = ["a": ["b": 1]]
    var copy = original
    copy.set(2, at: ["a", "b"])
    #expect(original["a"]?["b"] == 1)
    #expect(copy["a"]?["b"] == 2)
  }
}
