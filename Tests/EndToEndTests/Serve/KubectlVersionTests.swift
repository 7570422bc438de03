import Foundation
import GodwitModel
import Testing

/// Commands whose requests differ from one version of kubectl to another, with each version that is
/// on this machine.
@Suite(
  .timeLimit(.minutes(10)), .enabled(if: Kubectl.isThere, "kubectl 1.27 or newer is missing"))
struct KubectlVersionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let migration = """
    apiVersion: kubevirt.io/v1
    kind: VirtualMachineInstanceMigration
    metadata: { name: job }
    spec: { vmiName: fedora }
    """

  private static let scenario = Samples.cluster(
    #"users: [{ name: viewer, roles: ["kubevirt.io:view"] }]"#,
    "virtualMachines: [{ name: fedora, node: node1, evictionStrategy: LiveMigrate }]")

  /// Each command, and what it prints among other things.
  private static let commands: [(command: String, prints: String)] = [
    ("get nodes -o wide", "node3"),
    ("apply -f migration.yaml --dry-run=server", "created (server dry run)"),
    ("apply --server-side -f migration.yaml --dry-run=server", "serverside-applied"),
    ("apply -f map.yaml", "configmap/m created"), ("apply -f map.yaml", "unchanged"),
    ("diff -f map.yaml", ""),
    ("apply --server-side --force-conflicts -f map.yaml", "serverside-applied"),
    ("explain vmim.spec.vmiName", "The name of the VMI"),
    ("create namespace other", "namespace/other created"),
    ("create serviceaccount robot -n other", "serviceaccount/robot created"),
    ("create token robot -n other", "."),
    ("create role r --verb=get --resource=pods", "role.rbac.authorization.k8s.io/r created"),
    ("auth can-i create vmim --as viewer", "no"),
    ("auth can-i --list --as viewer", "virtualmachineinstances.kubevirt.io"),
    ("label vmi fedora a=b", "labeled"), ("annotate vm fedora a=b", "annotate"),
    ("taint node node3 a=b:NoSchedule", "tainted"),
    ("patch vm fedora --type=json -p '[{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"x\"}]'", ""),
    ("wait --for=condition=Ready vmi/fedora --timeout=30s", "condition met"),
    ("create -f migration.yaml", "created"),
    ("wait vmim/job --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s", "condition met"),
    ("describe vmim job", "Succeeded"), ("delete vmim --all", "deleted"),
    ("events", "SuccessfulCreate"), ("cordon node3", "cordoned"),
    ("logs virt-launcher", "not found"), ("get --raw /readyz", "ok"),
    ("delete namespace other", "deleted"), ("delete configmap m", "deleted"),
    ("delete role r", "deleted"), ("uncordon node3", "uncordoned"),
    ("taint node node3 a-", "untainted"), ("label vmi fedora a-", "unlabeled"),
  ]

  @Test(arguments: Kubectl.programs)
  func theCommandsWork(program: String) async throws {
    try folder.write(Self.scenario, to: "cluster.yaml")
    try folder.write(Self.migration, to: "migration.yaml")
    try folder.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata: { a: b }\n", to: "map.yaml")
    let served = try await ServedProcess(folder, ["--scenario", "cluster.yaml", "--speed", "20"])
    for (command, text) in Self.commands {
      let run = try await Kubectl.run("\(program) \(command)", folder, served.kubeconfigPath)
      let printed = run.output + run.errors
      #expect(printed.contains(text) || text.isEmpty, "\(program) \(command): \(printed)")
      #expect(!printed.contains("could not find the requested resource"), "\(command)")
    }
    served.process.send(SIGINT)
    _ = try await served.process.result()
  }
}
