import GodwitModel
import Testing

@Suite("Kinds of resources")
struct ResourceKindTests {
  @Test(arguments: [
    ("vm", "VirtualMachine"), ("vms", "VirtualMachine"), ("virtualmachine", "VirtualMachine"),
    ("VirtualMachines", "VirtualMachine"), ("virtualmachines.kubevirt.io", "VirtualMachine"),
    ("vmi", "VirtualMachineInstance"), ("VMI", "VirtualMachineInstance"),
    ("vmim", "VirtualMachineInstanceMigration"), ("po", "Pod"), ("pods", "Pod"), ("no", "Node"),
    ("ev", "Event"), ("events", "Event"), ("pdb", "PodDisruptionBudget"),
    ("migrationpolicies", "MigrationPolicy"), ("kv", "KubeVirt"), ("kubevirts", "KubeVirt"),
    ("pvc", "PersistentVolumeClaim"), ("ns", "Namespace"), ("clusterrole", "ClusterRole"),
    ("leases.coordination.k8s.io", "Lease"), ("secret", "Secret"),
  ])
  func isFoundByEveryName(name: String, kind: String) {
    #expect(ResourceKind.named(name)?.kind == kind)
  }

  @Test(arguments: ["", "gadget", "v", "pods.", "pods.apps", "vm ", "virtual machine"])
  func isNotFoundByOther(name: String) {
    #expect(ResourceKind.named(name) == nil)
  }

  @Test func noNameHasTwoKinds() {
    let names = ResourceKind.all.flatMap {
      Set([$0.singular, $0.plural, $0.qualifiedPlural] + $0.shortNames)
    }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: ResourceKind.all)
  func isFoundByItsPath(kind: ResourceKind) {
    #expect(ResourceKind.served(group: kind.group, plural: kind.plural) == kind)
    #expect(ResourceKind.served(group: kind.group + "x", plural: kind.plural) == nil)
    #expect(ResourceKind.served(group: kind.group, plural: kind.singular) == nil)
  }

  @Test func identityIsGroupAndKind() {
    let older = ResourceKind(group: "kubevirt.io", version: "v1alpha3", kind: "VirtualMachine")
    #expect(older == .virtualMachine)
    #expect(Set([older, .virtualMachine]).count == 1)
    #expect(ResourceKind(group: "apps", version: "v1", kind: "Pod") != .pod)
  }

  @Test func versionsAndPlurals() {
    #expect(ResourceKind.pod.apiVersion == "v1")
    #expect(ResourceKind.pod.qualifiedPlural == "pods")
    #expect(
      ResourceKind.virtualMachineInstanceMigration.qualifiedPlural
        == "virtualmachineinstancemigrations.kubevirt.io")
    #expect(ResourceKind.migrationPolicy.apiVersion == "migrations.kubevirt.io/v1alpha1")
  }

  @Test func keysOfClusterWideObjectsHaveNoNamespace() {
    #expect(ObjectKey(.node, namespace: "demo", name: "node1") == ObjectKey(.node, name: "node1"))
    #expect(
      ObjectKey(.pod, namespace: "a", name: "x") != ObjectKey(.pod, namespace: "b", name: "x"))
    #expect(ObjectKey(.pod, namespace: "a", name: "x").description == "Pod/x")
  }
}
