extension Format {
  static let evictionStrategies = ["None", "LiveMigrate", "LiveMigrateIfPossible", "External"]

  static let virtualMachine = ObjectShape(
    name: "VirtualMachine", place: "a virtual machine",
    summary: "A virtual machine and its guest.",
    keys: [
      .required("name", .text(.objectName), "Its name; `${n}` with `count`."),
      .optional("count", .integer(1...ReadingLimits.count), "How many machines like this."),
      .optional("namespace", .text(.dnsLabel), "Where it is; the scenario's own if not said."),
      .optional("node", .text(.objectName), "Where it runs; the scheduler decides if not said."),
      .optional("labels", .labels(.labels), "Labels of the instance."),
      .optional("annotations", .labels(.annotations), "Annotations of the instance."),
      .optional("cpu", .object(virtualMachineCPU), "Its CPU."),
      .optional("memory", .quantity, "Its memory; 1Gi."),
      .optional(
        "evictionStrategy", .words(evictionStrategies), "What an eviction of it does."),
      .optional(
        "runStrategy", .words(["Always", "Halted", "Manual", "RerunOnFailure", "Once"]),
        "Whether it runs; Always."),
      .optional("guest", .object(guest), "How the guest behaves while it is copied."),
      .optional(
        "spec", .kubernetes("kubevirt.VirtualMachineInstanceSpec"),
        "Merged into the spec of its template."),
    ])

  static let virtualMachineCPU = ObjectShape(
    name: "VirtualMachineCPU", place: "a virtual machine's cpu",
    summary: "The CPU of a virtual machine.",
    keys: [
      .optional("model", .text(.nonEmpty), "host-model, host-passthrough or a named model."),
      .optional("cores", .integer(1...1024), "How many cores; 1."),
      .optional(
        "features",
        .list(.either([.text(.nonEmpty), .object(cpuFeature)]), isEmptyAllowed: true),
        "Features, by name or with a policy."),
    ])

  static let cpuFeature = ObjectShape(
    name: "CPUFeature", place: "a CPU feature", summary: "A CPU feature and its policy.",
    keys: [
      .required("name", .text(.nonEmpty), "Its name."),
      .optional(
        "policy", .words(["force", "require", "optional", "disable", "forbid"]),
        "What of it; require."),
    ])

  static let guest = ObjectShape(
    name: "Guest", place: "a guest", summary: "How a guest behaves while it is copied.",
    keys: [
      .optional("dirtyRate", .quantity, "Bytes of memory that it changes a second."),
      .optional(
        "copy", .text(.nonEmpty),
        "How long a copy lasts, such as 30s, or `endless`: it moves and never converges."),
    ])

  static let migrationPolicy = ObjectShape(
    name: "MigrationPolicy", place: "a migration policy",
    summary: "A migration policy: its name and the fields of its spec.",
    keys: [
      .required("name", .text(.objectName), "Its name."),
      .optional("labels", .labels(.labels), "Labels."),
      .optional("annotations", .labels(.annotations), "Annotations."),
    ], kubernetesType: "migrations.MigrationPolicySpec")
}
