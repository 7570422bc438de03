import FoundationEssentials
import Testing

@testable import KubernetesClient

@Suite struct LocalFileTests {
  @Test func filesAreReadWhole() throws {
    let folder = try TestFolder()
    let text = String(repeating: "0123456789", count: 10_000)
    try folder.write(text, to: "large")
    guard case .contents(let bytes) = LocalFile.read(folder.path(of: "large")) else {
      Issue.record("not read")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func whatIsNotThereIsMissing() throws {
    let folder = try TestFolder()
    try folder.write("", to: "file")
    for name in ["none", "none/none", "file/none"] {
      guard case .missing = LocalFile.read(folder.path(of: name)) else {
        Issue.record("\(name) is not missing")
        continue
      }
    }
    guard case .failed(let reason) = LocalFile.read(folder.path) else {
      Issue.record("a folder is no file")
      return
    }
    #expect(reason == "Is a directory")
  }
}
