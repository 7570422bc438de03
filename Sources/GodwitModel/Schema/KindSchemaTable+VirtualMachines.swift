extension KindSchemaTable {
  /// Virtual machines, their instances and migrations, of `kubevirt.io/v1`.
  static let virtualMachines = Section(
    group: "kubevirt",
    text: """
      AddVolumeOptions: disk=Disk dryRun=[s] name=s volumeSource=HotplugVolumeSource
      CPUTopology: cores=i sockets=i threads=i
      ChangedBlockTrackingStatus: backupStatus=VirtualMachineInstanceBackupStatus
        state=(PendingRestart|Initializing|Enabled|Disabled|IncrementalBackupFeatureGateDisabled)
      ContainerDiskInfo: checksum=i
      ControllerRevisionRef: name=s
      DataVolumeTemplateDummyStatus:
      DataVolumeTemplateSpec: apiVersion=s kind=s metadata=meta.ObjectMeta spec=cdi.DataVolumeSpec
        status=DataVolumeTemplateDummyStatus
      DeviceAttribute: mDevUUID=s pciAddress=s
      DeviceResourceClaimStatus: attributes=DeviceAttribute name=s resourceClaimName=s
      DeviceStatus: gpuStatuses=[DeviceStatusInfo] hostDeviceStatuses=[DeviceStatusInfo]
      DeviceStatusInfo: deviceResourceClaimStatus=DeviceResourceClaimStatus name=s
      DomainMemoryDumpInfo: claimName=s endTimestamp=t startTimestamp=t targetFileName=s
      DowntimeTuningOptions: cooldownSeconds=i initialMs=i startAfterIteration=i steps=i
      ExperimentalMigrationOptions: compression=(none|zstd) downtimeTuning=DowntimeTuningOptions
        stallDetector=StallDetectorOptions
      HotplugVolumeSource: dataVolume=DataVolumeSource
        persistentVolumeClaim=PersistentVolumeClaimVolumeSource
      HotplugVolumeStatus: attachPodName=s attachPodUID=s
      InitrdInfo: checksum=i
      InstancetypeMatcher: inferFromVolume=s inferFromVolumeFailurePolicy=(Reject|Ignore) kind=s
        name=s revisionName=s
      InstancetypeStatusRef: controllerRevisionRef=ControllerRevisionRef inferFromVolume=s
        inferFromVolumeFailurePolicy=(Reject|Ignore) kind=s name=s
      KernelBootStatus: initrdInfo=InitrdInfo kernelInfo=KernelInfo
      KernelInfo: checksum=i
      MemoryStatus: guestAtBoot=q guestCurrent=q guestRequested=q memoryOverhead=q
      PersistentVolumeClaimInfo:
        accessModes=[(ReadWriteOnce|ReadOnlyMany|ReadWriteMany|ReadWriteOncePod)] capacity={q}
        claimName=s filesystemOverhead=s preallocated=b requests={q} volumeMode=(Block|Filesystem)
      PreferenceMatcher: inferFromVolume=s inferFromVolumeFailurePolicy=(Reject|Ignore) kind=s
        name=s revisionName=s
      RemoveVolumeOptions: dryRun=[s] name=s
      StallDetectorOptions: completionTimeoutFactor=q ewmaAlpha=q patienceWindowDecayFactor=q
        precopyPossibleFactor=q searchLocalMinima=b stallMargin=i stallProgressTimeout=i
        switchoverTimeout=i
      StorageMigratedVolumeInfo: destinationPVCInfo=PersistentVolumeClaimInfo
        sourcePVCInfo=PersistentVolumeClaimInfo volumeName=s
      TopologyHints: tscFrequency=i
      UtilityVolume: claimName=s name=s readOnly=b type=(MemoryDump|Backup)
      VMIMConfigurationOptions: allowAutoConverge=b allowPostCopy=b allowWorkloadDisruption=b
        bandwidthPerMigration=q completionTimeoutPerGiB=i disableTLS=b
        experimental=ExperimentalMigrationOptions matchSELinuxLevelOnMigration=b maxDowntimeMs=i
        network=s nodeDrainTaintKey=s parallelMigrationsPerCluster=i
        parallelOutboundMigrationsPerNode=i progressTimeout=i unsafeMigrationOverride=b
        utilityVolumesTimeout=i
      +VirtualMachine: apiVersion=s kind=s metadata=meta.ObjectMeta spec=VirtualMachineSpec
        status=VirtualMachineStatus
      VirtualMachineCondition: lastProbeTime=t lastTransitionTime=t message=s reason=s
        status=(True|False|Unknown) type=(Failure|Ready|Paused|RestartRequired|
          ManualRecoveryRequired|Provisioning|Synchronized|AgentConnected|
          AccessCredentialsSynchronized|AgentVersionNotSupported|LiveMigratable|HotVCPUChange|
          HotMemoryChange|VolumesChange|DataVolumesReady|StorageLiveMigratable|MigrationRequired|
          EvictionRequested|DecentralizedLiveMigrationFailure|SoftwareEmulation|PodScheduled)
      +VirtualMachineInstance: apiVersion=s kind=s metadata=meta.ObjectMeta
        spec=VirtualMachineInstanceSpec status=VirtualMachineInstanceStatus
      VirtualMachineInstanceBackupStatus: backupMsg=s backupName=s checkpointName=s completed=b
        endTimestamp=t failed=b quiesceStatus=s startTimestamp=t
        volumes=[VirtualMachineInstanceBackupVolumeInfo]
      VirtualMachineInstanceBackupVolumeInfo: volumeName=s
      VirtualMachineInstanceCondition: lastProbeTime=t lastTransitionTime=t message=s reason=s
        status=(True|False|Unknown) type=(Provisioning|Ready|Synchronized|Paused|AgentConnected|
          AccessCredentialsSynchronized|AgentVersionNotSupported|LiveMigratable|HotVCPUChange|
          HotMemoryChange|VolumesChange|DataVolumesReady|StorageLiveMigratable|MigrationRequired|
          EvictionRequested|DecentralizedLiveMigrationFailure|SoftwareEmulation|PodScheduled)
      VirtualMachineInstanceGuestOSInfo: id=s kernelRelease=s kernelVersion=s machine=s name=s
        prettyName=s version=s versionId=s
      +VirtualMachineInstanceMigration: apiVersion=s kind=s metadata=meta.ObjectMeta
        spec=VirtualMachineInstanceMigrationSpec status=VirtualMachineInstanceMigrationStatus
      VirtualMachineInstanceMigrationCondition: lastProbeTime=t lastTransitionTime=t message=s
        reason=s status=(True|False|Unknown) type=(migrationAbortRequested|
          migrationRejectedByResourceQuota|migrationBlockedByUtilityVolumes|
          decentralizedMigrationBlocked|migrationBlockedByBackup)
      VirtualMachineInstanceMigrationPhaseTransitionTimestamp: phase=(|Pending|Scheduling|Scheduled|
          PreparingTarget|TargetReady|Running|Succeeded|Failed|WaitingForSync|Synchronizing)
        phaseTransitionTimestamp=t
      VirtualMachineInstanceMigrationSource: connectURL=s migrationID=s
      VirtualMachineInstanceMigrationSourceState: domainName=s domainNamespace=s migrationUID=s
        node=s nodeSelectors={s} persistentStatePVCName=s pod=s selinuxContext=s syncAddress=s
        virtualMachineInstanceUID=s
      VirtualMachineInstanceMigrationSpec: addedNodeSelector={s}
        priority=(system-critical|user-triggered|system-maintenance)
        receive=VirtualMachineInstanceMigrationTarget sendTo=VirtualMachineInstanceMigrationSource
        vmiName=s
      VirtualMachineInstanceMigrationState: abortRequested=b abortStatus=(Succeeded|Failed|Aborting)
        completed=b endTimestamp=t failed=b failureReason=s
        migrationConfiguration=VMIMConfigurationOptions migrationNetworkType=s migrationPolicyName=s
        migrationUid=s mode=(PreCopy|PostCopy|Paused) sourceNode=s sourcePersistentStatePVCName=s
        sourcePod=s sourceState=VirtualMachineInstanceMigrationSourceState startTimestamp=t
        targetAttachmentPodUID=s targetCPUSet=[i] targetDirectMigrationNodePorts={i}
        targetMemoryOverhead=q targetNode=s targetNodeAddress=s targetNodeDomainDetected=b
        targetNodeDomainReadyTimestamp=t targetNodeTopology=s targetPersistentStatePVCName=s
        targetPod=s targetState=VirtualMachineInstanceMigrationTargetState
      VirtualMachineInstanceMigrationStatus:
        conditions=[VirtualMachineInstanceMigrationCondition/type]
        migrationState=VirtualMachineInstanceMigrationState phase=(|Pending|Scheduling|Scheduled|
          PreparingTarget|TargetReady|Running|Succeeded|Failed|WaitingForSync|Synchronizing)
        phaseTransitionTimestamps=[VirtualMachineInstanceMigrationPhaseTransitionTimestamp]
        synchronizationAddresses=[s]
      VirtualMachineInstanceMigrationTarget: migrationID=s
      VirtualMachineInstanceMigrationTargetState: attachmentPodUID=s cpuSet=[i]
        directMigrationNodePorts={i} domainDetected=b domainName=s domainNamespace=s
        domainReadyTimestamp=t migrationUID=s node=s nodeAddress=s nodeTopology=s
        persistentStatePVCName=s pod=s selinuxContext=s syncAddress=s virtualMachineInstanceUID=s
      VirtualMachineInstanceNetworkInterface: infoSource=s interfaceName=s ipAddress=s
        ipAddresses=[s] linkState=s mac=s name=s podInterfaceName=s queueCount=i
      VirtualMachineInstancePhaseTransitionTimestamp:
        phase=(Pending|Scheduling|Scheduled|Running|Succeeded|Failed|Unknown|WaitingForSync)
        phaseTransitionTimestamp=t
      VirtualMachineInstanceResourceClaim: name=s resourceClaimName=s resourceClaimTemplateName=s
      VirtualMachineInstanceSpec: accessCredentials=[AccessCredential] affinity=core.Affinity
        architecture=s dnsConfig=core.PodDNSConfig
        dnsPolicy=(ClusterFirstWithHostNet|ClusterFirst|Default|None) domain=DomainSpec
        evictionStrategy=(None|LiveMigrate|LiveMigrateIfPossible|External) hostname=s
        livenessProbe=Probe networks=[Network/name] nodeSelector={s} priorityClassName=s
        readinessProbe=Probe resourceClaims=[VirtualMachineInstanceResourceClaim/name]
        schedulerName=s serviceAccountName=s startStrategy=(Paused) subdomain=s
        terminationGracePeriodSeconds=i tolerations=[core.Toleration]
        topologySpreadConstraints=[core.TopologySpreadConstraint/topologyKey,whenUnsatisfiable]
        utilityVolumes=[UtilityVolume/name] volumes=[Volume/name]
      VirtualMachineInstanceStatus: VSOCKCID=i activePods={s}
        changedBlockTracking=ChangedBlockTrackingStatus
        conditions=[VirtualMachineInstanceCondition/type] currentCPUTopology=CPUTopology
        deviceStatus=DeviceStatus evacuationNodeName=s fsFreezeStatus=s
        guestOSInfo=VirtualMachineInstanceGuestOSInfo
        interfaces=[VirtualMachineInstanceNetworkInterface/name] kernelBootStatus=KernelBootStatus
        launcherContainerImageVersion=s machine=Machine memory=MemoryStatus
        migratedVolumes=[StorageMigratedVolumeInfo/volumeName]
        migrationMethod=(BlockMigration|LiveMigration)
        migrationState=VirtualMachineInstanceMigrationState migrationTransport=(Unix) nodeName=s
        phase=(Pending|Scheduling|Scheduled|Running|Succeeded|Failed|Unknown|WaitingForSync)
        phaseTransitionTimestamps=[VirtualMachineInstancePhaseTransitionTimestamp]
        qosClass=(Guaranteed|Burstable|BestEffort) reason=s runtimeUser=i selinuxContext=s
        topologyHints=TopologyHints virtualMachineRevisionName=s volumeStatus=[VolumeStatus/name]
      VirtualMachineInstanceTemplateSpec: metadata=meta.ObjectMeta spec=VirtualMachineInstanceSpec
      VirtualMachineMemoryDumpRequest: claimName=s endTimestamp=t fileName=s message=s
        phase=(Associating|InProgress|Unmounting|Completed|Dissociating|Failed) remove=b
        startTimestamp=t
      VirtualMachineSpec: dataVolumeTemplates=[DataVolumeTemplateSpec]
        instancetype=InstancetypeMatcher preference=PreferenceMatcher
        runStrategy=(Always|Halted|Manual|RerunOnFailure|Once|WaitAsReceiver) running=b
        template=VirtualMachineInstanceTemplateSpec updateVolumesStrategy=(Migration|Replacement)
      VirtualMachineStartFailure: consecutiveFailCount=i lastFailedVMIUID=s retryAfterTimestamp=t
      VirtualMachineStateChangeRequest: action=(Start|Stop) data={s} uid=s
      VirtualMachineStatus: changedBlockTracking=ChangedBlockTrackingStatus
        conditions=[VirtualMachineCondition/type] created=b desiredGeneration=i
        instancetypeRef=InstancetypeStatusRef memoryDumpRequest=VirtualMachineMemoryDumpRequest
        observedGeneration=i preferenceRef=InstancetypeStatusRef printableStatus=(Stopped|
          Provisioning|Starting|Running|Paused|Stopping|Terminating|CrashLoopBackOff|Migrating|
          Unknown|ErrorUnschedulable|ErrImagePull|ImagePullBackOff|ErrorPvcNotFound|DataVolumeError|
          WaitingForVolumeBinding|WaitingForReceiver) ready=b restoreInProgress=s
        runStrategy=(Always|Halted|Manual|RerunOnFailure|Once|WaitAsReceiver) snapshotInProgress=s
        startFailure=VirtualMachineStartFailure
        stateChangeRequests=[VirtualMachineStateChangeRequest]
        volumeRequests=[VirtualMachineVolumeRequest]
        volumeSnapshotStatuses=[VolumeSnapshotStatus/name] volumeUpdateState=VolumeUpdateState
      VirtualMachineVolumeRequest: addVolumeOptions=AddVolumeOptions
        removeVolumeOptions=RemoveVolumeOptions
      VolumeMigrationState: migratedVolumes=[StorageMigratedVolumeInfo/volumeName]
      VolumeSnapshotStatus: enabled=b name=s reason=s
      VolumeStatus: containerDiskVolume=ContainerDiskInfo hotplugVolume=HotplugVolumeStatus
        memoryDumpVolume=DomainMemoryDumpInfo message=s name=s
        persistentVolumeClaimInfo=PersistentVolumeClaimInfo phase=(Pending|Bound|AttachedToNode|
          MountedToPod|Ready|Detaching|UnMountedFromPod|MemoryDumpCompleted|MemoryDumpInProgress|
          MemoryDumpFailed) reason=s size=i target=s
      VolumeUpdateState: volumeMigrationState=VolumeMigrationState
      """)
}
