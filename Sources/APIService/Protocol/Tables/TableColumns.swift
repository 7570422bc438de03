import GodwitModel

/// The columns of each kind: those of its CustomResourceDefinition, or of the printers of
/// kube-apiserver (k8s.io/kubernetes/pkg/printers/internalversion/printers.go).
enum TableColumns {
  static func of(_ kind: ResourceKind) -> [TableColumn] {
    switch kind {
    case .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .kubeVirt,
      .migrationPolicy:
      [.objectName] + CustomResourceColumns.of(kind).map(\.column)
    case .pod: PodColumns.all
    case .node: NodeColumns.all
    case .event: EventColumns.all
    case .namespace:
      [
        .objectName, .text("Status", ["status", "phase"], "The status of the namespace"), .age,
      ]
    default: CoreColumns.of(kind)
    }
  }
}

/// The printer columns of KubeVirt's definitions, as the definitions have them.
struct CustomResourceColumns: Sendable {
  var name: String
  var type = "string"
  var path: String
  var description: String?
  var priority = 0

  var column: TableColumn {
    .custom(name, type: type, path: path, description: description, priority: priority)
  }

  private static let age = CustomResourceColumns(
    name: "Age", type: "date", path: ".metadata.creationTimestamp")

  static func of(_ kind: ResourceKind) -> [CustomResourceColumns] {
    func condition(_ name: String, _ type: String, priority: Int = 0) -> CustomResourceColumns {
      CustomResourceColumns(
        name: name, path: ".status.conditions[?(@.type=='\(type)')].status", priority: priority)
    }
    switch kind {
    case .virtualMachine:
      return [
        age,
        CustomResourceColumns(
          name: "Status", path: ".status.printableStatus", description: "Human Readable Status"),
        condition("Ready", "Ready"),
      ]
    case .virtualMachineInstance:
      return [
        age, CustomResourceColumns(name: "Phase", path: ".status.phase"),
        CustomResourceColumns(name: "IP", path: ".status.interfaces[0].ipAddress"),
        CustomResourceColumns(name: "NodeName", path: ".status.nodeName"),
        condition("Ready", "Ready"),
        condition("Live-Migratable", "LiveMigratable", priority: 1),
        condition("Paused", "Paused", priority: 1),
      ]
    case .virtualMachineInstanceMigration:
      return [
        CustomResourceColumns(
          name: "Phase", path: ".status.phase",
          description: "The current phase of VM instance migration"),
        CustomResourceColumns(
          name: "VMI", path: ".spec.vmiName",
          description: "The name of the VMI to perform the migration on"),
      ]
    case .kubeVirt: return [age, CustomResourceColumns(name: "Phase", path: ".status.phase")]
    // A definition without columns of its own has the age.
    default: return [age]
    }
  }
}
