extension FieldDescriptions {
  /// What the API documents of VMs, VMIs and migrations, part 2.
  static let migrationStates = #"""
    kubevirt.VirtualMachineInstanceSpec
      accessCredentials: Specifies a set of public keys to inject into the vm guest
      affinity: If affinity is specifies, obey all the affinity rules
      architecture: Specifies the architecture of the vm guest you are attempting to run. Defaults to the compiled architecture of the KubeVirt components
      dnsConfig: Specifies the DNS parameters of a pod.\nParameters specified here will be merged to the generated DNS\nconfiguration based on DNSPolicy.
      dnsPolicy: Set DNS policy for the pod.\nDefaults to "ClusterFirst".\nValid values are 'ClusterFirstWithHostNet', 'ClusterFirst', 'Default' or 'None'.\nDNS parameters given in DNSConfig will be merged with the policy selected with DNSPolicy.\nTo have DNS options set along with hostNetwork, you have to specify DNS policy\nexplicitly to 'ClusterFirstWithHostNet'.
      domain*: Specification of the desired behavior of the VirtualMachineInstance on the host.
      evictionStrategy: EvictionStrategy describes the strategy to follow when a node drain occurs.\nThe possible options are:\n- "None": No action will be taken, according to the specified 'RunStrategy' the VirtualMachine will be restarted or shutdown.\n- "LiveMigrate": the VirtualMachineInstance will be migrated instead of being shutdown.\n- "LiveMigrateIfPossible": the same as "LiveMigrate" but only if the VirtualMachine is Live-Migratable, otherwise it will behave as "None".\n- "External": the VirtualMachineInstance will be protected and 'vmi.Status.EvacuationNodeName' will be set on eviction. This is mainly useful for cluster-api-provider-kubevirt (capk) which needs a way for VMI's to be blocked from eviction, yet signal capk that eviction has been called on the VMI so the capk controller can handle tearing the VMI down. Details can be found in the commit description https://github.com/kubevirt/kubevirt/commit/c1d77face705c8b126696bac9a3ee3825f27f1fa.
      hostname: Specifies the hostname of the vmi\nIf not specified, the hostname will be set to the name of the vmi, if dhcp or cloud-init is configured properly.
      livenessProbe: Periodic probe of VirtualMachineInstance liveness.\nVirtualmachineInstances will be stopped if the probe fails.\nCannot be updated.\nMore info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      networks: List of networks that can be attached to a vm's virtual interface.
      nodeSelector: NodeSelector is a selector which must be true for the vmi to fit on a node.\nSelector which must match a node's labels for the vmi to be scheduled on that node.\nMore info: https://kubernetes.io/docs/concepts/configuration/assign-pod-node/
      priorityClassName: If specified, indicates the pod's priority.\nIf not specified, the pod priority will be default or zero if there is no\ndefault.
      readinessProbe: Periodic probe of VirtualMachineInstance service readiness.\nVirtualmachineInstances will be removed from service endpoints if the probe fails.\nCannot be updated.\nMore info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      resourceClaims: ResourceClaims define which ResourceClaims must be allocated\nand reserved before the VMI, hence virt-launcher pod is allowed to start. The resources\nwill be made available to the domain which consumes them\nby name.\n\nThis is an alpha field and requires enabling the\nDynamicResourceAllocation feature gate in kubernetes\n https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/\nThis field should only be configured if one of the feature-gates GPUsWithDRA, HostDevicesWithDRA,\nor NetworkDevicesWithDRA is enabled.\nThis feature is in alpha.
      schedulerName: If specified, the VMI will be dispatched by specified scheduler.\nIf not specified, the VMI will be dispatched by default scheduler.
      serviceAccountName: ServiceAccountName is the name of the ServiceAccount to use to run the\nvirt-launcher pod. This sets pod.spec.serviceAccountName but does NOT\nautomatically expose the service account token to the VM guest.\nTo expose the token to the VM, use a serviceAccount volume.
      startStrategy: StartStrategy can be set to "Paused" if Virtual Machine should be started in paused state.
      subdomain: If specified, the fully qualified vmi hostname will be "<hostname>.<subdomain>.<pod namespace>.svc.<cluster domain>".\nIf not specified, the vmi will not have a domainname at all. The DNS entry will resolve to the vmi,\nno matter if the vmi itself can pick up a hostname.
      terminationGracePeriodSeconds: Grace period observed after signalling a VirtualMachineInstance to stop after which the VirtualMachineInstance is force terminated.
      tolerations: If toleration is specified, obey all the toleration rules.
      topologySpreadConstraints: TopologySpreadConstraints describes how a group of VMIs will be spread across a given topology\ndomains. K8s scheduler will schedule VMI pods in a way which abides by the constraints.
      utilityVolumes: List of utility volumes that can be mounted to the vmi virt-launcher pod\nwithout having a matching disk in the domain.\nUsed to collect data for various operational workflows.
      volumes: List of volumes that can be mounted by disks belonging to the vmi.
    kubevirt.VirtualMachineInstanceStatus
      VSOCKCID: VSOCKCID is used to track the allocated VSOCK CID in the VM.
      activePods: ActivePods is a mapping of pod UID to node name.\nIt is possible for multiple pods to be running for a single VMI during migration.
      changedBlockTracking: ChangedBlockTracking represents the status of the changedBlockTracking
      conditions: Conditions are specific points in VirtualMachineInstance's pod runtime.
      currentCPUTopology: CurrentCPUTopology specifies the current CPU topology used by the VM workload.\nCurrent topology may differ from the desired topology in the spec while CPU hotplug\ntakes place.
      evacuationNodeName: EvacuationNodeName is used to track the eviction process of a VMI. It stores the name of the node that we want\nto evacuate. It is meant to be used by KubeVirt core components only and can't be set or modified by users.
      fsFreezeStatus: FSFreezeStatus indicates whether a freeze operation was requested for the guest filesystem.\nIt will be set to "frozen" if the request was made, or unset otherwise.\nThis does not reflect the actual state of the guest filesystem.
      guestOSInfo: Guest OS Information
      interfaces: Interfaces represent the details of available network interfaces.
      kernelBootStatus: KernelBootStatus contains info about the kernelBootContainer
      launcherContainerImageVersion: LauncherContainerImageVersion indicates what container image is currently active for the vmi.
      machine: Machine shows the final resulting qemu machine type. This can be different\nthan the machine type selected in the spec, due to qemus machine type alias mechanism.
      memory: Memory shows various informations about the VirtualMachine memory.
      migratedVolumes: MigratedVolumes lists the source and destination volumes during the volume migration
      migrationMethod: Represents the method using which the vmi can be migrated: live migration or block migration
      migrationState: Represents the status of a live migration
      migrationTransport: This represents the migration transport
      nodeName: NodeName is the name where the VirtualMachineInstance is currently running.
      phase: Phase is the status of the VirtualMachineInstance in kubernetes world. It is not the VirtualMachineInstance status, but partially correlates to it.
      phaseTransitionTimestamps: PhaseTransitionTimestamp is the timestamp of when the last phase change occurred
      qosClass: The Quality of Service (QOS) classification assigned to the virtual machine instance based on resource requirements\nSee PodQOSClass type for available QOS classes\nMore info: https://git.k8s.io/community/contributors/design-proposals/node/resource-qos.md
      reason: A brief CamelCase message indicating details about why the VMI is in this state. e.g. 'NodeUnresponsive'
      runtimeUser: RuntimeUser is used to determine what user will be used in launcher
      selinuxContext: SELinuxContext is the actual SELinux context of the virt-launcher pod
      virtualMachineRevisionName: VirtualMachineRevisionName is used to get the vm revision of the vmi when doing\nan online vm snapshot
      volumeStatus: VolumeStatus contains the statuses of all the volumes
    kubevirt.VirtualMachineInstanceTemplateSpec
      spec: VirtualMachineInstance Spec contains the VirtualMachineInstance specification.
    kubevirt.VirtualMachineMemoryDumpRequest
      claimName*: ClaimName is the name of the pvc that will contain the memory dump
      endTimestamp: EndTimestamp represents the time the memory dump was completed
      fileName: FileName represents the name of the output file
      message: Message is a detailed message about failure of the memory dump
      phase*: Phase represents the memory dump phase
      remove: Remove represents request of dissociating the memory dump pvc
      startTimestamp: StartTimestamp represents the time the memory dump started
    kubevirt.VirtualMachineSpec
      dataVolumeTemplates: dataVolumeTemplates is a list of dataVolumes that the VirtualMachineInstance template can reference.\nDataVolumes in this list are dynamically created for the VirtualMachine and are tied to the VirtualMachine's life-cycle.
      instancetype: InstancetypeMatcher references a instancetype that is used to fill fields in Template
      preference: PreferenceMatcher references a set of preference that is used to fill fields in Template
      runStrategy: Running state indicates the requested running state of the VirtualMachineInstance\nmutually exclusive with Running\nFollowing are allowed values:\n- "Always": VMI should always be running.\n- "Halted": VMI should never be running.\n- "Manual": VMI can be started/stopped using API endpoints.\n- "RerunOnFailure": VMI will initially be running and restarted if a failure occurs, but will not be restarted upon successful completion.\n- "Once": VMI will run once and not be restarted upon completion regardless if the completion is of phase Failure or Success.
      running: Running controls whether the associatied VirtualMachineInstance is created or not\nMutually exclusive with RunStrategy\nDeprecated: VirtualMachineInstance field "Running" is now deprecated, please use RunStrategy instead.
      template*: Template is the direct specification of VirtualMachineInstance
      updateVolumesStrategy: UpdateVolumesStrategy is the strategy to apply on volumes updates
    kubevirt.VirtualMachineStartFailure
      lastFailedVMIUID: UID is a type that holds unique ID values, including UUIDs.  Because we\ndon't ONLY use UUIDs, this is an alias to string.  Being a type captures\nintent and helps make sure that UIDs and names do not get conflated.
    kubevirt.VirtualMachineStateChangeRequest
      action*: Indicates the type of action that is requested. e.g. Start or Stop
      data: Provides additional data in order to perform the Action
      uid: Indicates the UUID of an existing Virtual Machine Instance that this change request applies to -- if applicable
    kubevirt.VirtualMachineStatus
      changedBlockTracking: ChangedBlockTracking represents the status of the changedBlockTracking
      conditions: Hold the state information of the VirtualMachine and its VirtualMachineInstance
      created: Created indicates if the virtual machine is created in the cluster
      desiredGeneration: DesiredGeneration is the generation which is desired for the VMI.\nThis will be used in comparisons with ObservedGeneration to understand when\nthe VMI is out of sync. This will be changed at the same time as\nObservedGeneration to remove errors which could occur if Generation is\nupdated through an Update() before ObservedGeneration in Status.
      instancetypeRef: InstancetypeRef captures the state of any referenced instance type from the VirtualMachine
      memoryDumpRequest: MemoryDumpRequest tracks memory dump request phase and info of getting a memory\ndump to the given pvc
      observedGeneration: ObservedGeneration is the generation observed by the vmi when started.
      preferenceRef: PreferenceRef captures the state of any referenced preference from the VirtualMachine
      printableStatus: PrintableStatus is a human readable, high-level representation of the status of the virtual machine
      ready: Ready indicates if the virtual machine is running and ready
      restoreInProgress: RestoreInProgress is the name of the VirtualMachineRestore currently executing
      runStrategy: RunStrategy tracks the last recorded RunStrategy used by the VM.\nThis is needed to correctly process the next strategy (for now only the RerunOnFailure)
      snapshotInProgress: SnapshotInProgress is the name of the VirtualMachineSnapshot currently executing
      startFailure: StartFailure tracks consecutive VMI startup failures for the purposes of\ncrash loop backoffs
      stateChangeRequests: StateChangeRequests indicates a list of actions that should be taken on a VMI\ne.g. stop a specific VMI then start a new one.
      volumeRequests: VolumeRequests indicates a list of volumes add or remove from the VMI template and\nhotplug on an active running VMI.
      volumeSnapshotStatuses: VolumeSnapshotStatuses indicates a list of statuses whether snapshotting is\nsupported by each volume.
      volumeUpdateState: VolumeUpdateState contains the information about the volumes set\nupdates related to the volumeUpdateStrategy
    kubevirt.VirtualMachineVolumeRequest
      addVolumeOptions: AddVolumeOptions when set indicates a volume should be added. The details\nwithin this field specify how to add the volume
      removeVolumeOptions: RemoveVolumeOptions when set indicates a volume should be removed. The details\nwithin this field specify how to add the volume
    kubevirt.VolumeMigrationState
      migratedVolumes: MigratedVolumes lists the source and destination volumes during the volume migration
    kubevirt.VolumeSnapshotStatus
      enabled*: True if the volume supports snapshotting
      name*: Volume name
      reason: Empty if snapshotting is enabled, contains reason otherwise
    kubevirt.VolumeStatus
      containerDiskVolume: ContainerDiskVolume shows info about the containerdisk, if the volume is a containerdisk
      hotplugVolume: If the volume is hotplug, this will contain the hotplug status.
      memoryDumpVolume: If the volume is memorydump volume, this will contain the memorydump info.
      message: Message is a detailed message about the current hotplug volume phase
      name*: Name is the name of the volume
      persistentVolumeClaimInfo: PersistentVolumeClaimInfo is information about the PVC that handler requires during start flow
      phase: Phase is the phase
      reason: Reason is a brief description of why we are in the current hotplug volume phase
      size: Represents the size of the volume
      target*: Target is the target name used when adding the volume to the VM, eg: vda
    kubevirt.VolumeUpdateState
      volumeMigrationState: VolumeMigrationState tracks the information related to the volume migration
    """#
}
