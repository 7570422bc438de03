extension FieldDescriptions {
  /// What the API documents of the KubeVirt kind.
  static let kubeVirt = #"""
    kubevirt.ArchConfiguration
      ppc64le: Deprecated: ppc64le architecture is no longer supported.
    kubevirt.CertConfig
      duration: The requested 'duration' (i.e. lifetime) of the Certificate.
      renewBefore: The amount of time before the currently issued certificate's "notAfter"\ntime that we will begin to attempt to renew the certificate.
    kubevirt.ChangedBlockTrackingSelectors
      namespaceLabelSelector: NamespaceSelector will enable changedBlockTracking on all VMs running inside namespaces that match the label selector.
      virtualMachineLabelSelector: VirtualMachineSelector will enable changedBlockTracking on all VMs that match the label selector.
    kubevirt.CommonInstancetypesDeployment
      enabled: Enabled controls the deployment of common-instancetypes resources, defaults to True.
    kubevirt.ComponentConfig
      nodePlacement: nodePlacement describes scheduling configuration for specific\nKubeVirt components
      replicas: replicas indicates how many replicas should be created for each KubeVirt infrastructure\ncomponent (like virt-api or virt-controller). Defaults to 2.\nWARNING: this is an advanced feature that prevents auto-scaling for core kubevirt components. Please use with caution!
    kubevirt.ConfidentialComputeConfiguration
      tdx: TDX configuration for attestation on the Intel TDX Platform
    kubevirt.CustomizeComponents
      flags: Configure the value used for deployment and daemonset resources
    kubevirt.CustomizeComponentsPatch
      patch*
      resourceName*
      resourceType*
      type*
    kubevirt.DeveloperConfiguration
      clusterProfiler: Enable the ability to pprof profile KubeVirt control plane
      cpuAllocationRatio: For each requested virtual CPU, CPUAllocationRatio defines how much physical CPU to request per VMI\nfrom the hosting node. The value is in fraction of a CPU thread (or core on non-hyperthreaded nodes).\nFor example, a value of 1 means 1 physical CPU thread per VMI CPU thread.\nA value of 100 would be 1% of a physical thread allocated for each requested VMI thread.\nThis option has no effect on VMIs that request dedicated CPUs. More information at:\nhttps://kubevirt.io/user-guide/operations/node_overcommit/#node-cpu-allocation-ratio\nDefaults to 10
      disabledFeatureGates: DisabledFeatureGates specifies a list of experimental feature gates to disable.\nA feature gate must not appear in both FeatureGates and DisabledFeatureGates.
      diskVerification: DiskVerification holds container disks verification limits
      featureGates: FeatureGates specifies a list of experimental feature gates to enable. Defaults to none.\nA feature gate must not appear in both FeatureGates and DisabledFeatureGates.
      logVerbosity: LogVerbosity sets log verbosity level of  various components
      memoryOvercommit: MemoryOvercommit is the percentage of memory we want to give VMIs compared to the amount\ngiven to its parent pod (virt-launcher). For example, a value of 102 means the VMI will\n"see" 2% more memory than its parent pod. Values under 100 are effectively "undercommits".\nOvercommits can lead to memory exhaustion, which in turn can lead to crashes. Use carefully.\nDefaults to 100
      minimumClusterTSCFrequency: Allow overriding the automatically determined minimum TSC frequency of the cluster\nand fixate the minimum to this frequency.
      minimumReservePVCBytes: MinimumReservePVCBytes is the amount of space, in bytes, to leave unused on disks.\nDefaults to 131072 (128KiB)
      nodeSelectors: NodeSelectors allows restricting VMI creation to nodes that match a set of labels.\nDefaults to none
      pvcTolerateLessSpaceUpToPercent: LessPVCSpaceToleration determines how much smaller, in percentage, disk PVCs are\nallowed to be compared to the requested size (to account for various overheads).\nDefaults to 10
      useEmulation: UseEmulation can be set to true to allow fallback to software emulation\nin case hardware-assisted emulation is not available. Defaults to false
    kubevirt.DiskVerification
      memoryLimit*
    kubevirt.GenerationStatus
      group*: group is the group of the thing you're tracking
      hash: hash is an optional field set for resources without generation that are content sensitive like secrets and configmaps
      lastGeneration*: lastGeneration is the last generation of the workload controller involved
      name*: name is the name of the thing you're tracking
      namespace: namespace is where the thing you're tracking is
      resource*: resource is the resource type of the thing you're tracking
    kubevirt.HypervisorConfiguration
      name: Name is the name of the hypervisor.\nSupported values are: "kvm", "hyperv-direct".
    kubevirt.InstancetypeConfiguration
      referencePolicy: ReferencePolicy defines how an instance type or preference should be referenced by the VM after submission, supported values are:\nreference (default) - Where a copy of the original object is stashed in a ControllerRevision and referenced by the VM.\nexpand - Where the instance type or preference are expanded into the VM if no revisionNames have been populated.\nexpandAll - Where the instance type or preference are expanded into the VM regardless of revisionNames previously being populated.
    kubevirt.InterfaceBindingMigration
      method: Method defines a pre-defined migration methodology\nversion: 1alphav1
    kubevirt.InterfaceBindingPlugin
      computeResourceOverhead: ComputeResourceOverhead specifies the resource overhead that should be added to the compute container when using the binding.\nversion: v1alphav1
      domainAttachmentType: DomainAttachmentType is a standard domain network attachment method kubevirt supports.\nSupported values: "tap", "managedTap" (since v1.4).\nThe standard domain attachment can be used instead or in addition to the sidecarImage.\nversion: 1alphav1
      downwardAPI: DownwardAPI specifies what kind of data should be exposed to the binding plugin sidecar.\nSupported values: "device-info"\nversion: v1alphav1
      migration: Migration means the VM using the plugin can be safely migrated\nversion: 1alphav1
      networkAttachmentDefinition: NetworkAttachmentDefinition references to a NetworkAttachmentDefinition CR object.\nFormat: <name>, <namespace>/<name>.\nIf namespace is not specified, VMI namespace is assumed.\nversion: 1alphav1
      sidecarImage: SidecarImage references a container image that runs in the virt-launcher pod.\nThe sidecar handles (libvirt) domain configuration and optional services.\nversion: 1alphav1
    kubevirt.KSMConfiguration
      nodeLabelSelector: NodeLabelSelector is a selector that filters in which nodes the KSM will be enabled.\nEmpty NodeLabelSelector will enable ksm for every node.
    kubevirt.KubeVirt: KubeVirt represents the object deploying all KubeVirt resources
      apiVersion: APIVersion defines the versioned schema of this representation of an object.\nServers should convert recognized schemas to the latest internal value, and\nmay reject unrecognized values.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
      kind: Kind is a string value representing the REST resource this object represents.\nServers may infer this from the endpoint the client submits requests to.\nCannot be updated.\nIn CamelCase.\nMore info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
      spec*
      status: KubeVirtStatus represents information pertaining to a KubeVirt deployment.
    kubevirt.KubeVirtCondition
      status*
      type*
    kubevirt.KubeVirtConfiguration
      additionalGuestMemoryOverheadRatio: AdditionalGuestMemoryOverheadRatio can be used to increase the virtualization infrastructure\noverhead. This is useful, since the calculation of this overhead is not accurate and cannot\nbe entirely known in advance. The ratio that is being set determines by which factor to increase\nthe overhead calculated by Kubevirt. A higher ratio means that the VMs would be less compromised\nby node pressures, but would mean that fewer VMs could be scheduled to a node.\nIf not set, the default is 1.
      apiConfiguration: ReloadableComponentConfiguration holds all generic k8s configuration options which can\nbe reloaded by components without requiring a restart.
      autoCPULimitNamespaceLabelSelector: When set, AutoCPULimitNamespaceLabelSelector will set a CPU limit on virt-launcher for VMIs running inside\nnamespaces that match the label selector.\nThe CPU limit will equal the number of requested vCPUs.\nThis setting does not apply to VMIs with dedicated CPUs.
      changedBlockTrackingLabelSelectors: ChangedBlockTrackingLabelSelectors defines label selectors. VMs matching these selectors will have changed block tracking enabled.\nEnabling changedBlockTracking is mandatory for performing storage-agnostic backups and incremental backups.
      commonInstancetypesDeployment: CommonInstancetypesDeployment controls the deployment of common-instancetypes resources
      confidentialCompute: QGS configuration for attestation on the Intel TDX Platform
      controllerConfiguration: ReloadableComponentConfiguration holds all generic k8s configuration options which can\nbe reloaded by components without requiring a restart.
      developerConfiguration: DeveloperConfiguration holds developer options
      emulatedMachines: Deprecated. Use architectureConfiguration instead.
      evictionStrategy: EvictionStrategy defines at the cluster level if the VirtualMachineInstance should be\nmigrated instead of shut-off in case of a node drain. If the VirtualMachineInstance specific\nfield is set it overrides the cluster level one.
      handlerConfiguration: ReloadableComponentConfiguration holds all generic k8s configuration options which can\nbe reloaded by components without requiring a restart.
      hypervisors: Hypervisors holds information regarding the hypervisor configurations supported on this cluster.
      imagePullPolicy: The ImagePullPolicy to use for user workload pods and their containers\n(launcher pods, exporter pods, etc.).\nFor KubeVirt infrastructure images, use spec.imagePullPolicy instead.
      instancetype: Instancetype configuration
      ksmConfiguration: KSMConfiguration holds the information regarding the enabling the KSM in the nodes (if available).
      liveUpdateConfiguration: LiveUpdateConfiguration holds defaults for live update features
      machineType: Deprecated. Use architectureConfiguration instead.
      mediatedDevicesConfiguration: MediatedDevicesConfiguration holds information about MDEV types to be defined, if available
      migrations: MigrationConfiguration holds migration options.\nCan be overridden for specific groups of VMs though migration policies.\nVisit https://kubevirt.io/user-guide/operations/migration_policies/ for more information.
      minCPUModel: deprecated
      network: NetworkConfiguration holds network options
      ovmfPath: Deprecated. Use architectureConfiguration instead.
      permittedHostDevices: PermittedHostDevices holds information about devices allowed for passthrough
      persistentReservationConfiguration: PersistentReservationConfiguration controls the deployment of additional resources required for using SCSI persistent reservation in VMs
      roleAggregationStrategy: RoleAggregationStrategy controls whether RBAC cluster roles should be aggregated\nto the default Kubernetes roles (admin, edit, view).\nWhen set to "AggregateToDefault" (default) or not specified, the aggregate-to-* labels are added to the cluster roles.\nWhen set to "Manual", the labels are not added, and roles will not be aggregated to the default roles.\nSetting RoleAggregationStrategy to "Manual" requires the OptOutRoleAggregation feature gate\nto be enabled (Beta, enabled by default since v1.9.0).
      seccompConfiguration: SeccompConfiguration holds Seccomp configuration for Kubevirt components
      supportContainerResources: SupportContainerResources specifies the resource requirements for various types of supporting containers such as container disks/virtiofs/sidecars and hotplug attachment pods. If omitted a sensible default will be supplied.
      supportedGuestAgentVersions: deprecated
      tlsConfiguration: TLSConfiguration holds TLS options
      virtTemplateDeployment: VirtTemplateDeployment controls the deployment of virt-template components
      virtualMachineOptions: VirtualMachineOptions holds the cluster level information regarding the virtual machine.
      vmRolloutStrategy: VMRolloutStrategy defines how live-updatable fields, like CPU sockets, memory,\ntolerations, and affinity, are propagated from a VM to its VMI.
      vmStateStorageClass: VMStateStorageClass is the name of the storage class to use for the PVCs created to preserve VM state, like TPM.
      webhookConfiguration: ReloadableComponentConfiguration holds all generic k8s configuration options which can\nbe reloaded by components without requiring a restart.
    kubevirt.KubeVirtSelfSignConfiguration
      ca: CA configuration\nCA certs are kept in the CA bundle as long as they are valid
      caOverlapInterval: Deprecated. Use CA.Duration and CA.RenewBefore instead
      caRotateInterval: Deprecated. Use CA.Duration instead
      certRotateInterval: Deprecated. Use Server.Duration instead
      server: Server configuration\nCerts are rotated and discarded
    kubevirt.KubeVirtSpec
      configuration: holds kubevirt configurations.\nsame as the virt-configMap
      imagePullPolicy: The ImagePullPolicy to use for KubeVirt operator-managed infrastructure\nimages (virt-api, virt-controller, virt-handler, virt-exportproxy, etc.).\nFor pull policy of user workload pods, see\nspec.configuration.imagePullPolicy.
      imagePullSecrets: The imagePullSecrets to pull the container images from\nDefaults to none
      imageRegistry: The image registry to pull the container images from\nDefaults to the same registry the operator's container image is pulled from.
      imageTag: The image tag to use for the continer images installed.\nDefaults to the same tag as the operator's container image.
      infra: selectors and tolerations that should apply to KubeVirt infrastructure components
      monitorAccount: The name of the Prometheus service account that needs read-access to KubeVirt endpoints\nDefaults to prometheus-k8s
      monitorNamespace: The namespace Prometheus is deployed in\nDefaults to openshift-monitor
      productComponent: Designate the apps.kubevirt.io/component label for KubeVirt components.\nUseful if KubeVirt is included as part of a product.\nIf ProductComponent is not specified, the component label default value is kubevirt.
      productName: Designate the apps.kubevirt.io/part-of label for KubeVirt components.\nUseful if KubeVirt is included as part of a product.\nIf ProductName is not specified, the part-of label will be omitted.
      productVersion: Designate the apps.kubevirt.io/version label for KubeVirt components.\nUseful if KubeVirt is included as part of a product.\nIf ProductVersion is not specified, KubeVirt's version will be used.
      serviceMonitorNamespace: The namespace the service monitor will be deployed\n When ServiceMonitorNamespace is set, then we'll install the service monitor object in that namespace\notherwise we will use the monitoring namespace.
      synchronizationPort: Specify the port to listen on for VMI status synchronization traffic. Default is 9185
      uninstallStrategy: Specifies if kubevirt can be deleted if workloads are still present.\nThis is mainly a precaution to avoid accidental data loss
      workloadUpdateStrategy: WorkloadUpdateStrategy defines at the cluster level how to handle\nautomated workload updates
      workloads: selectors and tolerations that should apply to KubeVirt workloads
    kubevirt.KubeVirtStatus
      phase: KubeVirtPhase is a label for the phase of a KubeVirt deployment at the current time.
    kubevirt.KubeVirtWorkloadUpdateStrategy
      batchEvictionInterval: BatchEvictionInterval Represents the interval to wait before issuing the next\nbatch of shutdowns\n\nDefaults to 1 minute
      batchEvictionSize: BatchEvictionSize Represents the number of VMIs that can be forced updated per\nthe BatchShutdownInteral interval\n\nDefaults to 10
      workloadUpdateMethods: WorkloadUpdateMethods defines the methods that can be used to disrupt workloads\nduring automated workload updates.\nWhen multiple methods are present, the least disruptive method takes\nprecedence over more disruptive methods. For example if both LiveMigrate and Shutdown\nmethods are listed, only VMs which are not live migratable will be restarted/shutdown\n\nAn empty list defaults to no automated workload updating
    kubevirt.LiveUpdateConfiguration
      maxCpuSockets: MaxCpuSockets provides a MaxSockets value for VMs that do not provide their own.\nFor VMs with more sockets than maximum the MaxSockets will be set to equal number of sockets.
      maxGuest: MaxGuest defines the maximum amount memory that can be allocated\nto the guest using hotplug.
      maxHotplugRatio: MaxHotplugRatio is the ratio used to define the max amount\nof a hotplug resource that can be made available to a VM\nwhen the specific Max* setting is not defined (MaxCpuSockets, MaxGuest)\nExample: VM is configured with 512Mi of guest memory, if MaxGuest is not\ndefined and MaxHotplugRatio is 2 then MaxGuest = 1Gi\ndefaults to 4
    kubevirt.LogVerbosity
      nodeVerbosity: NodeVerbosity represents a map of nodes with a specific verbosity level
    kubevirt.MediatedDevicesConfiguration
      enabled: Enable the creation and removal of mediated devices by virt-handler\nReplaces the deprecated DisableMDEVConfiguration feature gate\nDefaults to true
      mediatedDevicesTypes: Deprecated. Use mediatedDeviceTypes instead.
    kubevirt.MediatedHostDevice
      mdevNameSelector*
      resourceName*
    kubevirt.MigrationConfiguration
      allowAutoConverge: AllowAutoConverge allows the platform to compromise performance/availability of VMIs to\nguarantee successful VMI live migrations. Defaults to false
      allowPostCopy: AllowPostCopy enables post-copy live migrations. Such migrations allow even the busiest VMIs\nto successfully live-migrate. However, events like a network failure can cause a VMI crash.\nIf set to true, migrations will still start in pre-copy, but switch to post-copy when\nCompletionTimeoutPerGiB triggers. Defaults to false
      allowWorkloadDisruption: AllowWorkloadDisruption indicates that the migration shouldn't be\ncanceled after acceptableCompletionTime is exceeded. Instead, if\npermitted, migration will be switched to post-copy or the VMI will be\npaused to allow the migration to complete
      bandwidthPerMigration: BandwidthPerMigration limits the amount of network bandwidth live migrations are allowed to use.\nThe value is in quantity per second. Defaults to 0 (no limit)
      completionTimeoutPerGiB: CompletionTimeoutPerGiB is the maximum number of seconds per GiB a migration is allowed to take.\nIf the timeout is reached, the migration will be either paused, switched\nto post-copy or cancelled depending on other settings. Defaults to 150
      disableTLS: When set to true, DisableTLS will disable the additional layer of live migration encryption\nprovided by KubeVirt. This is usually a bad idea. Defaults to false
      matchSELinuxLevelOnMigration: By default, the SELinux level of target virt-launcher pods is forced to the level of the source virt-launcher.\nWhen set to true, MatchSELinuxLevelOnMigration lets the CRI auto-assign a random level to the target.\nThat will ensure the target virt-launcher doesn't share categories with another pod on the node.\nHowever, migrations will fail when using RWX volumes that don't automatically deal with SELinux levels.
      maxDowntimeMs: MaxDowntimeMs specifies the maximum tolerable downtime (in milliseconds) during switchover.\nDefaults to 900
      network: Network is the name of the CNI network to use for live migrations. By default, migrations go\nthrough the pod network.
      nodeDrainTaintKey: NodeDrainTaintKey defines the taint key that indicates a node should be drained.\nNote: this option relies on the deprecated node taint feature. Default: kubevirt.io/drain
      parallelMigrationsPerCluster: ParallelMigrationsPerCluster is the total number of concurrent live migrations\nallowed cluster-wide. Defaults to 5
      parallelOutboundMigrationsPerNode: ParallelOutboundMigrationsPerNode is the maximum number of concurrent outgoing live migrations\nallowed per node. Defaults to 2
      progressTimeout: ProgressTimeout is the maximum number of seconds a live migration is allowed to make no progress.\nHitting this timeout means a migration transferred 0 data for that many seconds. The migration is\nthen considered stuck and therefore cancelled. Defaults to 150
      unsafeMigrationOverride: UnsafeMigrationOverride allows live migrations to occur even if the compatibility check\nindicates the migration will be unsafe to the guest. Defaults to false
      utilityVolumesTimeout: UtilityVolumesTimeout is the maximum number of seconds a migration can wait in Pending state\nfor utility volumes to be detached. If utility volumes are still present after this timeout,\nthe migration will be marked as Failed. Defaults to 150
    kubevirt.NetworkConfiguration
      permitSlirpInterface: DeprecatedPermitSlirpInterface is an alias for the deprecated PermitSlirpInterface.\nDeprecated: Removed in v1.3.
    kubevirt.NodeMediatedDeviceTypesConfig
      mediatedDevicesTypes: Deprecated. Use mediatedDeviceTypes instead.
      nodeSelector*: NodeSelector is a selector which must be true for the vmi to fit on a node.\nSelector which must match a node's labels for the vmi to be scheduled on that node.\nMore info: https://kubernetes.io/docs/concepts/configuration/assign-pod-node/
    kubevirt.NodePlacement
      affinity: affinity enables pod affinity/anti-affinity placement expanding the types of constraints\nthat can be expressed with nodeSelector.\naffinity is going to be applied to the relevant kind of pods in parallel with nodeSelector\nSee https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
      nodeSelector: nodeSelector is the node selector applied to the relevant kind of pods\nIt specifies a map of key-value pairs: for the pod to be eligible to run on a node,\nthe node must have each of the indicated key-value pairs as labels\n(it can have additional labels as well).\nSee https://kubernetes.io/docs/concepts/configuration/assign-pod-node/#nodeselector
      tolerations: tolerations is a list of tolerations applied to the relevant kind of pods\nSee https://kubernetes.io/docs/concepts/configuration/taint-and-toleration/ for more info.\nThese are additional tolerations other than default ones.
    kubevirt.PciHostDevice
      externalResourceProvider: If true, KubeVirt will leave the allocation and monitoring to an\nexternal device plugin
      pciVendorSelector*: The vendor_id:product_id tuple of the PCI device
      resourceName*: The name of the resource that is representing the device. Exposed by\na device plugin and requested by VMs. Typically of the form\nvendor.com/product_name
    kubevirt.PersistentReservationConfiguration
      enabled: Enabled controls the deployment of additional resources like the pr-helper container\nfor enabling the use of the SCSI persistent reservation VMs, defaults to False.
    kubevirt.RESTClientConfiguration
      rateLimiter: RateLimiter allows selecting and configuring different rate limiters for the k8s client.
    kubevirt.ReloadableComponentConfiguration
      restClient: RestClient can be used to tune certain aspects of the k8s client in use.
    kubevirt.ResourceRequirementsWithoutClaims
      limits: Limits describes the maximum amount of compute resources allowed.\nMore info: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
      requests: Requests describes the minimum amount of compute resources required.\nIf Requests is omitted for a container, it defaults to Limits if that is explicitly specified,\notherwise to an implementation-defined value. Requests cannot exceed Limits.\nMore info: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    kubevirt.SeccompConfiguration
      virtualMachineInstanceProfile: VirtualMachineInstanceProfile defines what profile should be used with virt-launcher. Defaults to none
    kubevirt.SupportContainerResources
      resources*: ResourceRequirementsWithoutClaims describes the compute resource requirements.\nThis struct was taken from the k8s.ResourceRequirements and cleaned up the 'Claims' field.
      type*
    kubevirt.TDXAttestationConfiguration
      enforced: Indicates whether TDX VM should enforce the existence of QGS (required for attestation) to be scheduled
      qgsSocketPath: Socket path pointing to the Quote Generation Service
    kubevirt.TDXConfiguration
      attestation: QGSConfiguration holds QGS configuration
    kubevirt.TLSConfiguration
      minTLSVersion: MinTLSVersion is a way to specify the minimum protocol version that is acceptable for TLS connections.\nProtocol versions are based on the following most common TLS configurations:\n\n  https://ssl-config.mozilla.org/\n\nNote that SSLv3.0 is not a supported protocol version due to well known\nvulnerabilities such as POODLE: https://en.wikipedia.org/wiki/POODLE
    kubevirt.TokenBucketRateLimiter
      burst*: Maximum burst for throttle.\nIf it's zero, the component default will be used
      qps*: QPS indicates the maximum QPS to the apiserver from this client.\nIf it's zero, the component default will be used
    kubevirt.USBHostDevice
      externalResourceProvider: If true, KubeVirt will leave the allocation and monitoring to an\nexternal device plugin
      resourceName*: Identifies the list of USB host devices.\ne.g: kubevirt.io/storage, kubevirt.io/bootable-usb, etc
    kubevirt.USBSelector
      product*
      vendor*
    kubevirt.VirtTemplateDeployment
      enabled: Enabled controls the deployment of virt-template resources, defaults to True when feature gate is enabled.
    kubevirt.VirtualMachineInstanceProfile
      customProfile: CustomProfile allows to request arbitrary profile for virt-launcher
    kubevirt.VirtualMachineOptions
      disableFreePageReporting: DisableFreePageReporting disable the free page reporting of\nmemory balloon device https://libvirt.org/formatdomain.html#memory-balloon-device.\nThis will have effect only if AutoattachMemBalloon is not false and the vmi is not\nrequesting any high performance feature (dedicatedCPU/realtime/hugePages), in which free page reporting is always disabled.
      disableSerialConsoleLog: DisableSerialConsoleLog disables logging the auto-attached default serial console.\nIf not set, serial console logs will be written to a file and then streamed from a container named 'guest-console-log'.\nThe value can be individually overridden for each VM, not relevant if AutoattachSerialConsole is disabled.
    """#
}
