import Foundation
import GodwitModel
import ScenarioFormat
import Testing

@Suite("Loading")
struct ScenarioLoaderTests {
  private let good = document("  steps: [{ when: { wait: 1s } }]")

  @Test func loadsSeveralDocuments() {
    let text = good + "\n---\n" + document("  steps: [{ when: { wait: 1s } }]", name: "two")
    #expect(load(text).map(\.id) == ["sample", "two"])
  }

  @Test func passesOverEmptyDocuments() {
    #expect(load("---\n---\n" + good + "\n---\n").count == 1)
  }

  @Test func leavesOutOnlyWhatIsBroken() {
    let text = good + "\n---\n" + document("  steps: []", name: "two")
    let result = ScenarioLoader.load(text: text, path: "x.yaml")
    #expect(result.scenarios.map(\.id) == ["sample"])
    #expect(result.diagnostics.map(\.message) == ["steps is empty"])
  }

  @Test func findsNamesThatTwoFilesHave() {
    let bytes = Array(good.utf8)
    let result = ScenarioLoader.load([
      ScenarioFile(path: "a.yaml", bytes: bytes), ScenarioFile(path: "b.yaml", bytes: bytes),
    ])
    #expect(result.scenarios.count == 1)
    #expect(
      result.diagnostics.map(\.fullMessage)
        == ["there are two scenarios \"sample\"; the other is in a.yaml:4"])
    #expect(result.diagnostics.first?.file == "b.yaml")
  }

  @Test func findsFilesInOrder() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "godwit-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: directory) }
    let inner = directory.appending(path: "b")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let hidden = directory.appending(path: ".git")
    try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
    for (name, file) in [
      ("c", "c.yml"), ("a", "a.yaml"), ("inner", "b/inner.yaml"), ("no", "b/no.txt"),
      ("hidden", ".git/hidden.yaml"),
    ] {
      let text = document("  steps: [{ when: { wait: 1s } }]", name: name)
      try Data(text.utf8).write(to: directory.appending(path: file))
    }
    let path = directory.path()
    let result = ScenarioFiles.load(paths: [path, path + "/a.yaml", path + "/none.yaml"])
    #expect(result.scenarios.map(\.id) == ["a", "inner", "c"])
    #expect(
      DiagnosticRenderer.text(result.diagnostics)
        == "\(path)/none.yaml:1:1: there is no such file or directory\n")
    let other = ScenarioFiles.load(paths: [path + "/b/no.txt", "/dev/null"])
    #expect(other.scenarios.map(\.id) == ["no"])
    #expect(other.diagnostics.map(\.message) == ["neither a file nor a directory"])
  }
}
