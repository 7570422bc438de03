extension FieldDescriptions {
  /// What the API documents of the guest of a VMI.
  static let domain = #"""
    kubevirt.AccessCredential
      sshPublicKey: SSHPublicKey represents the source and method of applying a ssh public\nkey into a guest virtual machine.
      userPassword: UserPassword represents the source and method for applying a guest user's\npassword
    kubevirt.AccessCredentialSecretSource
      secretName*: SecretName represents the name of the secret in the VMI's namespace
    kubevirt.BlockSize
      custom: CustomBlockSize represents the desired logical and physical block size for a VM disk.
      matchVolume: Represents if a feature is enabled or disabled.
    kubevirt.CDRomTarget
      bus: Bus indicates the type of disk device to emulate.\nsupported values: virtio, sata, scsi.
      readonly: ReadOnly.\nDefaults to true.
      tray: Tray indicates if the tray of the device is open or closed.\nAllowed values are "open" and "closed".\nDefaults to closed.
    kubevirt.CPU
      cores: Cores specifies the number of cores inside the vmi.\nMust be a value greater or equal 1.
      dedicatedCpuPlacement: DedicatedCPUPlacement requests the scheduler to place the VirtualMachineInstance on a node\nwith enough dedicated pCPUs and pin the vCPUs to it.
      features: Features specifies the CPU features list inside the VMI.
      isolateEmulatorThread: IsolateEmulatorThread requests one more dedicated pCPU to be allocated for the VMI to place\nthe emulator thread on it.
      maxSockets: MaxSockets specifies the maximum amount of sockets that can\nbe hotplugged
      model: Model specifies the CPU model inside the VMI.\nList of available models https://github.com/libvirt/libvirt/tree/master/src/cpu_map.\nIt is possible to specify special cases like "host-passthrough" to get the same CPU as the node\nand "host-model" to get CPU closest to the node one.\nDefaults to host-model.
      numa: NUMA allows specifying settings for the guest NUMA topology
      realtime: Realtime instructs the virt-launcher to tune the VMI for lower latency, optional for real time workloads
      sockets: Sockets specifies the number of sockets inside the vmi.\nMust be a value greater or equal 1.
      threads: Threads specifies the number of threads inside the vmi.\nMust be a value greater or equal 1.
    kubevirt.CPUFeature
      name*: Name of the CPU feature
      policy: Policy is the CPU feature attribute which can have the following attributes:\nforce    - The virtual CPU will claim the feature is supported regardless of it being supported by host CPU.\nrequire  - Guest creation will fail unless the feature is supported by the host CPU or the hypervisor is able to emulate it.\noptional - The feature will be supported by virtual CPU if and only if it is supported by host CPU.\ndisable  - The feature will not be supported by virtual CPU.\nforbid   - Guest creation will fail if the feature is supported by host CPU.\nDefaults to require
    kubevirt.CloudInitConfigDriveSource
      networkData: NetworkData contains config drive inline cloud-init networkdata.
      networkDataBase64: NetworkDataBase64 contains config drive cloud-init networkdata as a base64 encoded string.
      networkDataSecretRef: NetworkDataSecretRef references a k8s secret that contains config drive networkdata.
      secretRef: UserDataSecretRef references a k8s secret that contains config drive userdata.
      userData: UserData contains config drive inline cloud-init userdata.
      userDataBase64: UserDataBase64 contains config drive cloud-init userdata as a base64 encoded string.
    kubevirt.CloudInitNoCloudSource
      networkData: NetworkData contains NoCloud inline cloud-init networkdata.
      networkDataBase64: NetworkDataBase64 contains NoCloud cloud-init networkdata as a base64 encoded string.
      networkDataSecretRef: NetworkDataSecretRef references a k8s secret that contains NoCloud networkdata.
      secretRef: UserDataSecretRef references a k8s secret that contains NoCloud userdata.
      userData: UserData contains NoCloud inline cloud-init userdata.
      userDataBase64: UserDataBase64 contains NoCloud cloud-init userdata as a base64 encoded string.
    kubevirt.ContainerDiskSource
      image*: Image is the name of the image with the embedded disk.
      imagePullPolicy: Image pull policy.\nOne of Always, Never, IfNotPresent.\nDefaults to Always if :latest tag is specified, or IfNotPresent otherwise.\nCannot be updated.\nMore info: https://kubernetes.io/docs/concepts/containers/images#updating-images
      imagePullSecret: ImagePullSecret is the name of the Docker registry secret required to pull the image. The secret must already exist.
      path: Path defines the path to disk file in the container
    kubevirt.ContainerPathVolumeSource
      path*: Path is the absolute path within the virt-launcher container to expose to the VM.\nThe path must correspond to an existing volumeMount in the compute container.
      readOnly: ReadOnly controls whether the volume is exposed as read-only to the VM.\nDefaults to true. Write access is not currently supported.
    kubevirt.DataVolumeSource
      hotpluggable: Hotpluggable indicates whether the volume can be hotplugged and hotunplugged.
      name*: Name of both the DataVolume and the PVC in the same namespace.
    kubevirt.Disk
      blockSize: If specified, the virtual disk will be presented with the given block sizes.
      bootOrder: BootOrder is an integer value > 0, used to determine ordering of boot devices.\nLower values take precedence.\nEach disk or interface that has a boot order must have a unique value.\nDisks without a boot order are not tried if a disk with a boot order exists.
      cache: Cache specifies which kvm disk cache mode should be used.\nSupported values are:\nnone: Guest I/O not cached on the host, but may be kept in a disk cache.\nwritethrough: Guest I/O cached on the host but written through to the physical medium. Slowest but with most guarantees.\nwriteback: Guest I/O cached on the host.\nDefaults to none if the storage supports O_DIRECT, otherwise writethrough.
      cdrom: Attach a volume as a cdrom to the vmi.
      changedBlockTracking: ChangedBlockTracking indicates this disk should have CBT option\nDefaults to false.
      dedicatedIOThread: dedicatedIOThread indicates this disk should have an exclusive IO Thread.\nEnabling this implies useIOThreads = true.\nDefaults to false.
      disk: Attach a volume as a disk to the vmi.
      errorPolicy: If specified, it can change the default error policy (stop) for the disk
      io: IO specifies which QEMU disk IO mode should be used.\nSupported values are: native, default, threads.
      lun: Attach a volume as a LUN to the vmi.
      name*: Name is the device name
      serial: Serial provides the ability to specify a serial number for the disk device.
      shareable: If specified the disk is made sharable and multiple write from different VMs are permitted
      tag: If specified, disk address and its tag will be provided to the guest via config drive metadata
    kubevirt.DiskIOThreads
      supplementalPoolThreadCount: SupplementalPoolThreadCount specifies how many iothreads are allocated for the supplementalPool policy.
    kubevirt.DiskTarget
      bus: Bus indicates the type of disk device to emulate.\nsupported values: virtio, sata, scsi, usb.
      pciAddress: If specified, the virtual disk will be placed on the guests pci address with the specified PCI address. For example: 0000:81:01.10
      readonly: ReadOnly.\nDefaults to false.
    kubevirt.DomainSpec
      chassis: Chassis specifies the chassis info passed to the domain.
      clock: Clock sets the clock and timers of the vmi.
      cpu: CPU allow specified the detailed CPU topology inside the vmi.
      devices*: Devices allows adding disks, network interfaces, and others
      features: Features like acpi, apic, hyperv, smm.
      firmware: Firmware.
      ioThreads: IOThreads specifies the IOThreads options.
      ioThreadsPolicy: Controls whether or not disks will share IOThreads.\nOmitting IOThreadsPolicy disables use of IOThreads.\nOne of: shared, auto, supplementalPool
      launchSecurity: Launch Security setting of the vmi.
      machine: Machine type.
      memory: Memory allow specifying the VMI memory features.
      rebootPolicy: RebootPolicy specifies how the guest should behave on reboot.\nReboot (default): The guest is allowed to reboot silently.\nTerminate: The VMI will be terminated on guest reboot, allowing\nhigher level controllers (such as the VM controller) to recreate\nthe VMI with any updated configuration such as boot order changes.
      resources: Resources describes the Compute Resources required by this vmi.
    kubevirt.DownwardAPIVolumeSource
      fields: Fields is a list of downward API volume file
      volumeLabel: The volume label of the resulting disk inside the VMI.\nDifferent bootstrapping mechanisms require different values.\nTypical values are "cidata" (cloud-init), "config-2" (cloud-init) or "OEMDRV" (kickstart).
    kubevirt.EmptyDiskSource
      capacity*: Capacity of the sparse disk.
    kubevirt.EphemeralVolumeSource
      persistentVolumeClaim: PersistentVolumeClaimVolumeSource represents a reference to a PersistentVolumeClaim in the same namespace.\nDirectly attached to the vmi via qemu.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
    kubevirt.FeatureAPIC
      enabled: Enabled determines if the feature should be enabled or disabled on the guest.\nDefaults to true.
      endOfInterrupt: EndOfInterrupt enables the end of interrupt notification in the guest.\nDefaults to false.
    kubevirt.FeatureHyperv
      evmcs: EVMCS Speeds up L2 vmexits, but disables other virtualization features. Requires vapic.\nDefaults to the machine type setting.
      frequencies: Frequencies improves the TSC clock source handling for Hyper-V on KVM.\nDefaults to the machine type setting.
      ipi: IPI improves performances in overcommited environments. Requires vpindex.\nDefaults to the machine type setting.
      reenlightenment: Reenlightenment enables the notifications on TSC frequency changes.\nDefaults to the machine type setting.
      relaxed: Relaxed instructs the guest OS to disable watchdog timeouts.\nDefaults to the machine type setting.
      reset: Reset enables Hyperv reboot/reset for the vmi. Requires synic.\nDefaults to the machine type setting.
      runtime: Runtime improves the time accounting to improve scheduling in the guest.\nDefaults to the machine type setting.
      spinlocks: Spinlocks allows to configure the spinlock retry attempts.
      synic: SyNIC enables the Synthetic Interrupt Controller.\nDefaults to the machine type setting.
      synictimer: SyNICTimer enables Synthetic Interrupt Controller Timers, reducing CPU load.\nDefaults to the machine type setting.
      tlbflush: TLBFlush improves performances in overcommited environments. Requires vpindex.\nDefaults to the machine type setting.
      vapic: VAPIC improves the paravirtualized handling of interrupts.\nDefaults to the machine type setting.
      vendorid: VendorID allows setting the hypervisor vendor id.\nDefaults to the machine type setting.
      vpindex: VPIndex enables the Virtual Processor Index to help windows identifying virtual processors.\nDefaults to the machine type setting.
    kubevirt.FeatureKVM
      hidden: Hide the KVM hypervisor from standard MSR based discovery.\nDefaults to false
    kubevirt.FeatureSpinlocks
      enabled: Enabled determines if the feature should be enabled or disabled on the guest.\nDefaults to true.
      spinlocks: Retries indicates the number of retries.\nMust be a value greater or equal 4096.\nDefaults to 4096.
    kubevirt.FeatureState
      enabled: Enabled determines if the feature should be enabled or disabled on the guest.\nDefaults to true.
    kubevirt.FeatureVendorID
      enabled: Enabled determines if the feature should be enabled or disabled on the guest.\nDefaults to true.
      vendorid: VendorID sets the hypervisor vendor id, visible to the vmi.\nString up to twelve characters.
    kubevirt.Features
      acpi: ACPI enables/disables ACPI inside the guest.\nDefaults to enabled.
      apic: Defaults to the machine type setting.
      hyperv: Defaults to the machine type setting.
      hypervPassthrough: This enables all supported hyperv flags automatically.\nBear in mind that if this enabled hyperV features cannot\nbe enabled explicitly. In addition, a Virtual Machine\nusing it will be non-migratable.
      kvm: Configure how KVM presence is exposed to the guest.
      pvspinlock: Notify the guest that the host supports paravirtual spinlocks.\nFor older kernels this feature should be explicitly disabled.
      smm: SMM enables/disables System Management Mode.\nTSEG not yet implemented.
    kubevirt.HostDisk
      capacity: Capacity of the sparse disk
      path*: The path to HostDisk image located on the cluster
      shared: Shared indicate whether the path is shared between nodes
      type*: Contains information if disk.img exists or should be created\nallowed options are 'Disk' and 'DiskOrCreate'
    kubevirt.Hugepages
      pageSize: PageSize specifies the hugepage size, for x86_64 architecture valid values are 1Gi and 2Mi.
    kubevirt.LaunchSecurity
      sev: AMD Secure Encrypted Virtualization (SEV).
      snp: AMD SEV-SNP flags defined by the SEV-SNP specifications.
      tdx: Intel Trust Domain Extensions (TDX).
    kubevirt.LunTarget
      bus: Bus indicates the type of disk device to emulate.\nsupported values: virtio, sata, scsi.
      readonly: ReadOnly.\nDefaults to false.
      reservation: Reservation indicates if the disk needs to support the persistent reservation for the SCSI disk
    kubevirt.Machine
      type: QEMU machine type is the actual chipset of the VirtualMachineInstance.
    kubevirt.Memory
      guest: Guest allows to specifying the amount of memory which is visible inside the Guest OS.\nThe Guest must lie between Requests and Limits from the resources section.\nDefaults to the requested memory in the resources section if not specified.
      hugepages: Hugepages allow to use hugepages for the VirtualMachineInstance instead of regular memory.
      maxGuest: MaxGuest allows to specify the maximum amount of memory which is visible inside the Guest OS.\nThe delta between MaxGuest and Guest is the amount of memory that can be hot(un)plugged.
      reservedOverhead: ReservedOverhead configures the memory overhead applied to a VM\nand its characteristics.
    kubevirt.MemoryDumpVolumeSource
      claimName*: claimName is the name of a PersistentVolumeClaim in the same namespace as the pod using this volume.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
      hotpluggable: Hotpluggable indicates whether the volume can be hotplugged and hotunplugged.
      readOnly: readOnly Will force the ReadOnly setting in VolumeMounts.\nDefault false.
    kubevirt.NUMA
      guestMappingPassthrough: GuestMappingPassthrough will create an efficient guest topology based on host CPUs exclusively assigned to a pod.\nThe created topology ensures that memory and CPUs on the virtual numa nodes never cross boundaries of host numa nodes.
    kubevirt.PersistentVolumeClaimVolumeSource
      claimName*: claimName is the name of a PersistentVolumeClaim in the same namespace as the pod using this volume.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
      hotpluggable: Hotpluggable indicates whether the volume can be hotplugged and hotunplugged.
      readOnly: readOnly Will force the ReadOnly setting in VolumeMounts.\nDefault false.
    kubevirt.Probe
      exec: One and only one of the following should be specified.\nExec specifies the action to take, it will be executed on the guest through the qemu-guest-agent.\nIf the guest agent is not available, this probe will fail.
      failureThreshold: Minimum consecutive failures for the probe to be considered failed after having succeeded.\nDefaults to 3. Minimum value is 1.
      guestAgentPing: GuestAgentPing contacts the qemu-guest-agent for availability checks.\nProbe failures are automatically suppressed when the guest agent is\nunreachable for a non-fault reason: during live migration (guest paused\non one pod while memory is transferred) and whenever the VM is paused\nfor an intentional or transient reason such as a user pause, snapshot,\nsave, or dump. Failures are not suppressed when the VM is paused due to\na fault (IO error, crash, or postcopy failure).
      httpGet: HTTPGet specifies the http request to perform.
      initialDelaySeconds: Number of seconds after the VirtualMachineInstance has started before liveness probes are initiated.\nMore info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      periodSeconds: How often (in seconds) to perform the probe.\nDefault to 10 seconds. Minimum value is 1.
      successThreshold: Minimum consecutive successes for the probe to be considered successful after having failed.\nDefaults to 1. Must be 1 for liveness. Minimum value is 1.
      tcpSocket: TCPSocket specifies an action involving a TCP port.\nTCP hooks not yet supported
      timeoutSeconds: Number of seconds after which the probe times out.\nFor exec probes the timeout fails the probe but does not terminate the command running on the guest.\nThis means a blocking command can result in an increasing load on the guest.\nA small buffer will be added to the resulting workload exec probe to compensate for delays\ncaused by the qemu guest exec mechanism.\nDefaults to 1 second. Minimum value is 1.\nMore info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
    kubevirt.Realtime
      mask: Mask defines the vcpu mask expression that defines which vcpus are used for realtime. Format matches libvirt's expressions.\nExample: "0-3,^1","0,2,3","2-3"
    kubevirt.ReservedOverhead
      addedOverhead: AddedOverhead determines the memory overhead that will be reserved\nfor the VM. It increases the virt-launcher pod memory limit.
      memLock: RequiresLock determines whether the VM's and its overhead memory\nneed to be locked or not. It is a common practice to enable this\nif vDPA, VFIO or any other specialized hardware that depends on\nDMA is being used by the VM.\nFalse - (Default) memory lock RLimits are not modified.\nTrue - Memory lock RLimits will be updated to consider VM memory\n       size and memory overhead
    kubevirt.ResourceRequirements
      limits: Limits describes the maximum amount of compute resources allowed.\nValid resource keys are "memory" and "cpu".
      overcommitGuestOverhead: Don't ask the scheduler to take the guest-management overhead into account. Instead\nput the overhead only into the container's memory limit. This can lead to crashes if\nall memory is in use on a node. Defaults to false.
      requests: Requests is a description of the initial vmi resources.\nValid resource keys are "memory" and "cpu".
    kubevirt.SecretVolumeSource
      optional: Specify whether the Secret or it's keys must be defined
      secretName: Name of the secret in the pod's namespace to use.\nMore info: https://kubernetes.io/docs/concepts/storage/volumes#secret
      volumeLabel: The volume label of the resulting disk inside the VMI.\nDifferent bootstrapping mechanisms require different values.\nTypical values are "cidata" (cloud-init), "config-2" (cloud-init) or "OEMDRV" (kickstart).
    kubevirt.ServiceAccountVolumeSource
      serviceAccountName: Name of the service account in the pod's namespace to use.\nMore info: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
    kubevirt.SyNICTimer
      direct: Represents if a feature is enabled or disabled.
      enabled: Enabled determines if the feature should be enabled or disabled on the guest.\nDefaults to true.
    kubevirt.SysprepSource
      configMap: ConfigMap references a ConfigMap that contains Sysprep answer file named autounattend.xml that should be attached as disk of CDROM type.
      secret: Secret references a k8s Secret that contains Sysprep answer file named autounattend.xml that should be attached as disk of CDROM type.
    kubevirt.UserPasswordAccessCredential
      propagationMethod*: propagationMethod represents how the user passwords are injected into the vm guest.
      source*: Source represents where the user passwords are pulled from
    kubevirt.UserPasswordAccessCredentialPropagationMethod
      qemuGuestAgent: QemuGuestAgentAccessCredentailPropagation means passwords are\ndynamically injected into the vm at runtime via the qemu guest agent.\nThis feature requires the qemu guest agent to be running within the guest.
    kubevirt.UserPasswordAccessCredentialSource
      secret: Secret means that the access credential is pulled from a kubernetes secret
    kubevirt.Volume
      cloudInitConfigDrive: CloudInitConfigDrive represents a cloud-init Config Drive user-data source.\nThe Config Drive data will be added as a disk to the vmi. A proper cloud-init installation is required inside the guest.\nMore info: https://cloudinit.readthedocs.io/en/latest/topics/datasources/configdrive.html
      cloudInitNoCloud: CloudInitNoCloud represents a cloud-init NoCloud user-data source.\nThe NoCloud data will be added as a disk to the vmi. A proper cloud-init installation is required inside the guest.\nMore info: http://cloudinit.readthedocs.io/en/latest/topics/datasources/nocloud.html
      configMap: ConfigMapSource represents a reference to a ConfigMap in the same namespace.\nMore info: https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/
      containerDisk: ContainerDisk references a docker image, embedding a qcow or raw disk.\nMore info: https://kubevirt.gitbooks.io/user-guide/registry-disk.html
      containerPath: ContainerPath exposes a path from the virt-launcher container to the VM via virtiofs.\nThe path must correspond to an existing volumeMount in the compute container.
      dataVolume: DataVolume represents the dynamic creation a PVC for this volume as well as\nthe process of populating that PVC with a disk image.
      downwardAPI: DownwardAPI represents downward API about the pod that should populate this volume
      downwardMetrics: DownwardMetrics adds a very small disk to VMIs which contains a limited view of host and guest\nmetrics. The disk content is compatible with vhostmd (https://github.com/vhostmd/vhostmd) and vm-dump-metrics.
      emptyDisk: EmptyDisk represents a temporary disk which shares the vmis lifecycle.\nMore info: https://kubevirt.gitbooks.io/user-guide/disks-and-volumes.html
      ephemeral: Ephemeral is a special volume source that "wraps" specified source and provides copy-on-write image on top of it.
      hostDisk: HostDisk represents a disk created on the cluster level
      memoryDump: MemoryDump is attached to the virt launcher and is populated with a memory dump of the vmi
      name*: Volume's name.\nMust be a DNS_LABEL and unique within the vmi.\nMore info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
      persistentVolumeClaim: PersistentVolumeClaimVolumeSource represents a reference to a PersistentVolumeClaim in the same namespace.\nDirectly attached to the vmi via qemu.\nMore info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
      secret: SecretVolumeSource represents a reference to a secret data in the same namespace.\nMore info: https://kubernetes.io/docs/concepts/configuration/secret/
      serviceAccount: ServiceAccountVolumeSource represents a reference to a service account.\nThere can only be one volume of this type!\nMore info: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
      sysprep: Represents a Sysprep volume source.
    """#
}
