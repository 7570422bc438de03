extension KindSchemaTable {
  /// The hardware of a guest: devices, disks, volumes, networks and probes, of `kubevirt.io/v1`.
  static let domain = Section(
    group: "kubevirt",
    text: """
      ACPI: msdmNameRef=s slicNameRef=s
      AccessCredential: sshPublicKey=SSHPublicKeyAccessCredential
        userPassword=UserPasswordAccessCredential
      AccessCredentialSecretSource: secretName=s
      BIOS: useSerial=b
      BlockSize: custom=CustomBlockSize matchVolume=FeatureState
      Bootloader: bios=BIOS efi=EFI
      CDRomTarget: bus=(scsi|sata|usb|virtio) readonly=b tray=(open|closed)
      CPU: cores=i dedicatedCpuPlacement=b features=[CPUFeature/name] isolateEmulatorThread=b
        maxSockets=i model=s numa=NUMA realtime=Realtime sockets=i threads=i
      CPUFeature: name=s policy=(force|require|optional|disable|forbid)
      Chassis: asset=s manufacturer=s serial=s sku=s version=s
      ClaimRequest: claimName=s requestName=s
      ClientPassthroughDevices:
      Clock: timer=Timer timezone=s utc=ClockOffsetUTC
      ClockOffsetUTC: offsetSeconds=i
      CloudInitConfigDriveSource: networkData=s networkDataBase64=s
        networkDataSecretRef=core.LocalObjectReference secretRef=core.LocalObjectReference
        userData=s userDataBase64=s
      CloudInitNoCloudSource: networkData=s networkDataBase64=s
        networkDataSecretRef=core.LocalObjectReference secretRef=core.LocalObjectReference
        userData=s userDataBase64=s
      ConfigDriveSSHPublicKeyAccessCredentialPropagation:
      ConfigMapVolumeSource: name=s optional=b volumeLabel=s
      ContainerDiskSource: image=s imagePullPolicy=(Always|Never|IfNotPresent) imagePullSecret=s
        path=s
      ContainerPathVolumeSource: path=s readOnly=b
      CustomBlockSize: discardGranularity=i logical=i physical=i
      DHCPOptions: bootFileName=s ntpServers=[s] privateOptions=[DHCPPrivateOptions]
        tftpServerName=s
      DHCPPrivateOptions: option=i value=s
      DataVolumeSource: hotpluggable=b name=s
      DeprecatedInterfaceMacvtap:
      DeprecatedInterfacePasst:
      DeprecatedInterfaceSlirp:
      Devices: autoattachGraphicsDevice=b autoattachInputDevice=b autoattachMemBalloon=b
        autoattachPodInterface=b autoattachSerialConsole=b autoattachVSOCK=b blockMultiQueue=b
        clientPassthrough=ClientPassthroughDevices disableHotplug=b disks=[Disk/name]
        downwardMetrics=DownwardMetrics filesystems=[Filesystem/name] gpus=[GPU/name]
        hostDevices=[HostDevice/name] inputs=[Input/name] interfaces=[Interface/name]
        logSerialConsole=b networkInterfaceMultiqueue=b panicDevices=[PanicDevice] rng=Rng
        sound=SoundDevice tpm=TPMDevice useVirtioTransitional=b video=VideoDevice watchdog=Watchdog
      Diag288Watchdog: action=(poweroff|reset|shutdown)
      Disk: blockSize=BlockSize bootOrder=i cache=(none|writethrough|writeback) cdrom=CDRomTarget
        changedBlockTracking=b dedicatedIOThread=b disk=DiskTarget
        errorPolicy=(stop|ignore|report|enospace) io=(threads|native) lun=LunTarget name=s serial=s
        shareable=b tag=s
      DiskIOThreads: supplementalPoolThreadCount=i
      DiskTarget: bus=(scsi|sata|usb|virtio) pciAddress=s readonly=b
      DomainSpec: chassis=Chassis clock=Clock cpu=CPU devices=Devices features=Features
        firmware=Firmware ioThreads=DiskIOThreads ioThreadsPolicy=(shared|auto|supplementalPool)
        launchSecurity=LaunchSecurity machine=Machine memory=Memory rebootPolicy=(Reboot|Terminate)
        resources=ResourceRequirements
      DownwardAPIVolumeSource: fields=[core.DownwardAPIVolumeFile] volumeLabel=s
      DownwardMetrics:
      DownwardMetricsVolumeSource:
      EFI: persistent=b secureBoot=b
      EmptyDiskSource: capacity=q
      EphemeralVolumeSource: persistentVolumeClaim=core.PersistentVolumeClaimVolumeSource
      FeatureAPIC: enabled=b endOfInterrupt=b
      FeatureHyperv: evmcs=FeatureState frequencies=FeatureState ipi=FeatureState
        reenlightenment=FeatureState relaxed=FeatureState reset=FeatureState runtime=FeatureState
        spinlocks=FeatureSpinlocks synic=FeatureState synictimer=SyNICTimer tlbflush=TLBFlush
        vapic=FeatureState vendorid=FeatureVendorID vpindex=FeatureState
      FeatureKVM: hidden=b
      FeatureSpinlocks: enabled=b spinlocks=i
      FeatureState: enabled=b
      FeatureVendorID: enabled=b vendorid=s
      Features: acpi=FeatureState apic=FeatureAPIC hyperv=FeatureHyperv
        hypervPassthrough=HyperVPassthrough kvm=FeatureKVM pvspinlock=FeatureState smm=FeatureState
      Filesystem: name=s virtiofs=FilesystemVirtiofs
      FilesystemVirtiofs:
      Firmware: acpi=ACPI bootloader=Bootloader kernelBoot=KernelBoot serial=s uuid=s
      GPU: claimName=s deviceName=s name=s requestName=s tag=s virtualGPUOptions=VGPUOptions
      GuestAgentPing:
      HPETTimer: present=b tickPolicy=(delay|catchup|merge|discard)
      HostDevice: claimName=s deviceName=s name=s requestName=s tag=s
      HostDisk: capacity=q path=s shared=b type=(DiskOrCreate|Disk)
      Hugepages: pageSize=s
      HyperVPassthrough: enabled=b
      HypervTimer: present=b
      I6300ESBWatchdog: action=(poweroff|reset|shutdown)
      Input: bus=(usb|virtio) name=s type=(tablet|keyboard)
      Interface: acpiIndex=i binding=PluginBinding bootOrder=i bridge=InterfaceBridge
        dhcpOptions=DHCPOptions macAddress=s macvtap=DeprecatedInterfaceMacvtap
        masquerade=InterfaceMasquerade model=s name=s passt=DeprecatedInterfacePasst
        passtBinding=InterfacePasstBinding pciAddress=s portRanges=[PortRange] ports=[Port]
        slirp=DeprecatedInterfaceSlirp sriov=InterfaceSRIOV state=(absent|up|down) tag=s
      InterfaceBridge:
      InterfaceMasquerade:
      InterfacePasstBinding:
      InterfaceSRIOV:
      KVMTimer: present=b
      KernelBoot: container=KernelBootContainer kernelArgs=s
      KernelBootContainer: image=s imagePullPolicy=(Always|Never|IfNotPresent) imagePullSecret=s
        initrdPath=s kernelPath=s
      LaunchSecurity: sev=SEV snp=SEVSNP tdx=TDX
      LunTarget: bus=(scsi|sata|usb|virtio) readonly=b reservation=b
      Machine: type=s
      Memory: guest=q hugepages=Hugepages maxGuest=q reservedOverhead=ReservedOverhead
      MemoryDumpVolumeSource: claimName=s hotpluggable=b readOnly=b
      MultusNetwork: default=b networkName=s
      NUMA: guestMappingPassthrough=NUMAGuestMappingPassthrough
      NUMAGuestMappingPassthrough:
      Network: multus=MultusNetwork name=s pod=PodNetwork resourceClaim=ClaimRequest
      NoCloudSSHPublicKeyAccessCredentialPropagation:
      PITTimer: present=b tickPolicy=(delay|catchup|discard)
      PanicDevice: model=(hyperv|isa|pvpanic)
      PersistentVolumeClaimVolumeSource: claimName=s hotpluggable=b readOnly=b
      PluginBinding: name=s
      PodNetwork: vmIPv6NetworkCIDR=s vmNetworkCIDR=s
      Port: name=s port=i protocol=s
      PortRange: end=i protocol=s start=i
      Probe: exec=core.ExecAction failureThreshold=i guestAgentPing=GuestAgentPing
        httpGet=core.HTTPGetAction initialDelaySeconds=i periodSeconds=i successThreshold=i
        tcpSocket=core.TCPSocketAction timeoutSeconds=i
      QemuGuestAgentSSHPublicKeyAccessCredentialPropagation: users=[s]
      QemuGuestAgentUserPasswordAccessCredentialPropagation:
      RTCTimer: present=b tickPolicy=(delay|catchup) track=(guest|wall)
      Realtime: mask=s
      ReservedOverhead: addedOverhead=q memLock=s
      ResourceRequirements: limits={q} overcommitGuestOverhead=b requests={q}
      Rng:
      SEV: attestation=SEVAttestation dhCert=s policy=SEVPolicy session=s
      SEVAttestation:
      SEVPolicy: encryptedState=b
      SEVSNP:
      SSHPublicKeyAccessCredential: propagationMethod=SSHPublicKeyAccessCredentialPropagationMethod
        source=SSHPublicKeyAccessCredentialSource
      SSHPublicKeyAccessCredentialPropagationMethod:
        configDrive=ConfigDriveSSHPublicKeyAccessCredentialPropagation
        noCloud=NoCloudSSHPublicKeyAccessCredentialPropagation
        qemuGuestAgent=QemuGuestAgentSSHPublicKeyAccessCredentialPropagation
      SSHPublicKeyAccessCredentialSource: secret=AccessCredentialSecretSource
      SecretVolumeSource: optional=b secretName=s volumeLabel=s
      ServiceAccountVolumeSource: serviceAccountName=s
      SoundDevice: model=s name=s
      SyNICTimer: direct=FeatureState enabled=b
      SysprepSource: configMap=core.LocalObjectReference secret=core.LocalObjectReference
      TDX:
      TLBFlush: direct=FeatureState enabled=b extended=FeatureState
      TPMDevice: enabled=b persistent=b
      Timer: hpet=HPETTimer hyperv=HypervTimer kvm=KVMTimer pit=PITTimer rtc=RTCTimer
      UserPasswordAccessCredential: propagationMethod=UserPasswordAccessCredentialPropagationMethod
        source=UserPasswordAccessCredentialSource
      UserPasswordAccessCredentialPropagationMethod:
        qemuGuestAgent=QemuGuestAgentUserPasswordAccessCredentialPropagation
      UserPasswordAccessCredentialSource: secret=AccessCredentialSecretSource
      VGPUDisplayOptions: enabled=b ramFB=FeatureState
      VGPUOptions: display=VGPUDisplayOptions
      VideoDevice: type=s
      Volume: cloudInitConfigDrive=CloudInitConfigDriveSource
        cloudInitNoCloud=CloudInitNoCloudSource configMap=ConfigMapVolumeSource
        containerDisk=ContainerDiskSource containerPath=ContainerPathVolumeSource
        dataVolume=DataVolumeSource downwardAPI=DownwardAPIVolumeSource
        downwardMetrics=DownwardMetricsVolumeSource emptyDisk=EmptyDiskSource
        ephemeral=EphemeralVolumeSource hostDisk=HostDisk memoryDump=MemoryDumpVolumeSource name=s
        persistentVolumeClaim=PersistentVolumeClaimVolumeSource secret=SecretVolumeSource
        serviceAccount=ServiceAccountVolumeSource sysprep=SysprepSource
      Watchdog: diag288=Diag288Watchdog i6300esb=I6300ESBWatchdog name=s
      """)
}
