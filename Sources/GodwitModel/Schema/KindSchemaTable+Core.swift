extension KindSchemaTable {
  /// Nodes, pods, namespaces, events, claims, quotas and their parts, of `v1`.
  static let core = Section(
    group: "core",
    text: """
      Affinity: nodeAffinity=NodeAffinity podAffinity=PodAffinity podAntiAffinity=PodAntiAffinity
      AppArmorProfile: localhostProfile=s type=(Unconfined|RuntimeDefault|Localhost)
      AttachedVolume: devicePath=s name=s
      Capabilities: add=[s] drop=[s]
      +ConfigMap: apiVersion=s binaryData={s} data={s} immutable=b kind=s metadata=meta.ObjectMeta
      ConfigMapEnvSource: name=s optional=b
      ConfigMapKeySelector: key=s name=s optional=b
      ConfigMapNodeConfigSource: kubeletConfigKey=s name=s namespace=s resourceVersion=s uid=s
      Container: args=[s] command=[s] env=[EnvVar/name] envFrom=[EnvFromSource] image=s
        imagePullPolicy=(Always|Never|IfNotPresent) lifecycle=Lifecycle livenessProbe=Probe name=s
        ports=[ContainerPort/containerPort,protocol] readinessProbe=Probe
        resizePolicy=[ContainerResizePolicy] resources=ResourceRequirements
        restartPolicy=(Always|Never|OnFailure) restartPolicyRules=[ContainerRestartRule]
        securityContext=SecurityContext startupProbe=Probe stdin=b stdinOnce=b
        terminationMessagePath=s terminationMessagePolicy=(File|FallbackToLogsOnError) tty=b
        volumeDevices=[VolumeDevice/devicePath] volumeMounts=[VolumeMount/mountPath] workingDir=s
      ContainerExtendedResourceRequest: containerName=s requestName=s resourceName=s
      ContainerImage: names=[s] sizeBytes=i
      ContainerPort: containerPort=i hostIP=s hostPort=i name=s protocol=(TCP|UDP|SCTP)
      ContainerResizePolicy: resourceName=s restartPolicy=(NotRequired|RestartContainer)
      ContainerRestartRule: action=(Restart|RestartAllContainers)
        exitCodes=ContainerRestartRuleOnExitCodes
      ContainerRestartRuleOnExitCodes: operator=(In|NotIn) values=[i]
      ContainerState: running=ContainerStateRunning terminated=ContainerStateTerminated
        waiting=ContainerStateWaiting
      ContainerStateRunning: startedAt=t
      ContainerStateTerminated: containerID=s exitCode=i finishedAt=t message=s reason=s signal=i
        startedAt=t
      ContainerStateWaiting: message=s reason=s
      ContainerStatus: allocatedResources={q} allocatedResourcesStatus=[ResourceStatus/name]
        containerID=s image=s imageID=s lastState=ContainerState name=s ready=b
        resources=ResourceRequirements restartCount=i started=b state=ContainerState stopSignal=s
        user=ContainerUser volumeMounts=[VolumeMountStatus/mountPath]
      ContainerUser: linux=LinuxContainerUser
      DaemonEndpoint: Port=i
      EnvFromSource: configMapRef=ConfigMapEnvSource prefix=s secretRef=SecretEnvSource
      EnvVar: name=s value=s valueFrom=EnvVarSource
      EnvVarSource: configMapKeyRef=ConfigMapKeySelector fieldRef=ObjectFieldSelector
        fileKeyRef=FileKeySelector resourceFieldRef=ResourceFieldSelector
        secretKeyRef=SecretKeySelector
      EphemeralContainer: args=[s] command=[s] env=[EnvVar/name] envFrom=[EnvFromSource] image=s
        imagePullPolicy=s lifecycle=Lifecycle livenessProbe=Probe name=s
        ports=[ContainerPort/containerPort,protocol] readinessProbe=Probe
        resizePolicy=[ContainerResizePolicy] resources=ResourceRequirements restartPolicy=s
        restartPolicyRules=[ContainerRestartRule] securityContext=SecurityContext startupProbe=Probe
        stdin=b stdinOnce=b targetContainerName=s terminationMessagePath=s
        terminationMessagePolicy=s tty=b volumeDevices=[VolumeDevice/devicePath]
        volumeMounts=[VolumeMount/mountPath] workingDir=s
      +Event: action=s apiVersion=s count=i eventTime=t firstTimestamp=t
        involvedObject=ObjectReference kind=s lastTimestamp=t message=s metadata=meta.ObjectMeta
        reason=s related=ObjectReference reportingComponent=s reportingInstance=s series=EventSeries
        source=EventSource type=(Normal|Warning)
      EventSeries: count=i lastObservedTime=t
      EventSource: component=s host=s
      ExecAction: command=[s]
      FileKeySelector: key=s optional=b path=s volumeName=s
      GRPCAction: port=i service=s
      HTTPGetAction: host=s httpHeaders=[HTTPHeader] path=s port=x scheme=(HTTP|HTTPS)
      HTTPHeader: name=s value=s
      HostAlias: hostnames=[s] ip=s
      HostIP: ip=s
      ImageVolumeStatus: imageRef=s
      Lifecycle: postStart=LifecycleHandler preStop=LifecycleHandler stopSignal=s
      LifecycleHandler: exec=ExecAction httpGet=HTTPGetAction sleep=SleepAction
        tcpSocket=TCPSocketAction
      LinuxContainerUser: gid=i supplementalGroups=[i] uid=i
      ModifyVolumeStatus: status=(Pending|InProgress|Infeasible) targetVolumeAttributesClassName=s
      +Namespace: apiVersion=s kind=s metadata=meta.ObjectMeta spec=NamespaceSpec
        status=NamespaceStatus
      NamespaceCondition: lastTransitionTime=t message=s reason=s status=(True|False|Unknown) type=s
      NamespaceSpec: finalizers=[s]
      NamespaceStatus: conditions=[NamespaceCondition/type] phase=(Active|Terminating)
      +Node: apiVersion=s kind=s metadata=meta.ObjectMeta spec=NodeSpec status=NodeStatus
      NodeAddress: address=s type=(Hostname|InternalIP|ExternalIP|InternalDNS|ExternalDNS)
      NodeAffinity: preferredDuringSchedulingIgnoredDuringExecution=[PreferredSchedulingTerm]
        requiredDuringSchedulingIgnoredDuringExecution=NodeSelector
      NodeAllocatableResourceClaimStatus: containers=[s] resourceClaimName=s resources={q}
      NodeCondition: lastHeartbeatTime=t lastTransitionTime=t message=s reason=s
        status=(True|False|Unknown) type=s
      NodeConfigSource: configMap=ConfigMapNodeConfigSource
      NodeConfigStatus: active=NodeConfigSource assigned=NodeConfigSource error=s
        lastKnownGood=NodeConfigSource
      NodeDaemonEndpoints: kubeletEndpoint=DaemonEndpoint
      NodeFeatures: supplementalGroupsPolicy=b
      NodeRuntimeHandler: features=NodeRuntimeHandlerFeatures name=s
      NodeRuntimeHandlerFeatures: recursiveReadOnlyMounts=b userNamespaces=b
      NodeSelector: nodeSelectorTerms=[NodeSelectorTerm]
      NodeSelectorRequirement: key=s operator=(In|NotIn|Exists|DoesNotExist|Gt|Lt) values=[s]
      NodeSelectorTerm: matchExpressions=[NodeSelectorRequirement]
        matchFields=[NodeSelectorRequirement]
      NodeSpec: configSource=NodeConfigSource externalID=s podCIDR=s podCIDRs=[s] providerID=s
        taints=[Taint] unschedulable=b
      NodeStatus: addresses=[NodeAddress/type] allocatable={q} capacity={q}
        conditions=[NodeCondition/type] config=NodeConfigStatus daemonEndpoints=NodeDaemonEndpoints
        declaredFeatures=[s] features=NodeFeatures images=[ContainerImage] nodeInfo=NodeSystemInfo
        phase=(Pending|Running|Terminated) runtimeHandlers=[NodeRuntimeHandler]
        volumesAttached=[AttachedVolume] volumesInUse=[s]
      NodeSwapStatus: capacity=i
      NodeSystemInfo: architecture=s bootID=s containerRuntimeVersion=s kernelVersion=s
        kubeProxyVersion=s kubeletVersion=s machineID=s operatingSystem=s osImage=s
        swap=NodeSwapStatus systemUUID=s
      ObjectReference: apiVersion=s fieldPath=s kind=s name=s namespace=s resourceVersion=s uid=s
      +PersistentVolumeClaim: apiVersion=s kind=s metadata=meta.ObjectMeta
        spec=PersistentVolumeClaimSpec status=PersistentVolumeClaimStatus
      PersistentVolumeClaimCondition: lastProbeTime=t lastTransitionTime=t message=s reason=s
        status=(True|False|Unknown) type=s
      PersistentVolumeClaimSpec:
        accessModes=[(ReadWriteOnce|ReadOnlyMany|ReadWriteMany|ReadWriteOncePod)]
        dataSource=TypedLocalObjectReference dataSourceRef=TypedObjectReference
        resources=VolumeResourceRequirements selector=meta.LabelSelector storageClassName=s
        volumeAttributesClassName=s volumeMode=(Block|Filesystem) volumeName=s
      PersistentVolumeClaimStatus:
        accessModes=[(ReadWriteOnce|ReadOnlyMany|ReadWriteMany|ReadWriteOncePod)]
        allocatedResourceStatuses={s} allocatedResources={q} capacity={q}
        conditions=[PersistentVolumeClaimCondition/type] currentVolumeAttributesClassName=s
        modifyVolumeStatus=ModifyVolumeStatus phase=(Pending|Bound|Lost)
      +Pod: apiVersion=s kind=s metadata=meta.ObjectMeta spec=PodSpec status=PodStatus
      PodAffinity: preferredDuringSchedulingIgnoredDuringExecution=[WeightedPodAffinityTerm]
        requiredDuringSchedulingIgnoredDuringExecution=[PodAffinityTerm]
      PodAffinityTerm: labelSelector=meta.LabelSelector matchLabelKeys=[s] mismatchLabelKeys=[s]
        namespaceSelector=meta.LabelSelector namespaces=[s] topologyKey=s
      PodAntiAffinity: preferredDuringSchedulingIgnoredDuringExecution=[WeightedPodAffinityTerm]
        requiredDuringSchedulingIgnoredDuringExecution=[PodAffinityTerm]
      PodCondition: lastProbeTime=t lastTransitionTime=t message=s observedGeneration=i reason=s
        status=(True|False|Unknown) type=s
      PodDNSConfig: nameservers=[s] options=[PodDNSConfigOption] searches=[s]
      PodDNSConfigOption: name=s value=s
      PodExtendedResourceClaimStatus: requestMappings=[ContainerExtendedResourceRequest]
        resourceClaimName=s
      PodIP: ip=s
      PodOS: name=(linux|windows)
      PodReadinessGate: conditionType=s
      PodResourceClaim: name=s resourceClaimName=s resourceClaimTemplateName=s
      PodResourceClaimStatus: name=s resourceClaimName=s
      PodSchedulingGate: name=s
      PodSchedulingGroup: podGroupName=s
      PodSecurityContext: appArmorProfile=AppArmorProfile fsGroup=i
        fsGroupChangePolicy=(OnRootMismatch|Always) runAsGroup=i runAsNonRoot=b runAsUser=i
        seLinuxChangePolicy=(Recursive|MountOption) seLinuxOptions=SELinuxOptions
        seccompProfile=SeccompProfile supplementalGroups=[i] supplementalGroupsPolicy=(Merge|Strict)
        sysctls=[Sysctl] windowsOptions=WindowsSecurityContextOptions
      PodSpec: activeDeadlineSeconds=i affinity=Affinity automountServiceAccountToken=b
        containers=[Container/name] dnsConfig=PodDNSConfig
        dnsPolicy=(ClusterFirstWithHostNet|ClusterFirst|Default|None) enableServiceLinks=b
        ephemeralContainers=[EphemeralContainer/name] hostAliases=[HostAlias/ip] hostIPC=b
        hostNetwork=b hostPID=b hostUsers=b hostname=s hostnameOverride=s
        imagePullSecrets=[LocalObjectReference/name] initContainers=[Container/name] nodeName=s
        nodeSelector={s} os=PodOS overhead={q} preemptionPolicy=(PreemptLowerPriority|Never)
        priority=i priorityClassName=s readinessGates=[PodReadinessGate]
        resourceClaims=[PodResourceClaim/name] resources=ResourceRequirements
        restartPolicy=(Always|OnFailure|Never) runtimeClassName=s schedulerName=s
        schedulingGates=[PodSchedulingGate/name] schedulingGroup=PodSchedulingGroup
        securityContext=PodSecurityContext serviceAccount=s serviceAccountName=s setHostnameAsFQDN=b
        shareProcessNamespace=b subdomain=s terminationGracePeriodSeconds=i tolerations=[Toleration]
        topologySpreadConstraints=[TopologySpreadConstraint/topologyKey,whenUnsatisfiable]
        volumes=[Volume/name] workloadRef=WorkloadReference
      PodStatus: allocatedResources={q} conditions=[PodCondition/type]
        containerStatuses=[ContainerStatus/name] ephemeralContainerStatuses=[ContainerStatus/name]
        extendedResourceClaimStatus=PodExtendedResourceClaimStatus hostIP=s hostIPs=[HostIP/ip]
        initContainerStatuses=[ContainerStatus/name] message=s
        nodeAllocatableResourceClaimStatuses=[NodeAllocatableResourceClaimStatus]
        nominatedNodeName=s observedGeneration=i phase=(Pending|Running|Succeeded|Failed|Unknown)
        podIP=s podIPs=[PodIP/ip] qosClass=(Guaranteed|Burstable|BestEffort) reason=s
        resize=(InProgress|Deferred|Infeasible) resourceClaimStatuses=[PodResourceClaimStatus/name]
        resources=ResourceRequirements startTime=t
      PreferredSchedulingTerm: preference=NodeSelectorTerm weight=i
      Probe: exec=ExecAction failureThreshold=i grpc=GRPCAction httpGet=HTTPGetAction
        initialDelaySeconds=i periodSeconds=i successThreshold=i tcpSocket=TCPSocketAction
        terminationGracePeriodSeconds=i timeoutSeconds=i
      ResourceClaim: name=s request=s
      ResourceHealth: health=(Healthy|Unhealthy|Unknown) message=s resourceID=s
      +ResourceQuota: apiVersion=s kind=s metadata=meta.ObjectMeta spec=ResourceQuotaSpec
        status=ResourceQuotaStatus
      ResourceQuotaSpec: hard={q} scopeSelector=ScopeSelector scopes=[(Terminating|NotTerminating|
          BestEffort|NotBestEffort|PriorityClass|CrossNamespacePodAffinity|VolumeAttributesClass)]
      ResourceQuotaStatus: hard={q} used={q}
      ResourceRequirements: claims=[ResourceClaim/name] limits={q} requests={q}
      ResourceStatus: name=s resources=[ResourceHealth/resourceID]
      SELinuxOptions: level=s role=s type=s user=s
      ScopeSelector: matchExpressions=[ScopedResourceSelectorRequirement]
      ScopedResourceSelectorRequirement: operator=(In|NotIn|Exists|DoesNotExist)
        scopeName=(Terminating|NotTerminating|BestEffort|NotBestEffort|PriorityClass|
          CrossNamespacePodAffinity|VolumeAttributesClass) values=[s]
      SeccompProfile: localhostProfile=s type=(Unconfined|RuntimeDefault|Localhost)
      +Secret: apiVersion=s data={s} immutable=b kind=s metadata=meta.ObjectMeta stringData={s}
        type=s
      SecretEnvSource: name=s optional=b
      SecretKeySelector: key=s name=s optional=b
      SecurityContext: allowPrivilegeEscalation=b appArmorProfile=AppArmorProfile
        capabilities=Capabilities privileged=b procMount=(Default|Unmasked) readOnlyRootFilesystem=b
        runAsGroup=i runAsNonRoot=b runAsUser=i seLinuxOptions=SELinuxOptions
        seccompProfile=SeccompProfile windowsOptions=WindowsSecurityContextOptions
      +ServiceAccount: apiVersion=s automountServiceAccountToken=b
        imagePullSecrets=[LocalObjectReference] kind=s metadata=meta.ObjectMeta
        secrets=[ObjectReference/name]
      SleepAction: seconds=i
      Sysctl: name=s value=s
      TCPSocketAction: host=s port=x
      Taint: effect=(NoSchedule|PreferNoSchedule|NoExecute) key=s timeAdded=t value=s
      Toleration: effect=(NoSchedule|PreferNoSchedule|NoExecute) key=s operator=(Exists|Equal|Lt|Gt)
        tolerationSeconds=i value=s
      TopologySpreadConstraint: labelSelector=meta.LabelSelector matchLabelKeys=[s] maxSkew=i
        minDomains=i nodeAffinityPolicy=(Ignore|Honor) nodeTaintsPolicy=(Ignore|Honor) topologyKey=s
        whenUnsatisfiable=(DoNotSchedule|ScheduleAnyway)
      TypedLocalObjectReference: apiGroup=s kind=s name=s
      TypedObjectReference: apiGroup=s kind=s name=s namespace=s
      VolumeDevice: devicePath=s name=s
      VolumeMount: mountPath=s mountPropagation=(None|HostToContainer|Bidirectional) name=s
        readOnly=b recursiveReadOnly=(Disabled|IfPossible|Enabled) subPath=s subPathExpr=s
      VolumeMountStatus: mountPath=s name=s readOnly=b
        recursiveReadOnly=(Disabled|IfPossible|Enabled) volumeStatus=VolumeStatus
      VolumeResourceRequirements: limits={q} requests={q}
      VolumeStatus: image=ImageVolumeStatus
      WeightedPodAffinityTerm: podAffinityTerm=PodAffinityTerm weight=i
      WindowsSecurityContextOptions: gmsaCredentialSpec=s gmsaCredentialSpecName=s hostProcess=b
        runAsUserName=s
      WorkloadReference: name=s podGroup=s podGroupReplicaKey=s
      """)
}
