extension KindSchemaTable {
  /// The `KubeVirt` object and its configuration, of `kubevirt.io/v1`.
  static let kubeVirt = Section(
    group: "kubevirt",
    text: """
      ArchConfiguration: amd64=ArchSpecificConfiguration arm64=ArchSpecificConfiguration
        defaultArchitecture=s ppc64le=ArchSpecificConfiguration s390x=ArchSpecificConfiguration
      ArchSpecificConfiguration: emulatedMachines=[s] machineType=s ovmfPath=s
      CertConfig: duration=s renewBefore=s
      ChangedBlockTrackingSelectors: namespaceLabelSelector=meta.LabelSelector
        virtualMachineLabelSelector=meta.LabelSelector
      CommonInstancetypesDeployment: enabled=b
      ComponentConfig: nodePlacement=NodePlacement replicas=i
      ConfidentialComputeConfiguration: tdx=TDXConfiguration
      CustomProfile: localhostProfile=s runtimeDefaultProfile=b
      CustomizeComponents: flags=Flags patches=[CustomizeComponentsPatch]
      CustomizeComponentsPatch: patch=s resourceName=s resourceType=s type=(json|merge|strategic)
      DeveloperConfiguration: clusterProfiler=b cpuAllocationRatio=i disabledFeatureGates=[s]
        diskVerification=DiskVerification featureGates=[s] logVerbosity=LogVerbosity
        memoryOvercommit=i minimumClusterTSCFrequency=i minimumReservePVCBytes=i nodeSelectors={s}
        pvcTolerateLessSpaceUpToPercent=i useEmulation=b
      DisableFreePageReporting:
      DisableSerialConsoleLog:
      DiskVerification: memoryLimit=q
      Flags: api={s} controller={s} handler={s}
      GenerationStatus: group=s hash=s lastGeneration=i name=s namespace=s resource=s
      HypervisorConfiguration: name=s
      InstancetypeConfiguration: referencePolicy=(reference|expand|expandAll)
      InterfaceBindingMigration: method=(link-refresh)
      InterfaceBindingPlugin: computeResourceOverhead=ResourceRequirementsWithoutClaims
        domainAttachmentType=(tap|managedTap) downwardAPI=(device-info)
        migration=InterfaceBindingMigration networkAttachmentDefinition=s sidecarImage=s
      KSMConfiguration: nodeLabelSelector=meta.LabelSelector
      +KubeVirt: apiVersion=s kind=s metadata=meta.ObjectMeta spec=KubeVirtSpec
        status=KubeVirtStatus
      KubeVirtCertificateRotateStrategy: selfSigned=KubeVirtSelfSignConfiguration
      KubeVirtCondition: lastProbeTime=t lastTransitionTime=t message=s reason=s
        status=(True|False|Unknown) type=(Synchronized|Created|Available|Progressing|Degraded)
      KubeVirtConfiguration: additionalGuestMemoryOverheadRatio=s
        apiConfiguration=ReloadableComponentConfiguration
        architectureConfiguration=ArchConfiguration
        autoCPULimitNamespaceLabelSelector=meta.LabelSelector
        changedBlockTrackingLabelSelectors=ChangedBlockTrackingSelectors
        commonInstancetypesDeployment=CommonInstancetypesDeployment
        confidentialCompute=ConfidentialComputeConfiguration
        controllerConfiguration=ReloadableComponentConfiguration cpuModel=s cpuRequest=q
        defaultRuntimeClass=s developerConfiguration=DeveloperConfiguration emulatedMachines=[s]
        evictionStrategy=(None|LiveMigrate|LiveMigrateIfPossible|External)
        handlerConfiguration=ReloadableComponentConfiguration hypervisors=[HypervisorConfiguration]
        imagePullPolicy=(Always|Never|IfNotPresent) instancetype=InstancetypeConfiguration
        ksmConfiguration=KSMConfiguration liveUpdateConfiguration=LiveUpdateConfiguration
        machineType=s mediatedDevicesConfiguration=MediatedDevicesConfiguration
        memBalloonStatsPeriod=i migrations=MigrationConfiguration minCPUModel=s
        network=NetworkConfiguration obsoleteCPUModels={b} ovmfPath=s
        permittedHostDevices=PermittedHostDevices
        persistentReservationConfiguration=PersistentReservationConfiguration
        roleAggregationStrategy=(AggregateToDefault|Manual)
        seccompConfiguration=SeccompConfiguration selinuxLauncherType=s smbios=SMBiosConfiguration
        supportContainerResources=[SupportContainerResources/type] supportedGuestAgentVersions=[s]
        tlsConfiguration=TLSConfiguration virtTemplateDeployment=VirtTemplateDeployment
        virtualMachineInstancesPerNode=i virtualMachineOptions=VirtualMachineOptions
        vmRolloutStrategy=(Stage|LiveUpdate) vmStateStorageClass=s
        webhookConfiguration=ReloadableComponentConfiguration
      KubeVirtSelfSignConfiguration: ca=CertConfig caOverlapInterval=s caRotateInterval=s
        certRotateInterval=s server=CertConfig
      KubeVirtSpec: certificateRotateStrategy=KubeVirtCertificateRotateStrategy
        configuration=KubeVirtConfiguration customizeComponents=CustomizeComponents
        imagePullPolicy=(Always|Never|IfNotPresent) imagePullSecrets=[core.LocalObjectReference]
        imageRegistry=s imageTag=s infra=ComponentConfig monitorAccount=s monitorNamespace=s
        productComponent=s productName=s productVersion=s serviceMonitorNamespace=s
        synchronizationPort=s uninstallStrategy=(RemoveWorkloads|BlockUninstallIfWorkloadsExist)
        workloadUpdateStrategy=KubeVirtWorkloadUpdateStrategy workloads=ComponentConfig
      KubeVirtStatus: conditions=[KubeVirtCondition/type] defaultArchitecture=s
        generations=[GenerationStatus] observedDeploymentConfig=s observedDeploymentID=s
        observedGeneration=i observedKubeVirtRegistry=s observedKubeVirtVersion=s operatorVersion=s
        outdatedVirtualMachineInstanceWorkloads=i phase=(Deploying|Deployed|Deleting|Deleted)
        synchronizationAddresses=[s] targetDeploymentConfig=s targetDeploymentID=s
        targetKubeVirtRegistry=s targetKubeVirtVersion=s
      KubeVirtWorkloadUpdateStrategy: batchEvictionInterval=s batchEvictionSize=i
        workloadUpdateMethods=[(LiveMigrate|Evict)]
      LiveUpdateConfiguration: maxCpuSockets=i maxGuest=q maxHotplugRatio=i
      LogVerbosity: nodeVerbosity={i} virtAPI=i virtController=i virtHandler=i virtLauncher=i
        virtOperator=i virtSynchronizationController=i
      MediatedDevicesConfiguration: enabled=b mediatedDeviceTypes=[s] mediatedDevicesTypes=[s]
        nodeMediatedDeviceTypes=[NodeMediatedDeviceTypesConfig]
      MediatedHostDevice: externalResourceProvider=b mdevNameSelector=s resourceName=s
      MigrationConfiguration: allowAutoConverge=b allowPostCopy=b allowWorkloadDisruption=b
        bandwidthPerMigration=q completionTimeoutPerGiB=i disableTLS=b
        matchSELinuxLevelOnMigration=b maxDowntimeMs=i network=s nodeDrainTaintKey=s
        parallelMigrationsPerCluster=i parallelOutboundMigrationsPerNode=i progressTimeout=i
        unsafeMigrationOverride=b utilityVolumesTimeout=i
      NetworkConfiguration: binding={InterfaceBindingPlugin} defaultNetworkInterface=s
        permitBridgeInterfaceOnPodNetwork=b permitSlirpInterface=b
      NodeMediatedDeviceTypesConfig: mediatedDeviceTypes=[s] mediatedDevicesTypes=[s]
        nodeSelector={s}
      NodePlacement: affinity=core.Affinity nodeSelector={s} tolerations=[core.Toleration]
      PciHostDevice: externalResourceProvider=b pciVendorSelector=s resourceName=s
      PermittedHostDevices: mediatedDevices=[MediatedHostDevice] pciHostDevices=[PciHostDevice]
        usb=[USBHostDevice]
      PersistentReservationConfiguration: enabled=b
      RESTClientConfiguration: rateLimiter=RateLimiter
      RateLimiter: tokenBucketRateLimiter=TokenBucketRateLimiter
      ReloadableComponentConfiguration: restClient=RESTClientConfiguration
      ResourceRequirementsWithoutClaims: limits={q} requests={q}
      SMBiosConfiguration: family=s manufacturer=s product=s sku=s version=s
      SeccompConfiguration: virtualMachineInstanceProfile=VirtualMachineInstanceProfile
      SupportContainerResources: resources=ResourceRequirementsWithoutClaims
        type=(hotplug-disk|container-disk|virtiofs|sidecar|vmexport|guest-console-log)
      TDXAttestationConfiguration: enforced=b qgsSocketPath=s
      TDXConfiguration: attestation=TDXAttestationConfiguration
      TLSConfiguration: ciphers=[s]
        minTLSVersion=(VersionTLS10|VersionTLS11|VersionTLS12|VersionTLS13)
      TokenBucketRateLimiter: burst=i qps=n
      USBHostDevice: externalResourceProvider=b resourceName=s selectors=[USBSelector]
      USBSelector: product=s vendor=s
      VirtTemplateDeployment: enabled=b
      VirtualMachineInstanceProfile: customProfile=CustomProfile
      VirtualMachineOptions: disableFreePageReporting=DisableFreePageReporting
        disableSerialConsoleLog=DisableSerialConsoleLog
      """)
}
