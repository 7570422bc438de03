import Foundation
import GodwitModel
import Testing

/// Real kubectl prints the same against `godwit serve` as it did against a real control plane.
///
/// `kubectl-output.json` holds what kubectl 1.32 printed against kube-apiserver 1.36 with
/// KubeVirt's API, command after command. virtctl is not at hand everywhere: what it would send is
/// sent.
@Suite(
  .timeLimit(.minutes(10)), .enabled(if: Kubectl.isThere, "kubectl 1.27 or newer is missing"))
struct KubectlTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The cluster against which the commands were recorded.
  private static let scenario = """
    apiVersion: godwit.dev/v1
    kind: Scenario
    metadata: { name: demo, title: The cluster of the recorded commands }
    spec:
      given:
        cluster:
          nodes:
            - { name: "node${n}", count: 2 }
            - { name: node3, cordoned: true }
          timing: { podStart: 200ms, handlerSync: 60ms, switchover: 100ms }
        users:
          - { name: viewer, roles: ["kubevirt.io:view"] }
          - { name: mover, roles: ["kubevirt.io:migrate"] }
        virtualMachines:
          - name: fedora
            node: node2
            evictionStrategy: LiveMigrate
            annotations: { lab/migration-seconds: "6" }
            guest: { copy: 7s }
            spec: { terminationGracePeriodSeconds: 0 }
        manifests:
          - apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata: { name: solo, namespace: demo }
            spec:
              domain:
                devices:
                  disks: [{ name: root, disk: { bus: virtio } }]
                  interfaces: [{ name: default, masquerade: {} }]
                memory: { guest: 1Gi }
                resources: {}
              networks: [{ name: default, pod: {} }]
              volumes: [{ name: root, containerDisk: { image: registry.example/fedora } }]
      steps:
        - when: { wait: 1s }
    """

  @Test func everyCommandPrintsWhatItPrintedThen() async throws {
    let recorded = try Kubectl.recorded()
    try folder.write(Self.scenario, to: "cluster.yaml")
    for (name, text) in recorded.files { try folder.write(text, to: name) }
    let served = try await ServedProcess(folder, ["--scenario", "cluster.yaml"])
    var differences: [String] = []
    for run in recorded.runs {
      guard run.command.hasPrefix("kubectl") || run.command.hasPrefix("timeout") else {
        try await send(run.command, to: served)
        continue
      }
      if run.command == "kubectl get vm,vmi -n demo" { try await restart(served) }
      if let phase = Self.phases[run.command] { try await wait(for: phase, served) }
      let now = try await Kubectl.run(run.command, folder, served.kubeconfigPath)
      differences += KubectlDifference.between(run, now)
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    served.process.send(SIGINT)
    _ = try await served.process.result()
  }

  /// Commands that show how far a migration was when they were recorded.
  private static let phases = [
    "kubectl get vmim migration-job -n demo -o yaml": "Running",
    "kubectl describe vmi fedora -n demo": "Succeeded",
  ]

  private func wait(for phase: String, _ served: ServedProcess) async throws {
    let condition = "--for=jsonpath='{.status.phase}'=\(phase)"
    let command = "kubectl wait vmim/migration-job -n demo \(condition) --timeout=60s"
    let result = try await Kubectl.run(command, folder, served.kubeconfigPath)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// The VM had been started again by then, and its own node was free.
  private func restart(_ served: ServedProcess) async throws {
    let path = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/fedora/start"
    for command in [
      "kubectl wait vmi/fedora -n demo --for=delete --timeout=60s",
      "kubectl wait vm/fedora -n demo --for=condition=Ready --timeout=60s",
      "kubectl wait vmi/fedora -n demo --for=condition=Ready --timeout=60s",
    ] {
      let result = try await Kubectl.run(command, folder, served.kubeconfigPath)
      #expect(result.status == 0, "\(result.errors)")
      if command.contains("delete") { _ = try await served.request("PUT", path, body: "{}") }
    }
  }

  /// What virtctl's command sends.
  private func send(_ command: String, to served: ServedProcess) async throws {
    let machine = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/fedora"
    switch command {
    case "virtctl migrate fedora -n demo":
      _ = try await served.request("PUT", machine + "/migrate", body: "{}")
    case "virtctl stop fedora -n demo":
      _ = try await served.request("PUT", machine + "/stop", body: "{}")
    case "virtctl migrate-cancel fedora -n demo":
      let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
      _ = try await served.request("DELETE", path)
    default: break
    }
  }
}
