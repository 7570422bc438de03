import GodwitModel
import Testing

@Suite struct ChangeListTests {
  @Test func changesReadBackAsTheyWereGiven() {
    let changes = [
      FieldChange(path: ["status", "phase"], value: "Running"),
      FieldChange(path: ["metadata", "labels", "a/b~c\"d\\e\n"], value: nil),
      FieldChange(path: ["data"], value: .some(.null)),
      FieldChange(path: [], value: ["a": [1, true]]),
    ]
    let list = ChangeList(changes)
    #expect(list.fields == changes)
    #expect(
      list.paths == #"["/status/phase","-/metadata/labels/a~1b~0c\"d\\e\n","/data",""]"#)
    #expect(list.values == #"["Running",null,null,{"a":[1,true]}]"#)
    #expect(ChangeList(paths: list.paths, values: list.values) == list)
  }

  @Test func noChangesAreTwoEmptyArrays() {
    #expect(ChangeList([]) == .empty)
    #expect(ChangeList.empty.fields == [])
    var writer = ChangeWriter()
    #expect(writer.takeList() == .empty)
  }

  @Test(arguments: [("[", "[]"), ("[]", "{}"), (#"["/a"]"#, "[]"), ("[1]", "[1]")])
  func textsOfSomethingElseAreRefused(paths: String, values: String) {
    #expect(ChangeList(paths: paths, values: values) == nil)
  }

  @Test func whatIsOmittedIsLeftOutWithAllBelowIt() {
    var old = Pod()
    old.metadata.name = "a"
    var new = old
    new.metadata.name = "b"
    new.metadata.labels["name"] = "kept"
    new.metadata.annotations["x/y"] = "left out"
    new.status.phase = .running
    var writer = ChangeWriter(omitting: [
      .init("metadata", "name"), .init("metadata", "annotations"), .init("stat"),
    ])
    for _ in 0..<2 {
      new.erased.writeChanges(since: old.erased, into: &writer)
      #expect(writer.takeList().paths == #"["/metadata/labels/name","/status/phase"]"#)
    }
  }
}
