import GodwitModel
import Testing

@Suite struct FieldPathTextTests {
  @Test(arguments: [
    ([], ""), (["spec"], "spec"),
    (["spec", "containers", "[0]", "name"], "spec.containers[0].name"),
    (["[1]", "a"], "[1].a"),
  ])
  func `a path is written with dots and brackets`(path: [String], text: String) {
    #expect(FieldPathText.text(path) == text)
  }
}
