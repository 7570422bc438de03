import Foundation
import GodwitModel
import Testing

/// `godwit clean` against a served cluster, over TLS.
@Suite(.timeLimit(.minutes(5))) struct CleanTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ name: String, run: String?, on served: ServedProcess) async throws {
    let labels = run.map { #","labels":{"godwit.dev/run":"\#($0)"}"# } ?? ""
    let body =
      #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"\#(name)"\#(labels)}}"#
    #expect(try await served.request("POST", "/api/v1/namespaces", body: body).code == 201)
  }

  private func exists(_ name: String, on served: ServedProcess) async throws -> Bool {
    try await served.request("GET", "/api/v1/namespaces/" + name).code == 200
  }

  @Test func whatCarriesTheLabelGoesAndNothingElse() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "1"])
    try await make("left", run: "r1", on: served)
    try await make("others", run: "r2", on: served)
    try await make("mine", run: nil, on: served)
    let command = Command(in: folder)
    let kubeconfig = served.kubeconfigPath
    let dry = try await command.run("clean", "--kubeconfig", kubeconfig, "--dry-run")
    #expect(dry.status == 0)
    #expect(
      dry.output == """
        run r1: would remove 1 object
          Namespace/left
        run r2: would remove 1 object
          Namespace/others

        """)
    #expect(try await exists("left", on: served))
    let one = try await command.run(
      "clean", "--kubeconfig", kubeconfig, "--run", "r1", "--format", "json")
    #expect(one.status == 0)
    #expect(try JSONValue(parsing: one.output)["runs"]?[0]?["id"] == "r1")
    #expect(try await !exists("left", on: served))
    #expect(try await exists("others", on: served))
    let young = try await command.run("clean", "--kubeconfig", kubeconfig, "--older-than", "1h")
    #expect(young.output == "nothing is left of any run\n")
    let all = try await command.run("clean", "--kubeconfig", kubeconfig)
    #expect(all.output == "run r2: removed 1 object\n  Namespace/others\n")
    #expect(try await exists("mine", on: served))
    served.process.send(SIGTERM)
    _ = try await served.process.result()
  }

  @Test func whatToMendIsSaid() async throws {
    let result = try await Command(in: folder).run("clean", "--kubeconfig", "nowhere")
    #expect(result.status == 6)
    #expect(
      result.errors == "Error: kubeconfig nowhere: there is no such file; mend --kubeconfig\n")
    let usage = try await Command(in: folder).run("clean", "--older-than", "soon")
    #expect(usage.status == 2)
  }
}
