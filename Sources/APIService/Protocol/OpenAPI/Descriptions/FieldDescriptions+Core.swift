extension FieldDescriptions {
  /// What the API documents of the kinds of the core group, part 1.
  static let core = #"""
    core.Affinity: Affinity is a group of affinity scheduling rules.
      nodeAffinity: Describes node affinity scheduling rules for the pod.
      podAffinity: Describes pod affinity scheduling rules (e.g. co-locate this pod in the same node, zone, etc. as some other pod(s)).
      podAntiAffinity: Describes pod anti-affinity scheduling rules (e.g. avoid putting this pod in the same node, zone, etc. as some other pod(s)).
    core.AppArmorProfile: AppArmorProfile defines a pod or container's AppArmor settings.
      localhostProfile: localhostProfile indicates a profile loaded on the node that should be used. The profile must be preconfigured on the node to work. Must match the loaded name of the profile. Must be set if and only if type is "Localhost".
      type: type indicates which kind of AppArmor profile will be applied. Valid options are:\n  Localhost - a profile pre-loaded on the node.\n  RuntimeDefault - the container runtime's default profile.\n  Unconfined - no AppArmor enforcement.
    core.AttachedVolume: AttachedVolume describes a volume attached to a node
      devicePath: DevicePath represents the device path where the volume should be available
      name: Name of the attached volume
    core.Capabilities: Adds and removes POSIX capabilities from running containers.
      add: Added capabilities
      drop: Removed capabilities
    core.ConfigMap: ConfigMap holds configuration data for pods to consume.
      binaryData: BinaryData contains the binary data. Each key must consist of alphanumeric characters, '-', '_' or '.'. BinaryData can contain byte sequences that are not in the UTF-8 range. The keys stored in BinaryData must not overlap with the ones in the Data field, this is enforced during validation process. Using this field will require 1.10+ apiserver and kubelet.
      data: Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the keys in the BinaryData field, this is enforced during validation process.
      immutable: Immutable, if set to true, ensures that data stored in the ConfigMap cannot be updated (only object metadata can be modified). If not set to true, the field can be modified at any time. Defaulted to nil.
      metadata: Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
    core.ConfigMapEnvSource: ConfigMapEnvSource selects a ConfigMap to populate the environment variables with.\n\nThe contents of the target ConfigMap's Data field will represent the key-value pairs as environment variables.
      optional: Specify whether the ConfigMap must be defined
    core.ConfigMapKeySelector: Selects a key from a ConfigMap.
      key: The key to select.
      optional: Specify whether the ConfigMap or its key must be defined
    core.ConfigMapNodeConfigSource: ConfigMapNodeConfigSource contains the information to reference a ConfigMap as a config source for the Node. This API is deprecated since 1.22: https://git.k8s.io/enhancements/keps/sig-node/281-dynamic-kubelet-configuration
      kubeletConfigKey: KubeletConfigKey declares which key of the referenced ConfigMap corresponds to the KubeletConfiguration structure This field is required in all cases.
      name: Name is the metadata.name of the referenced ConfigMap. This field is required in all cases.
      namespace: Namespace is the metadata.namespace of the referenced ConfigMap. This field is required in all cases.
      resourceVersion: ResourceVersion is the metadata.ResourceVersion of the referenced ConfigMap. This field is forbidden in Node.Spec, and required in Node.Status.
      uid: UID is the metadata.UID of the referenced ConfigMap. This field is forbidden in Node.Spec, and required in Node.Status.
    core.Container: A single application container that you want to run within a pod.
      args: Arguments to the entrypoint. The container image's CMD is used if this is not provided. Variable references $(VAR_NAME) are expanded using the container's environment. If a variable cannot be resolved, the reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME) syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be expanded, regardless of whether the variable exists or not. Cannot be updated. More info: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
      command: Entrypoint array. Not executed within a shell. The container image's ENTRYPOINT is used if this is not provided. Variable references $(VAR_NAME) are expanded using the container's environment. If a variable cannot be resolved, the reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME) syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be expanded, regardless of whether the variable exists or not. Cannot be updated. More info: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
      env: List of environment variables to set in the container. Cannot be updated.
      envFrom: List of sources to populate environment variables in the container. The keys defined within a source may consist of any printable ASCII characters except '='. When a key exists in multiple sources, the value associated with the last source will take precedence. Values defined by an Env with a duplicate key will take precedence. Cannot be updated.
      image: Container image name. More info: https://kubernetes.io/docs/concepts/containers/images This field is optional to allow higher level config management to default or override container images in workload controllers like Deployments and StatefulSets.
      imagePullPolicy: Image pull policy. One of Always, Never, IfNotPresent. Defaults to Always if :latest tag is specified, or IfNotPresent otherwise. Cannot be updated. More info: https://kubernetes.io/docs/concepts/containers/images#updating-images
      lifecycle: Actions that the management system should take in response to container lifecycle events. Cannot be updated.
      livenessProbe: Periodic probe of container liveness. Container will be restarted if the probe fails. Cannot be updated. More info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      name: Name of the container specified as a DNS_LABEL. Each container in a pod must have a unique name (DNS_LABEL). Cannot be updated.
      ports: List of ports to expose from the container. Not specifying a port here DOES NOT prevent that port from being exposed. Any port which is listening on the default "0.0.0.0" address inside a container will be accessible from the network. Modifying this array with strategic merge patch may corrupt the data. For more information See https://github.com/kubernetes/kubernetes/issues/108255. Cannot be updated.
      readinessProbe: Periodic probe of container service readiness. Container will be removed from service endpoints if the probe fails. Cannot be updated. More info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      resizePolicy: Resources resize policy for the container.
      resources: Compute Resources required by this container. Cannot be updated. More info: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
      restartPolicy: RestartPolicy defines the restart behavior of individual containers in a pod. This overrides the pod-level restart policy. When this field is not specified, the restart behavior is defined by the Pod's restart policy and the container type. Additionally, setting the RestartPolicy as "Always" for the init container will have the following effect: this init container will be continually restarted on exit until all regular containers have terminated. Once all regular containers have completed, all init containers with restartPolicy "Always" will be shut down. This lifecycle differs from normal init containers and is often referred to as a "sidecar" container. Although this init container still starts in the init container sequence, it does not wait for the container to complete before proceeding to the next init container. Instead, the next init container starts immediately after this init container is started, or after any startupProbe has successfully completed.
      restartPolicyRules: Represents a list of rules to be checked to determine if the container should be restarted on exit. The rules are evaluated in order. Once a rule matches a container exit condition, the remaining rules are ignored. If no rule matches the container exit condition, the Container-level restart policy determines the whether the container is restarted or not. Constraints on the rules: - At most 20 rules are allowed. - Rules can have the same action. - Identical rules are not forbidden in validations. When rules are specified, container MUST set RestartPolicy explicitly even it if matches the Pod's RestartPolicy.
      securityContext: SecurityContext defines the security options the container should be run with. If set, the fields of SecurityContext override the equivalent fields of PodSecurityContext. More info: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
      startupProbe: StartupProbe indicates that the Pod has successfully initialized. If specified, no other probes are executed until this completes successfully. If this probe fails, the Pod will be restarted, just as if the livenessProbe failed. This can be used to provide different probe parameters at the beginning of a Pod's lifecycle, when it might take a long time to load data or warm a cache, than during steady-state operation. This cannot be updated. More info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
      stdin: Whether this container should allocate a buffer for stdin in the container runtime. If this is not set, reads from stdin in the container will always result in EOF. Default is false.
      stdinOnce: Whether the container runtime should close the stdin channel after it has been opened by a single attach. When stdin is true the stdin stream will remain open across multiple attach sessions. If stdinOnce is set to true, stdin is opened on container start, is empty until the first client attaches to stdin, and then remains open and accepts data until the client disconnects, at which time stdin is closed and remains closed until the container is restarted. If this flag is false, a container processes that reads from stdin will never receive an EOF. Default is false
      terminationMessagePath: Optional: Path at which the file to which the container's termination message will be written is mounted into the container's filesystem. Message written is intended to be brief final status, such as an assertion failure message. Will be truncated by the node if greater than 4096 bytes. The total message length across all containers will be limited to 12kb. Defaults to /dev/termination-log. Cannot be updated.
      terminationMessagePolicy: Indicate how the termination message should be populated. File will use the contents of terminationMessagePath to populate the container status message on both success and failure. FallbackToLogsOnError will use the last chunk of container log output if the termination message file is empty and the container exited with an error. The log output is limited to 2048 bytes or 80 lines, whichever is smaller. Defaults to File. Cannot be updated.
      tty: Whether this container should allocate a TTY for itself, also requires 'stdin' to be true. Default is false.
      volumeDevices: volumeDevices is the list of block devices to be used by the container.
      volumeMounts: Pod volumes to mount into the container's filesystem. Cannot be updated.
      workingDir: Container's working directory. If not specified, the container runtime's default will be used, which might be configured in the container image. Cannot be updated.
    core.ContainerExtendedResourceRequest: ContainerExtendedResourceRequest has the mapping of container name, extended resource name to the device request name.
      containerName: The name of the container requesting resources.
      requestName: The name of the request in the special ResourceClaim which corresponds to the extended resource.
      resourceName: The name of the extended resource in that container which gets backed by DRA.
    core.ContainerImage: Describe a container image
      names: Names by which this image is known. e.g. ["kubernetes.example/hyperkube:v1.0.7", "cloud-vendor.registry.example/cloud-vendor/hyperkube:v1.0.7"]
      sizeBytes: The size of the image in bytes.
    core.ContainerPort: ContainerPort represents a network port in a single container.
      containerPort: Number of port to expose on the pod's IP address. This must be a valid port number, 0 < x < 65536.
      hostIP: What host IP to bind the external port to.
      hostPort: Number of port to expose on the host. If specified, this must be a valid port number, 0 < x < 65536. If HostNetwork is specified, this must match ContainerPort. Most containers do not need this.
      name: If specified, this must be an IANA_SVC_NAME and unique within the pod. Each named port in a pod must have a unique name. Name for the port that can be referred to by services.
      protocol: Protocol for port. Must be UDP, TCP, or SCTP. Defaults to "TCP".
    core.ContainerResizePolicy: ContainerResizePolicy represents resource resize policy for the container.
      resourceName: Name of the resource to which this resource resize policy applies. Supported values: cpu, memory.
      restartPolicy: Restart policy to apply when specified resource is resized. If not specified, it defaults to NotRequired.
    core.ContainerRestartRule: ContainerRestartRule describes how a container exit is handled.
      action: Specifies the action taken on a container exit if the requirements are satisfied. The only possible value is "Restart" to restart the container.
      exitCodes: Represents the exit codes to check on container exits.
    core.ContainerRestartRuleOnExitCodes: ContainerRestartRuleOnExitCodes describes the condition for handling an exited container based on its exit codes.
      operator: Represents the relationship between the container exit code(s) and the specified values. Possible values are: - In: the requirement is satisfied if the container exit code is in the\n  set of specified values.\n- NotIn: the requirement is satisfied if the container exit code is\n  not in the set of specified values.
      values: Specifies the set of values to check for container exit codes. At most 255 elements are allowed.
    core.ContainerState: ContainerState holds a possible state of container. Only one of its members may be specified. If none of them is specified, the default one is ContainerStateWaiting.
      running: Details about a running container
      terminated: Details about a terminated container
      waiting: Details about a waiting container
    core.ContainerStateRunning: ContainerStateRunning is a running state of a container.
      startedAt: Time at which the container was last (re-)started
    core.ContainerStateTerminated: ContainerStateTerminated is a terminated state of a container.
      containerID: Container's ID in the format '<type>://<container_id>'
      exitCode: Exit status from the last termination of the container
      finishedAt: Time at which the container last terminated
      message: Message regarding the last termination of the container
      reason: (brief) reason from the last termination of the container
      signal: Signal from the last termination of the container
      startedAt: Time at which previous execution of the container started
    core.ContainerStateWaiting: ContainerStateWaiting is a waiting state of a container.
      message: Message regarding why the container is not yet running.
      reason: (brief) reason the container is not yet running.
    core.ContainerStatus: ContainerStatus contains details for the current status of this container.
      allocatedResources: AllocatedResources represents the compute resources allocated for this container by the node. Kubelet sets this value to Container.Resources.Requests upon successful pod admission and after successfully admitting desired pod resize.
      allocatedResourcesStatus: AllocatedResourcesStatus represents the status of various resources allocated for this Pod.
      containerID: ContainerID is the ID of the container in the format '<type>://<container_id>'. Where type is a container runtime identifier, returned from Version call of CRI API (for example "containerd").
      image: Image is the name of container image that the container is running. The container image may not match the image used in the PodSpec, as it may have been resolved by the runtime. More info: https://kubernetes.io/docs/concepts/containers/images.
      imageID: ImageID is the image ID of the container's image. The image ID may not match the image ID of the image used in the PodSpec, as it may have been resolved by the runtime.
      lastState: LastTerminationState holds the last termination state of the container to help debug container crashes and restarts. This field is not populated if the container is still running and RestartCount is 0.
      name: Name is a DNS_LABEL representing the unique name of the container. Each container in a pod must have a unique name across all container types. Cannot be updated.
      ready: Ready specifies whether the container is currently passing its readiness check. The value will change as readiness probes keep executing. If no readiness probes are specified, this field defaults to true once the container is fully started (see Started field).\n\nThe value is typically used to determine whether a container is ready to accept traffic.
      resources: Resources represents the compute resource requests and limits that have been successfully enacted on the running container after it has been started or has been successfully resized.
      restartCount: RestartCount holds the number of times the container has been restarted. Kubelet makes an effort to always increment the value, but there are cases when the state may be lost due to node restarts and then the value may be reset to 0. The value is never negative.
      started: Started indicates whether the container has finished its postStart lifecycle hook and passed its startup probe. Initialized as false, becomes true after startupProbe is considered successful. Resets to false when the container is restarted, or if kubelet loses state temporarily. In both cases, startup probes will run again. Is always true when no startupProbe is defined and container is running and has passed the postStart lifecycle hook. The null value must be treated the same as false.
      state: State holds details about the container's current condition.
      stopSignal: StopSignal reports the effective stop signal for this container
      user: User represents user identity information initially attached to the first process of the container
      volumeMounts: Status of volume mounts.
    core.ContainerUser: ContainerUser represents user identity information
      linux: Linux holds user identity information initially attached to the first process of the containers in Linux. Note that the actual running identity can be changed if the process has enough privilege to do so.
    core.DaemonEndpoint: DaemonEndpoint contains information about a single Daemon endpoint.
      Port: Port number of the given endpoint.
    core.EnvFromSource: EnvFromSource represents the source of a set of ConfigMaps or Secrets
      configMapRef: The ConfigMap to select from
      prefix: Optional text to prepend to the name of each environment variable. May consist of any printable ASCII characters except '='.
      secretRef: The Secret to select from
    core.EnvVar: EnvVar represents an environment variable present in a Container.
      name: Name of the environment variable. May consist of any printable ASCII characters except '='.
      value: Variable references $(VAR_NAME) are expanded using the previously defined environment variables in the container and any service environment variables. If a variable cannot be resolved, the reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME) syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be expanded, regardless of whether the variable exists or not. Defaults to "".
      valueFrom: Source for the environment variable's value. Cannot be used if value is not empty.
    core.EnvVarSource: EnvVarSource represents a source for the value of an EnvVar.
      configMapKeyRef: Selects a key of a ConfigMap.
      fieldRef: Selects a field of the pod: supports metadata.name, metadata.namespace, `metadata.labels['<KEY>']`, `metadata.annotations['<KEY>']`, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs.
      fileKeyRef: FileKeyRef selects a key of the env file. Requires the EnvFiles feature gate to be enabled.
      resourceFieldRef: Selects a resource of the container: only resources limits and requests (limits.cpu, limits.memory, limits.ephemeral-storage, requests.cpu, requests.memory and requests.ephemeral-storage) are currently supported.
      secretKeyRef: Selects a key of a secret in the pod's namespace
    core.EphemeralContainer: An EphemeralContainer is a temporary container that you may add to an existing Pod for user-initiated activities such as debugging. Ephemeral containers have no resource or scheduling guarantees, and they will not be restarted when they exit or when a Pod is removed or restarted. The kubelet may evict a Pod if an ephemeral container causes the Pod to exceed its resource allocation.\n\nTo add an ephemeral container, use the ephemeralcontainers subresource of an existing Pod. Ephemeral containers may not be removed or restarted.
      targetContainerName: If set, the name of the container from PodSpec that this ephemeral container targets. The ephemeral container will be run in the namespaces (IPC, PID, etc) of this container. If not set then the ephemeral container uses the namespaces configured in the Pod spec.\n\nThe container runtime must implement support for this feature. If the runtime does not support namespace targeting then the result of setting this field is undefined.
    core.Event: Event is a report of an event somewhere in the cluster.  Events have a limited retention time and triggers and messages may evolve with time.  Event consumers should not rely on the timing of an event with a given Reason reflecting a consistent underlying trigger, or the continued existence of events with that Reason.  Events should be treated as informative, best-effort, supplemental data.
      action: What action was taken/failed regarding to the Regarding object.
      count: The number of times this event has occurred.
      eventTime: Time when this Event was first observed.
      firstTimestamp: The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)
      involvedObject: The object that this event is about.
      lastTimestamp: The time at which the most recent occurrence of this event was recorded.
      message: A human-readable description of the status of this operation.
      metadata: Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
      reason: This should be a short, machine understandable string that gives the reason for the transition into the object's current status.
      related: Optional secondary object for more complex actions.
      reportingComponent: Name of the controller that emitted this Event, e.g. `kubernetes.io/kubelet`.
      reportingInstance: ID of the controller instance, e.g. `kubelet-xyzf`.
      series: Data about the Event series this event represents or nil if it's a singleton Event.
      source: The component reporting this event. Should be a short machine understandable string.
      type: Type of this event (Normal, Warning), new types could be added in the future
    core.EventSeries: EventSeries contain information on series of events, i.e. thing that was/is happening continuously for some time.
      count: Number of occurrences in this series up to the last heartbeat time
      lastObservedTime: Time of the last occurrence observed
    core.EventSource: EventSource contains information for an event.
      component: Component from which the event is generated.
      host: Node name on which the event is generated.
    core.ExecAction: ExecAction describes a "run in container" action.
      command: Command is the command line to execute inside the container, the working directory for the command  is root ('/') in the container's filesystem. The command is simply exec'd, it is not run inside a shell, so traditional shell instructions ('|', etc) won't work. To use a shell, you need to explicitly call out to that shell. Exit status of 0 is treated as live/healthy and non-zero is unhealthy.
    core.FileKeySelector: FileKeySelector selects a key of the env file.
      key: The key within the env file. An invalid key will prevent the pod from starting. The keys defined within a source may consist of any printable ASCII characters except '='. During Alpha stage of the EnvFiles feature gate, the key size is limited to 128 characters.
      optional: Specify whether the file or its key must be defined. If the file or key does not exist, then the env var is not published. If optional is set to true and the specified key does not exist, the environment variable will not be set in the Pod's containers.\n\nIf optional is set to false and the specified key does not exist, an error will be returned during Pod creation.
      path: The path within the volume from which to select the file. Must be relative and may not contain the '..' path or start with '..'.
      volumeName: The name of the volume mount containing the env file.
    core.GRPCAction: GRPCAction specifies an action involving a GRPC service.
      port: Port number of the gRPC service. Number must be in the range 1 to 65535.
      service: Service is the name of the service to place in the gRPC HealthCheckRequest (see https://github.com/grpc/grpc/blob/master/doc/health-checking.md).\n\nIf this is not specified, the default behavior is defined by gRPC.
    core.HTTPGetAction: HTTPGetAction describes an action based on HTTP Get requests.
      host: Host name to connect to, defaults to the pod IP. You probably want to set "Host" in httpHeaders instead.
      httpHeaders: Custom headers to set in the request. HTTP allows repeated headers.
      path: Path to access on the HTTP server.
      port*: Name or number of the port to access on the container. Number must be in the range 1 to 65535. Name must be an IANA_SVC_NAME.
      scheme: Scheme to use for connecting to the host. Defaults to HTTP.
    core.HTTPHeader: HTTPHeader describes a custom header to be used in HTTP probes
      name*: The header field name. This will be canonicalized upon output, so case-variant names will be understood as the same header.
      value*: The header field value
    core.HostAlias: HostAlias holds the mapping between IP and hostnames that will be injected as an entry in the pod's hosts file.
      hostnames: Hostnames for the above IP address.
      ip: IP address of the host file entry.
    core.HostIP: HostIP represents a single IP address allocated to the host.
      ip: IP is the IP address assigned to the host
    core.Lifecycle: Lifecycle describes actions that the management system should take in response to container lifecycle events. For the PostStart and PreStop lifecycle handlers, management of the container blocks until the action is complete, unless the container process fails, in which case the handler is aborted.
      postStart: PostStart is called immediately after a container is created. If the handler fails, the container is terminated and restarted according to its restart policy. Other management of the container blocks until the hook completes. More info: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
      preStop: PreStop is called immediately before a container is terminated due to an API request or management event such as liveness/startup probe failure, preemption, resource contention, etc. The handler is not called if the container crashes or exits. The Pod's termination grace period countdown begins before the PreStop hook is executed. Regardless of the outcome of the handler, the container will eventually terminate within the Pod's termination grace period (unless delayed by finalizers). Other management of the container blocks until the hook completes or until the termination grace period is reached. More info: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
      stopSignal: StopSignal defines which signal will be sent to a container when it is being stopped. If not specified, the default is defined by the container runtime in use. StopSignal can only be set for Pods with a non-empty .spec.os.name
    core.LifecycleHandler: LifecycleHandler defines a specific action that should be taken in a lifecycle hook. One and only one of the fields, except TCPSocket must be specified.
      exec: Exec specifies a command to execute in the container.
      httpGet: HTTPGet specifies an HTTP GET request to perform.
      sleep: Sleep represents a duration that the container should sleep.
      tcpSocket: Deprecated. TCPSocket is NOT supported as a LifecycleHandler and kept for backward compatibility. There is no validation of this field and lifecycle hooks will fail at runtime when it is specified.
    core.LinuxContainerUser: LinuxContainerUser represents user identity information in Linux containers
      gid: GID is the primary gid initially attached to the first process in the container
      supplementalGroups: SupplementalGroups are the supplemental groups initially attached to the first process in the container
      uid: UID is the primary uid initially attached to the first process in the container
    core.ModifyVolumeStatus: ModifyVolumeStatus represents the status object of ControllerModifyVolume operation
      status: status is the status of the ControllerModifyVolume operation. It can be in any of following states:\n - Pending\n   Pending indicates that the PersistentVolumeClaim cannot be modified due to unmet requirements, such as\n   the specified VolumeAttributesClass not existing.\n - InProgress\n   InProgress indicates that the volume is being modified.\n - Infeasible\n  Infeasible indicates that the request has been rejected as invalid by the CSI driver. To\n	  resolve the error, a valid VolumeAttributesClass needs to be specified.\nNote: New statuses can be added in the future. Consumers should check for unknown statuses and fail appropriately.
      targetVolumeAttributesClassName: targetVolumeAttributesClassName is the name of the VolumeAttributesClass the PVC currently being reconciled
    core.Namespace: Namespace provides a scope for Names. Use of multiple namespaces is optional.
      metadata: Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
      spec: Spec defines the behavior of the Namespace. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
      status: Status describes the current status of a Namespace. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
    core.NamespaceCondition: NamespaceCondition contains details about state of namespace.
      lastTransitionTime: Last time the condition transitioned from one status to another.
      message: Human-readable message indicating details about last transition.
      reason: Unique, one-word, CamelCase reason for the condition's last transition.
      status: Status of the condition, one of True, False, Unknown.
      type: Type of namespace controller condition.
    core.NamespaceSpec: NamespaceSpec describes the attributes on a Namespace.
      finalizers: Finalizers is an opaque list of values that must be empty to permanently remove object from storage. More info: https://kubernetes.io/docs/tasks/administer-cluster/namespaces/
    core.NamespaceStatus: NamespaceStatus is information about the current status of a Namespace.
      conditions: Represents the latest available observations of a namespace's current state.
      phase: Phase is the current lifecycle phase of the namespace. More info: https://kubernetes.io/docs/tasks/administer-cluster/namespaces/
    core.Node: Node is a worker node in Kubernetes. Each node will have a unique identifier in the cache (i.e. in etcd).
      metadata: Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
      spec: Spec defines the behavior of a node. https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
      status: Most recently observed status of the node. Populated by the system. Read-only. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
    core.NodeAddress: NodeAddress contains information for the node's address.
      address: The node address.
      type: Node address type, one of Hostname, ExternalIP or InternalIP.
    core.NodeAffinity: Node affinity is a group of node affinity scheduling rules.
      preferredDuringSchedulingIgnoredDuringExecution: The scheduler will prefer to schedule pods to nodes that satisfy the affinity expressions specified by this field, but it may choose a node that violates one or more of the expressions. The node that is most preferred is the one with the greatest sum of weights, i.e. for each node that meets all of the scheduling requirements (resource request, requiredDuringScheduling affinity expressions, etc.), compute a sum by iterating through the elements of this field and adding "weight" to the sum if the node matches the corresponding matchExpressions; the node(s) with the highest sum are the most preferred.
      requiredDuringSchedulingIgnoredDuringExecution: If the affinity requirements specified by this field are not met at scheduling time, the pod will not be scheduled onto the node. If the affinity requirements specified by this field cease to be met at some point during pod execution (e.g. due to an update), the system may or may not try to eventually evict the pod from its node.
    core.NodeCondition: NodeCondition contains condition information for a node.
      lastHeartbeatTime: Last time we got an update on a given condition.
      lastTransitionTime: Last time the condition transit from one status to another.
      message: Human readable message indicating details about last transition.
      reason: (brief) reason for the condition's last transition.
      status: Status of the condition, one of True, False, Unknown.
      type: Type of node condition.
    core.NodeConfigSource: NodeConfigSource specifies a source of node configuration. Exactly one subfield (excluding metadata) must be non-nil. This API is deprecated since 1.22
      configMap: ConfigMap is a reference to a Node's ConfigMap
    core.NodeConfigStatus: NodeConfigStatus describes the status of the config assigned by Node.Spec.ConfigSource.
      active: Active reports the checkpointed config the node is actively using. Active will represent either the current version of the Assigned config, or the current LastKnownGood config, depending on whether attempting to use the Assigned config results in an error.
      assigned: Assigned reports the checkpointed config the node will try to use. When Node.Spec.ConfigSource is updated, the node checkpoints the associated config payload to local disk, along with a record indicating intended config. The node refers to this record to choose its config checkpoint, and reports this record in Assigned. Assigned only updates in the status after the record has been checkpointed to disk. When the Kubelet is restarted, it tries to make the Assigned config the Active config by loading and validating the checkpointed payload identified by Assigned.
      error: Error describes any problems reconciling the Spec.ConfigSource to the Active config. Errors may occur, for example, attempting to checkpoint Spec.ConfigSource to the local Assigned record, attempting to checkpoint the payload associated with Spec.ConfigSource, attempting to load or validate the Assigned config, etc. Errors may occur at different points while syncing config. Earlier errors (e.g. download or checkpointing errors) will not result in a rollback to LastKnownGood, and may resolve across Kubelet retries. Later errors (e.g. loading or validating a checkpointed config) will result in a rollback to LastKnownGood. In the latter case, it is usually possible to resolve the error by fixing the config assigned in Spec.ConfigSource. You can find additional information for debugging by searching the error message in the Kubelet log. Error is a human-readable description of the error state; machines can check whether or not Error is empty, but should not rely on the stability of the Error text across Kubelet versions.
      lastKnownGood: LastKnownGood reports the checkpointed config the node will fall back to when it encounters an error attempting to use the Assigned config. The Assigned config becomes the LastKnownGood config when the node determines that the Assigned config is stable and correct. This is currently implemented as a 10-minute soak period starting when the local record of Assigned config is updated. If the Assigned config is Active at the end of this period, it becomes the LastKnownGood. Note that if Spec.ConfigSource is reset to nil (use local defaults), the LastKnownGood is also immediately reset to nil, because the local default config is always assumed good. You should not make assumptions about the node's method of determining config stability and correctness, as this may change or become configurable in the future.
    core.NodeDaemonEndpoints: NodeDaemonEndpoints lists ports opened by daemons running on the Node.
      kubeletEndpoint: Endpoint on which Kubelet is listening.
    core.NodeFeatures: NodeFeatures describes the set of features implemented by the CRI implementation. The features contained in the NodeFeatures should depend only on the cri implementation independent of runtime handlers.
      supplementalGroupsPolicy: SupplementalGroupsPolicy is set to true if the runtime supports SupplementalGroupsPolicy and ContainerUser.
    core.NodeRuntimeHandler: NodeRuntimeHandler is a set of runtime handler information.
      features: Supported features.
      name: Runtime handler name. Empty for the default runtime handler.
    core.NodeRuntimeHandlerFeatures: NodeRuntimeHandlerFeatures is a set of features implemented by the runtime handler.
      recursiveReadOnlyMounts: RecursiveReadOnlyMounts is set to true if the runtime handler supports RecursiveReadOnlyMounts.
      userNamespaces: UserNamespaces is set to true if the runtime handler supports UserNamespaces, including for volumes.
    core.NodeSelector: A node selector represents the union of the results of one or more label queries over a set of nodes; that is, it represents the OR of the selectors represented by the node selector terms.
      nodeSelectorTerms*: Required. A list of node selector terms. The terms are ORed.
    core.NodeSelectorRequirement: A node selector requirement is a selector that contains values, a key, and an operator that relates the key and values.
      key*: The label key that the selector applies to.
      operator*: Represents a key's relationship to a set of values. Valid operators are In, NotIn, Exists, DoesNotExist. Gt, and Lt.
      values: An array of string values. If the operator is In or NotIn, the values array must be non-empty. If the operator is Exists or DoesNotExist, the values array must be empty. If the operator is Gt or Lt, the values array must have a single element, which will be interpreted as an integer. This array is replaced during a strategic merge patch.
    core.NodeSelectorTerm: A null or empty node selector term matches no objects. The requirements of them are ANDed. The TopologySelectorTerm type implements a subset of the NodeSelectorTerm.
      matchExpressions: A list of node selector requirements by node's labels.
      matchFields: A list of node selector requirements by node's fields.
    core.NodeSpec: NodeSpec describes the attributes that a node is created with.
      configSource: Deprecated: Previously used to specify the source of the node's configuration for the DynamicKubeletConfig feature. This feature is removed.
      externalID: Deprecated. Not all kubelets will set this field. Remove field after 1.13. see: https://issues.k8s.io/61966
      podCIDR: PodCIDR represents the pod IP range assigned to the node.
      podCIDRs: podCIDRs represents the IP ranges assigned to the node for usage by Pods on that node. If this field is specified, the 0th entry must match the podCIDR field. It may contain at most 1 value for each of IPv4 and IPv6.
      providerID: ID of the node assigned by the cloud provider in the format: <ProviderName>://<ProviderSpecificNodeID>
      taints: If specified, the node's taints.
      unschedulable: Unschedulable controls node schedulability of new pods. By default, node is schedulable. More info: https://kubernetes.io/docs/concepts/nodes/node/#manual-node-administration
    """#
}
