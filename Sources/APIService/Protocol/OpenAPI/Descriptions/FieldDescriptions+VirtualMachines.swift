extension FieldDescriptions {
  /// What the API documents of VMs, VMIs and migrations, part 1.
  static let virtualMachines = #"""
    kubevirt.AddVolumeOptions
      disk*: Disk represents the hotplug disk that will be plugged into the running VMI
      dryRun: When present, indicates that modifications should not be\npersisted. An invalid or unrecognized dryRun directive will\nresult in an error response and no further processing of the\nrequest. Valid values are:\n- All: all dry run stages will be processed
      name*: Name represents the name that will be used to map the\ndisk to the corresponding volume. This overrides any name\nset inside the Disk struct itself.
      volumeSource*: VolumeSource represents the source of the volume to map to the disk.
    kubevirt.CPUTopology
      cores: Cores specifies the number of cores inside the vmi.\nMust be a value greater or equal 1.
      sockets: Sockets specifies the number of sockets inside the vmi.\nMust be a value greater or equal 1.
      threads: Threads specifies the number of threads inside the vmi.\nMust be a value greater or equal 1.
    kubevirt.ChangedBlockTrackingStatus
      backupStatus: BackupStatus represents the status of vmi backup
      state*: State represents the current CBT state
    kubevirt.ContainerDiskInfo
      checksum: deprecated; Checksum is the checksum of the rootdisk or kernel artifacts inside the containerdisk
    kubevirt.ControllerRevisionRef
      name: Name of the ControllerRevision
    kubevirt.DomainMemoryDumpInfo
      claimName: ClaimName is the name of the pvc the memory was dumped to
      endTimestamp: EndTimestamp is the time when the memory dump completed
      startTimestamp: StartTimestamp is the time when the memory dump started
      targetFileName: TargetFileName is the name of the memory dump output
    kubevirt.DowntimeTuningOptions
      cooldownSeconds: CooldownSeconds is the minimum interval in seconds\nbetween successive downtime increases. Defaults to 10.
      initialMs: InitialMs is the initial max_downtime value in milliseconds\nset at the start of migration. Tuning steps increase from this value.\nDefaults to 150.
      startAfterIteration: StartAfterIteration is the memory copy iteration after which\ndowntime tuning begins. Defaults to 3.
      steps: Steps is the number of equal increments used to ramp from\nInitialMs to the cluster-level MaxDowntimeMs. Defaults to 7.
    kubevirt.ExperimentalMigrationOptions
      compression: Compression selects the algorithm for compressing the live migration\ndata stream. When omitted (nil) or set to "none", compression is\ndisabled.
      downtimeTuning: DowntimeTuning configures iteration-aware downtime ramping for live\nmigration convergence.
    kubevirt.HotplugVolumeSource
      dataVolume: DataVolume represents the dynamic creation a PVC for this volume as well as\nthe process of populating that PVC with a disk image.
      persistentVolumeClaim: PersistentVolumeClaimVolumeSource represents a reference to a PersistentVolumeClaim in the same namespace.\nDirectly attached to the vmi via qemu.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
    kubevirt.HotplugVolumeStatus
      attachPodName: AttachPodName is the name of the pod used to attach the volume to the node.
      attachPodUID: AttachPodUID is the UID of the pod used to attach the volume to the node.
    kubevirt.InitrdInfo
      checksum: deprecated; Checksum is the checksum of the initrd file
    kubevirt.InstancetypeMatcher
      inferFromVolume: InferFromVolume lists the name of a volume that should be used to infer or discover the instancetype\nto be used through known annotations on the underlying resource. Once applied to the InstancetypeMatcher\nthis field is removed.
      inferFromVolumeFailurePolicy: InferFromVolumeFailurePolicy controls what should happen on failure when inferring the instancetype.\nAllowed values are: "RejectInferFromVolumeFailure" and "IgnoreInferFromVolumeFailure".\nIf not specified, "RejectInferFromVolumeFailure" is used by default.
      kind: Kind specifies which instancetype resource is referenced.\nAllowed values are: "VirtualMachineInstancetype" and "VirtualMachineClusterInstancetype".\nIf not specified, "VirtualMachineClusterInstancetype" is used by default.
      name: Name is the name of the VirtualMachineInstancetype or VirtualMachineClusterInstancetype
      revisionName: RevisionName specifies a ControllerRevision containing a specific copy of the\nVirtualMachineInstancetype or VirtualMachineClusterInstancetype to be used. This is initially\ncaptured the first time the instancetype is applied to the VirtualMachineInstance.
    kubevirt.InstancetypeStatusRef
      controllerRevisionRef: ControllerRef specifies the ControllerRevision storing a copy of the object captured\nwhen it is first seen by the VirtualMachine controller
      inferFromVolume: InferFromVolume lists the name of a volume that should be used to infer or discover the resource
      inferFromVolumeFailurePolicy: InferFromVolumeFailurePolicy controls what should happen on failure when inferring the resource
      kind: Kind specifies the kind of resource
      name: Name is the name of resource
    kubevirt.KernelBootStatus
      initrdInfo: InitrdInfo show info about the initrd file
      kernelInfo: KernelInfo show info about the kernel image
    kubevirt.KernelInfo
      checksum: deprecated; Checksum is the checksum of the kernel image
    kubevirt.MemoryStatus
      guestAtBoot: GuestAtBoot specifies with how much memory the VirtualMachine intiallly booted with.
      guestCurrent: GuestCurrent specifies how much memory is currently available for the VirtualMachine.
      guestRequested: GuestRequested specifies how much memory was requested (hotplug) for the VirtualMachine.
      memoryOverhead: MemoryOverhead specifies the memory overhead added by the virtualization infrastructure\nfor the virt-launcher pod.
    kubevirt.PersistentVolumeClaimInfo
      accessModes: AccessModes contains the desired access modes the volume should have.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes-1
      capacity: Capacity represents the capacity set on the corresponding PVC status
      claimName: ClaimName is the name of the PVC
      filesystemOverhead: Percentage of filesystem's size to be reserved when resizing the PVC
      preallocated: Preallocated indicates if the PVC's storage is preallocated or not
      requests: Requests represents the resources requested by the corresponding PVC spec
      volumeMode: VolumeMode defines what type of volume is required by the claim.\nValue of Filesystem is implied when not included in claim spec.
    kubevirt.PreferenceMatcher
      inferFromVolume: InferFromVolume lists the name of a volume that should be used to infer or discover the preference\nto be used through known annotations on the underlying resource. Once applied to the PreferenceMatcher\nthis field is removed.
      inferFromVolumeFailurePolicy: InferFromVolumeFailurePolicy controls what should happen on failure when preference the instancetype.\nAllowed values are: "RejectInferFromVolumeFailure" and "IgnoreInferFromVolumeFailure".\nIf not specified, "RejectInferFromVolumeFailure" is used by default.
      kind: Kind specifies which preference resource is referenced.\nAllowed values are: "VirtualMachinePreference" and "VirtualMachineClusterPreference".\nIf not specified, "VirtualMachineClusterPreference" is used by default.
      name: Name is the name of the VirtualMachinePreference or VirtualMachineClusterPreference
      revisionName: RevisionName specifies a ControllerRevision containing a specific copy of the\nVirtualMachinePreference or VirtualMachineClusterPreference to be used. This is\ninitially captured the first time the instancetype is applied to the VirtualMachineInstance.
    kubevirt.RemoveVolumeOptions
      dryRun: When present, indicates that modifications should not be\npersisted. An invalid or unrecognized dryRun directive will\nresult in an error response and no further processing of the\nrequest. Valid values are:\n- All: all dry run stages will be processed
      name*: Name represents the name that maps to both the disk and volume that\nshould be removed
    kubevirt.StallDetectorOptions
      completionTimeoutFactor: CompletionTimeoutFactor multiplies the computed migration completion timeout to determine\nthe total time budget for deciding whether a forced switchover can still finish in time,\nand to extend the abort deadline after initiating a completion-timeout-driven switchover.\nDefaults to 2.
      ewmaAlpha: EwmaAlpha is the smoothing factor for the exponentially weighted moving average of\nobserved migration bandwidth. Must be in the range (0, 1]; zero is invalid because\nthe estimate would never incorporate new samples. Higher values weight recent samples\nmore heavily.\nDefaults to 0.4.
      patienceWindowDecayFactor: PatienceWindowDecayFactor is the factor by which the relaxation patience window is\nmultiplied after each best-remaining-bytes relaxation step.\nDefaults to 0.5.
      precopyPossibleFactor: PrecopyPossibleFactor is the maximum factor by which estimated downtime may exceed\nMaxDowntime while still attempting a soft stop-and-copy instead of aborting the migration.\nDefaults to 1.5.
      searchLocalMinima: SearchLocalMinima controls whether convergence actions are delayed until remaining bytes\nreach a local minimum near the best observed value. When false, actions may trigger\nas soon as a stall is detected.\nDefaults to true.
      stallMargin: StallMargin is the fractional tolerance, expressed as a percentage, used when\ncomparing remaining migration bytes against the best observed value to detect stalls\nand local minima. A stall is reported when remaining bytes stay above\n(1 - StallMargin/100) of the outside-window minimum.\nDefaults to 4.
      stallProgressTimeout: StallProgressTimeout is the duration in seconds of the sliding window used to track\nminimum remaining-bytes and detect when migration progress has stalled.\nDefaults to 40.
      switchoverTimeout: SwitchoverTimeout is the duration in seconds allowed for a stop-and-copy or post-copy\nswitchover to complete after being triggered before the migration is aborted.\nDefaults to 60.
    kubevirt.StorageMigratedVolumeInfo
      destinationPVCInfo: DestinationPVCInfo contains the information about the destination PVC
      sourcePVCInfo: SourcePVCInfo contains the information about the source PVC
      volumeName*: VolumeName is the name of the volume that is being migrated
    kubevirt.UtilityVolume
      claimName*: claimName is the name of a PersistentVolumeClaim in the same namespace as the pod using this volume.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
      name*: UtilityVolume's name.\nMust be unique within the vmi, including regular Volumes.
      readOnly: readOnly Will force the ReadOnly setting in VolumeMounts.\nDefault false.
      type: Type represents the type of the utility volume.
    kubevirt.VMIMConfigurationOptions
      allowAutoConverge: AllowAutoConverge allows the platform to compromise performance/availability of VMIs to\nguarantee successful VMI live migrations. Defaults to false
      allowPostCopy: AllowPostCopy enables post-copy live migrations. Such migrations allow even the busiest VMIs\nto successfully live-migrate. However, events like a network failure can cause a VMI crash.\nIf set to true, migrations will still start in pre-copy, but switch to post-copy when\nCompletionTimeoutPerGiB triggers. Defaults to false
      allowWorkloadDisruption: AllowWorkloadDisruption indicates that the migration shouldn't be\ncanceled after acceptableCompletionTime is exceeded. Instead, if\npermitted, migration will be switched to post-copy or the VMI will be\npaused to allow the migration to complete
      bandwidthPerMigration: BandwidthPerMigration limits the amount of network bandwidth live migrations are allowed to use.\nThe value is in quantity per second. Defaults to 0 (no limit)
      completionTimeoutPerGiB: CompletionTimeoutPerGiB is the maximum number of seconds per GiB a migration is allowed to take.\nIf the timeout is reached, the migration will be either paused, switched\nto post-copy or cancelled depending on other settings. Defaults to 150
      disableTLS: When set to true, DisableTLS will disable the additional layer of live migration encryption\nprovided by KubeVirt. This is usually a bad idea. Defaults to false
      experimental: ExperimentalMigrationOptions is an alpha API. It is intended for experimental\npurposes only and will be removed in the future.
      matchSELinuxLevelOnMigration: By default, the SELinux level of target virt-launcher pods is forced to the level of the source virt-launcher.\nWhen set to true, MatchSELinuxLevelOnMigration lets the CRI auto-assign a random level to the target.\nThat will ensure the target virt-launcher doesn't share categories with another pod on the node.\nHowever, migrations will fail when using RWX volumes that don't automatically deal with SELinux levels.
      maxDowntimeMs: MaxDowntimeMs specifies the maximum tolerable downtime (in milliseconds) during switchover.\nDefaults to 900
      network: Network is the name of the CNI network to use for live migrations. By default, migrations go\nthrough the pod network.
      nodeDrainTaintKey: NodeDrainTaintKey defines the taint key that indicates a node should be drained.\nNote: this option relies on the deprecated node taint feature. Default: kubevirt.io/drain
      parallelMigrationsPerCluster: ParallelMigrationsPerCluster is the total number of concurrent live migrations\nallowed cluster-wide. Defaults to 5
      parallelOutboundMigrationsPerNode: ParallelOutboundMigrationsPerNode is the maximum number of concurrent outgoing live migrations\nallowed per node. Defaults to 2
      progressTimeout: ProgressTimeout is the maximum number of seconds a live migration is allowed to make no progress.\nHitting this timeout means a migration transferred 0 data for that many seconds. The migration is\nthen considered stuck and therefore cancelled. Defaults to 150
      unsafeMigrationOverride: UnsafeMigrationOverride allows live migrations to occur even if the compatibility check\nindicates the migration will be unsafe to the guest. Defaults to false
      utilityVolumesTimeout: UtilityVolumesTimeout is the maximum number of seconds a migration can wait in Pending state\nfor utility volumes to be detached. If utility volumes are still present after this timeout,\nthe migration will be marked as Failed. Defaults to 150
    kubevirt.VirtualMachine: VirtualMachine handles the VirtualMachines that are not running\nor are in a stopped state\nThe VirtualMachine contains the template to create the\nVirtualMachineInstance. It also mirrors the running state of the created\nVirtualMachineInstance in its status.
      apiVersion: APIVersion defines the versioned schema of this representation of an object.\nServers should convert recognized schemas to the latest internal value, and\nmay reject unrecognized values.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
      kind: Kind is a string value representing the REST resource this object represents.\nServers may infer this from the endpoint the client submits requests to.\nCannot be updated.\nIn CamelCase.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
      spec*: Spec contains the specification of VirtualMachineInstance created
      status: Status holds the current state of the controller and brief information\nabout its associated VirtualMachineInstance
    kubevirt.VirtualMachineCondition
      status*
      type*
    kubevirt.VirtualMachineInstance: VirtualMachineInstance is *the* VirtualMachineInstance Definition. It represents a virtual machine in the runtime environment of kubernetes.
      apiVersion: APIVersion defines the versioned schema of this representation of an object.\nServers should convert recognized schemas to the latest internal value, and\nmay reject unrecognized values.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
      kind: Kind is a string value representing the REST resource this object represents.\nServers may infer this from the endpoint the client submits requests to.\nCannot be updated.\nIn CamelCase.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
      spec*: VirtualMachineInstance Spec contains the VirtualMachineInstance specification.
      status: Status is the high level overview of how the VirtualMachineInstance is doing. It contains information available to controllers and users.
    kubevirt.VirtualMachineInstanceBackupStatus
      backupMsg: BackupMsg resturns any relevant information like failure reason\nunfreeze failed etc...
      backupName: BackupName is the name of the executed backup
      checkpointName: CheckpointName is the name of the checkpoint created for the backup
      completed: Completed indicates the backup completed
      endTimestamp: EndTimestamp is the timestamp when the backup ended
      failed: Failed indicates that the backup failed
      quiesceStatus: QuiesceStatus indicates whether filesystem freeze succeeded, failed, or was skipped.
      startTimestamp: StartTimestamp is the timestamp when the backup started
      volumes: Volumes lists the volumes included in the backup
    kubevirt.VirtualMachineInstanceBackupVolumeInfo
      volumeName*: VolumeName is the volume name from VMI spec
    kubevirt.VirtualMachineInstanceCondition
      status*
      type*
    kubevirt.VirtualMachineInstanceGuestOSInfo
      id: Guest OS Id
      kernelRelease: Guest OS Kernel Release
      kernelVersion: Kernel version of the Guest OS
      machine: Machine type of the Guest OS
      name: Name of the Guest OS
      prettyName: Guest OS Pretty Name
      version: Guest OS Version
      versionId: Version ID of the Guest OS
    kubevirt.VirtualMachineInstanceMigration: VirtualMachineInstanceMigration represents the object tracking a VMI's migration\nto another host in the cluster
      apiVersion: APIVersion defines the versioned schema of this representation of an object.\nServers should convert recognized schemas to the latest internal value, and\nmay reject unrecognized values.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
      kind: Kind is a string value representing the REST resource this object represents.\nServers may infer this from the endpoint the client submits requests to.\nCannot be updated.\nIn CamelCase.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
      spec*
      status: VirtualMachineInstanceMigration reprents information pertaining to a VMI's migration.
    kubevirt.VirtualMachineInstanceMigrationCondition
      status*
      type*
    kubevirt.VirtualMachineInstanceMigrationPhaseTransitionTimestamp
      phase: Phase is the status of the VirtualMachineInstanceMigrationPhase in kubernetes world. It is not the VirtualMachineInstanceMigrationPhase status, but partially correlates to it.
      phaseTransitionTimestamp: PhaseTransitionTimestamp is the timestamp of when the phase change occurred
    kubevirt.VirtualMachineInstanceMigrationSource
      connectURL*: The synchronization controller URL to connect to.
      migrationID*: A unique identifier to identify this migration.
    kubevirt.VirtualMachineInstanceMigrationSourceState
      domainName: The name of the domain on the source libvirt domain
      domainNamespace: Namespace used in the name of the source libvirt domain. Can be used to find and modify paths in the domain
      migrationUID: The Source VirtualMachineInstanceMigration object associated with this migration
      node: The source node that the VMI originated on
      nodeSelectors: Node selectors needed by the target to start the receiving pod.
      persistentStatePVCName: If the VMI being migrated uses persistent features (backend-storage), its source PVC name is saved here
      pod: The source pod that the VMI is originated on
      selinuxContext: SELinuxContext is the actual SELinux context of the pod
      syncAddress: The ip address/fqdn:port combination to use to synchronize the VMI with the target.
      virtualMachineInstanceUID: VirtualMachineInstanceUID is the UID of the target virtual machine instance
    kubevirt.VirtualMachineInstanceMigrationSpec
      addedNodeSelector: AddedNodeSelector is an additional selector that can be used to\ncomplement a NodeSelector or NodeAffinity as set on the VM\nto restrict the set of allowed target nodes for a migration.\nIn case of key collisions, values set on the VM objects\nare going to be preserved to ensure that addedNodeSelector\ncan only restrict but not bypass constraints already set on the VM object.
      priority: Priority of the migration. This can be one of 'system-critical', 'user-triggered', 'system-maintenance'.
      receive: If receieve is specified, this VirtualMachineInstanceMigration will be considered the target
      sendTo: If sendTo is specified, this VirtualMachineInstanceMigration will be considered the source
      vmiName: The name of the VMI to perform the migration on. VMI must exist in the migration objects namespace
    kubevirt.VirtualMachineInstanceMigrationState
      abortRequested: Indicates that the migration has been requested to abort
      abortStatus: Indicates the final status of the live migration abortion
      completed: Indicates the migration completed
      endTimestamp: The time the migration action ended
      failed: Indicates that the migration failed
      failureReason: Contains the reason why the migration failed
      migrationConfiguration: Migration configurations to apply
      migrationNetworkType: The type of migration network, either 'pod' or 'migration'
      migrationPolicyName: Name of the migration policy. If string is empty, no policy is matched
      migrationUid: The VirtualMachineInstanceMigration object associated with this migration
      mode: Lets us know if the vmi is currently running pre or post copy migration
      sourceNode: The source node that the VMI originated on
      sourcePersistentStatePVCName: If the VMI being migrated uses persistent features (backend-storage), its source PVC name is saved here
      sourceState: SourceState contains migration state managed by the source virt handler
      startTimestamp: The time the migration action began
      targetAttachmentPodUID: The UID of the target attachment pod for hotplug volumes
      targetCPUSet: If the VMI requires dedicated CPUs, this field will\nhold the dedicated CPU set on the target node
      targetDirectMigrationNodePorts: The list of ports opened for live migration on the destination node
      targetMemoryOverhead: TargetMemoryOverhead is the memory overhead of the target virt-launcher pod
      targetNode: The target node that the VMI is moving to
      targetNodeAddress: The address of the target node to use for the migration
      targetNodeDomainDetected: The Target Node has seen the Domain Start Event
      targetNodeDomainReadyTimestamp: The timestamp at which the target node detects the domain is active
      targetNodeTopology: If the VMI requires dedicated CPUs, this field will\nhold the numa topology on the target node
      targetPersistentStatePVCName: If the VMI being migrated uses persistent features (backend-storage), its target PVC name is saved here
      targetPod: The target pod that the VMI is moving to
      targetState: TargetState contains migration state managed by the target virt handler
    kubevirt.VirtualMachineInstanceMigrationStatus
      migrationState: Represents the status of a live migration
      phase: VirtualMachineInstanceMigrationPhase is a label for the condition of a VirtualMachineInstanceMigration at the current time.
      phaseTransitionTimestamps: PhaseTransitionTimestamp is the timestamp of when the last phase change occurred
      synchronizationAddresses: The synchronization addresses one can use to connect to the synchronization controller, includes the port, if multiple\naddresses are available, the first one is reported in the synchronizationAddress field.
    kubevirt.VirtualMachineInstanceMigrationTarget
      migrationID*: A unique identifier to identify this migration.
    kubevirt.VirtualMachineInstanceMigrationTargetState
      attachmentPodUID: The UID of the target attachment pod for hotplug volumes
      cpuSet: If the VMI requires dedicated CPUs, this field will\nhold the dedicated CPU set on the target node
      directMigrationNodePorts: The list of ports opened for live migration on the destination node
      domainDetected: The Target Node has seen the Domain Start Event
      domainName: The name of the domain on the source libvirt domain
      domainNamespace: Namespace used in the name of the source libvirt domain. Can be used to find and modify paths in the domain
      domainReadyTimestamp: The timestamp at which the target node detects the domain is active
      migrationUID: The Source VirtualMachineInstanceMigration object associated with this migration
      node: The source node that the VMI originated on
      nodeAddress: The address of the target node to use for the migration
      nodeTopology: If the VMI requires dedicated CPUs, this field will\nhold the numa topology on the target node
      persistentStatePVCName: If the VMI being migrated uses persistent features (backend-storage), its source PVC name is saved here
      pod: The source pod that the VMI is originated on
      selinuxContext: SELinuxContext is the actual SELinux context of the pod
      syncAddress: The ip address/fqdn:port combination to use to synchronize the VMI with the target.
      virtualMachineInstanceUID: VirtualMachineInstanceUID is the UID of the target virtual machine instance
    kubevirt.VirtualMachineInstanceNetworkInterface
      infoSource: Specifies the origin of the interface data collected. values: domain, guest-agent, multus-status.
      interfaceName: The interface name inside the Virtual Machine
      ipAddress: IP address of a Virtual Machine interface. It is always the first item of\nIPs
      ipAddresses: List of all IP addresses of a Virtual Machine interface
      linkState: LinkState Reports the current operational link state'. values: up, down.
      mac: Hardware address of a Virtual Machine interface
      name: Name of the interface, corresponds to name of the network assigned to the interface
      podInterfaceName: PodInterfaceName represents the name of the pod network interface
      queueCount: Specifies how many queues are allocated by MultiQueue
    kubevirt.VirtualMachineInstancePhaseTransitionTimestamp
      phase: Phase is the status of the VirtualMachineInstance in kubernetes world. It is not the VirtualMachineInstance status, but partially correlates to it.
      phaseTransitionTimestamp: PhaseTransitionTimestamp is the timestamp of when the phase change occurred
    kubevirt.VirtualMachineInstanceResourceClaim
      name*: Name uniquely identifies this resource claim inside the VMI.\nThis field is required and must be a DNS_LABEL.
      resourceClaimName: ResourceClaimName is the name of a ResourceClaim object in the same\nnamespace as this VMI.\n\nExactly one of ResourceClaimName and ResourceClaimTemplateName must\nbe set.
      resourceClaimTemplateName: ResourceClaimTemplateName is the name of a ResourceClaimTemplate\nobject in the same namespace as this VMI.\n\nThe template name is passed through to the generated virt-launcher Pod\nspec. From the Pod spec, the template is used to create a new\nResourceClaim, which is bound to the virt-launcher Pod. When the\nvirt-launcher Pod is deleted, the ResourceClaim is also deleted. The\ngenerated ResourceClaim name is unique and is recorded in\npod.status.resourceClaimStatuses.\n\nExactly one of ResourceClaimName and ResourceClaimTemplateName must\nbe set.
    """#
}
