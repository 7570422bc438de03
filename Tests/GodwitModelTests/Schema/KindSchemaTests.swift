import GodwitModel
import Testing

@Suite("Kind schema")
struct KindSchemaTests {
  /// The shape at a path below a kind; list items and map values are passed through.
  private func shape(_ path: String, of kind: String) -> FieldShape? {
    var shape = KindSchema.shape(ofKind: kind)
    for name in path.split(separator: ".") {
      switch shape {
      case .object(let type), .list(of: .object(let type), mergeKeys: _):
        shape = KindSchema.field(String(name), ofType: type)
      case .map(let element): shape = element
      default: return nil
      }
    }
    return shape
  }

  private func mergeKeys(_ path: String, of kind: String) -> [String]? {
    guard case .list(of: _, let keys) = shape(path, of: kind) else { return nil }
    return keys
  }

  private func values(_ path: String, of kind: String) -> [String]? {
    switch shape(path, of: kind) {
    case .enumeration(let values), .list(of: .enumeration(let values), mergeKeys: _): values
    default: nil
    }
  }

  @Test func hasEveryKind() {
    #expect(KindSchema.kinds == ResourceKind.all.map(\.kind).sorted())
    #expect(KindSchema.shape(ofKind: "Pod") == .object("core.Pod"))
    #expect(KindSchema.shape(ofKind: "PodSpec") == nil)
    #expect(KindSchema.shape(ofKind: "Gadget") == nil)
  }

  @Test func everyKindHasMetadata() {
    for kind in KindSchema.kinds {
      #expect(shape("apiVersion", of: kind) == .string, "\(kind)")
      #expect(shape("kind", of: kind) == .string, "\(kind)")
      #expect(shape("metadata", of: kind) == .object("meta.ObjectMeta"), "\(kind)")
    }
  }

  @Test(arguments: [
    ("VirtualMachineInstance", "status.migrationState.targetNodeDomainDetected"),
    ("VirtualMachineInstance", "status.migrationState.migrationConfiguration.allowPostCopy"),
    ("VirtualMachineInstance", "spec.domain.cpu.features.policy"),
    ("VirtualMachineInstance", "spec.domain.devices.interfaces.bridge"),
    ("VirtualMachineInstance", "spec.volumes.persistentVolumeClaim.claimName"),
    ("VirtualMachineInstance", "metadata.ownerReferences.uid"),
    ("VirtualMachineInstance", "status.activePods.any"),
    ("VirtualMachineInstanceMigration", "spec.addedNodeSelector.zone"),
    ("VirtualMachineInstanceMigration", "status.migrationState.sourcePod"),
    ("VirtualMachine", "spec.template.spec.domain.resources.requests.memory"),
    ("VirtualMachine", "spec.dataVolumeTemplates.spec.source.http.url"),
    ("KubeVirt", "spec.configuration.migrations.parallelMigrationsPerCluster"),
    ("KubeVirt", "spec.configuration.developerConfiguration.featureGates"),
    ("MigrationPolicy", "spec.selectors.namespaceSelector"),
    ("Node", "status.nodeInfo.kubeletVersion"),
    ("Pod", "spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution"),
    ("Pod", "status.containerStatuses.state.terminated.exitCode"),
    ("Event", "involvedObject.name"),
    ("PodDisruptionBudget", "status.disruptionsAllowed"),
    ("ResourceQuota", "status.used.pods"),
    ("Lease", "spec.renewTime"),
    ("ClusterRole", "aggregationRule.clusterRoleSelectors.matchLabels"),
    ("RoleBinding", "subjects.kind"),
  ])
  func knowsPaths(kind: String, path: String) {
    #expect(shape(path, of: kind) != nil)
  }

  @Test(arguments: [
    ("VirtualMachineInstance", "status.migrationState.targetnode"),
    ("VirtualMachineInstance", "status.migrationstate"),
    ("VirtualMachineInstance", "status.nodename"),
    ("VirtualMachineInstance", "spec.domain.devices.disk"),
    ("VirtualMachineInstanceMigration", "spec.vmi"),
    ("VirtualMachineInstanceMigration", "status.state"),
    ("VirtualMachine", "status.phase"),
    ("Pod", "spec.nodename"),
    ("Event", "status"),
    ("ConfigMap", "spec"),
  ])
  func refusesWhatIsNoField(kind: String, path: String) {
    #expect(shape(path, of: kind) == nil)
  }

  @Test func namesScalarShapes() {
    #expect(shape("metadata.creationTimestamp", of: "Node") == .time)
    #expect(shape("metadata.managedFields", of: "Node") == .any)
    #expect(shape("metadata.labels", of: "Node") == .map(of: .string))
    #expect(shape("status.capacity", of: "Node") == .map(of: .quantity))
    #expect(shape("spec.unschedulable", of: "Node") == .boolean)
    #expect(shape("eventTime", of: "Event") == .time)
    #expect(shape("count", of: "Event") == .integer)
    #expect(shape("spec.minAvailable", of: "PodDisruptionBudget") == .intOrString)
    #expect(shape("spec.bandwidthPerMigration", of: "MigrationPolicy") == .quantity)
    let condition = "status.conditions.lastTransitionTime"
    #expect(shape(condition, of: "VirtualMachineInstance") == .time)
    let device = shape("spec.domain.devices.rng", of: "VirtualMachineInstance")
    #expect(device == .object("kubevirt.Rng"))
    #expect(KindSchema.fields(ofType: "kubevirt.Rng")?.isEmpty == true)
  }

  @Test func namesPhases() {
    #expect(
      values("status.phase", of: "VirtualMachineInstance") == [
        "Pending", "Scheduling", "Scheduled", "Running", "Succeeded", "Failed", "Unknown",
        "WaitingForSync",
      ])
    let migration = values("status.phase", of: "VirtualMachineInstanceMigration")
    #expect(
      migration == [
        "", "Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running",
        "Succeeded", "Failed", "WaitingForSync", "Synchronizing",
      ])
    #expect(
      values("status.phaseTransitionTimestamps.phase", of: "VirtualMachineInstanceMigration")
        == migration)
    #expect(
      values("status.phase", of: "Pod") == ["Pending", "Running", "Succeeded", "Failed", "Unknown"])
    #expect(values("status.phase", of: "PersistentVolumeClaim") == ["Pending", "Bound", "Lost"])
    #expect(values("status.phase", of: "Namespace") == ["Active", "Terminating"])
    #expect(values("status.printableStatus", of: "VirtualMachine")?.count == 17)
  }

  @Test func namesEnumerations() {
    let state = "status.migrationState."
    let vmi = "VirtualMachineInstance"
    #expect(values(state + "mode", of: vmi) == ["PreCopy", "PostCopy", "Paused"])
    #expect(values(state + "abortStatus", of: vmi) == ["Succeeded", "Failed", "Aborting"])
    #expect(values("status.migrationMethod", of: vmi) == ["BlockMigration", "LiveMigration"])
    #expect(
      values("spec.evictionStrategy", of: vmi)
        == ["None", "LiveMigrate", "LiveMigrateIfPossible", "External"])
    #expect(
      values("spec.domain.cpu.features.policy", of: vmi)
        == ["force", "require", "optional", "disable", "forbid"])
    #expect(
      values("spec.priority", of: "VirtualMachineInstanceMigration")
        == ["system-critical", "user-triggered", "system-maintenance"])
    #expect(
      values("spec.runStrategy", of: "VirtualMachine")
        == ["Always", "Halted", "Manual", "RerunOnFailure", "Once", "WaitAsReceiver"])
    #expect(values("type", of: "Event") == ["Normal", "Warning"])
    #expect(
      values("spec.taints.effect", of: "Node") == ["NoSchedule", "PreferNoSchedule", "NoExecute"])
    #expect(values("spec.tolerations.operator", of: "Pod")?.contains("Equal") == true)
    #expect(values("spec.restartPolicy", of: "Pod") == ["Always", "OnFailure", "Never"])
    #expect(values("spec.accessModes", of: "PersistentVolumeClaim")?.count == 4)
  }

  @Test func conditionsAreClosedOnlyWhereKubeVirtSetsThem() throws {
    for kind in ["VirtualMachine", "VirtualMachineInstance"] {
      let types = try #require(values("status.conditions.type", of: kind))
      #expect(types.contains("LiveMigratable") && types.contains("PodScheduled"), "\(kind)")
    }
    #expect(shape("status.conditions.type", of: "Pod") == .string)
    #expect(shape("status.conditions.type", of: "Node") == .string)
    for kind in ["VirtualMachineInstance", "VirtualMachineInstanceMigration", "Pod", "Node"] {
      #expect(values("status.conditions.status", of: kind) == ["True", "False", "Unknown"])
    }
  }

  @Test(arguments: [
    ("Pod", "spec.containers", ["name"]),
    ("Pod", "spec.containers.env", ["name"]),
    ("Pod", "spec.containers.ports", ["containerPort", "protocol"]),
    ("Pod", "spec.containers.volumeMounts", ["mountPath"]),
    ("Pod", "spec.volumes", ["name"]),
    ("Pod", "spec.tolerations", []),
    ("Pod", "status.conditions", ["type"]),
    ("Pod", "metadata.ownerReferences", ["uid"]),
    ("Pod", "metadata.finalizers", []),
    ("Node", "spec.taints", []),
    ("Node", "status.conditions", ["type"]),
    ("VirtualMachineInstance", "status.conditions", ["type"]),
    ("VirtualMachineInstance", "status.interfaces", ["name"]),
    ("VirtualMachineInstance", "status.phaseTransitionTimestamps", []),
    ("VirtualMachineInstance", "spec.volumes", ["name"]),
    ("VirtualMachineInstance", "spec.networks", ["name"]),
    ("VirtualMachineInstance", "spec.domain.devices.disks", ["name"]),
    ("VirtualMachineInstance", "spec.domain.devices.interfaces", ["name"]),
    ("VirtualMachineInstanceMigration", "status.phaseTransitionTimestamps", []),
    ("Role", "rules", []),
  ])
  func namesMergeKeys(kind: String, path: String, keys: [String]) {
    #expect(mergeKeys(path, of: kind) == keys)
  }

  @Test func everyMergeKeyIsAFieldOfTheItem() {
    for type in KindSchema.types {
      for field in KindSchema.fields(ofType: type) ?? [] {
        guard case .list(of: .object(let item), let keys) = field.shape else { continue }
        for key in keys {
          #expect(KindSchema.field(key, ofType: item) != nil, "\(type).\(field.name): \(key)")
        }
      }
    }
  }

  @Test func everyNamedTypeIsInTheTableAndUsed() {
    var used: Set<String> = []
    func check(_ shape: FieldShape, at place: String) {
      switch shape {
      case .object(let name):
        #expect(KindSchema.fields(ofType: name) != nil, "\(place) is \(name)")
        used.insert(name)
      case .map(let element), .list(of: let element, mergeKeys: _): check(element, at: place)
      case .enumeration(let values): #expect(!values.isEmpty, "\(place)")
      default: break
      }
    }
    for type in KindSchema.types {
      for field in KindSchema.fields(ofType: type) ?? [] {
        check(field.shape, at: "\(type).\(field.name)")
      }
    }
    for kind in KindSchema.kinds {
      if let shape = KindSchema.shape(ofKind: kind) { check(shape, at: kind) }
    }
    #expect(KindSchema.types.filter { !used.contains($0) } == [])
  }

  @Test func everyTypeIsThereOnceWithItsFieldsInOrder() {
    #expect(Set(KindSchema.types).count == KindSchema.types.count)
    for type in KindSchema.types {
      let names = (KindSchema.fields(ofType: type) ?? []).map(\.name)
      #expect(names == Set(names).sorted(), "\(type)")
      for name in names {
        #expect(KindSchema.field(name, ofType: type) != nil, "\(type).\(name)")
      }
    }
    #expect(KindSchema.field("phase", ofType: "core.Nothing") == nil)
    #expect(KindSchema.fields(ofType: "core.Nothing") == nil)
  }
}
