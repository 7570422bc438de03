extension BootstrapRoles {
  /// The built-in ClusterRoles of Kubernetes and KubeVirt, as far as they concern what is
  /// simulated.
  ///
  /// A line without indentation begins a role: its name, its labels, and with `@` the label that
  /// it aggregates. An indented line is a rule: API groups (`core` is the core group), resources,
  /// verbs; a line that begins with `url` names paths. `<5` and `>=5` before a rule or a role limit
  /// it to minor versions of KubeVirt, `@7` after a resource means since that version.
  ///
  /// Facts: the roles of a cluster with KubeVirt 1.9 as recorded; before, KubeVirt
  /// pkg/virt-operator/resource/generate/rbac/cluster.go of v1.0.0 to v1.8.0.
  static let table = """
    cluster-admin kubernetes.io/bootstrapping=rbac-defaults
      * * *
      url * *
    admin kubernetes.io/bootstrapping=rbac-defaults \
    @rbac.authorization.k8s.io/aggregate-to-admin
    edit kubernetes.io/bootstrapping=rbac-defaults \
    rbac.authorization.k8s.io/aggregate-to-admin=true \
    @rbac.authorization.k8s.io/aggregate-to-edit
    view kubernetes.io/bootstrapping=rbac-defaults \
    rbac.authorization.k8s.io/aggregate-to-edit=true \
    @rbac.authorization.k8s.io/aggregate-to-view
    system:aggregate-to-admin kubernetes.io/bootstrapping=rbac-defaults \
    rbac.authorization.k8s.io/aggregate-to-admin=true
      authorization.k8s.io localsubjectaccessreviews create
      rbac.authorization.k8s.io rolebindings,roles \
    create,delete,deletecollection,get,list,patch,update,watch
    system:aggregate-to-edit kubernetes.io/bootstrapping=rbac-defaults \
    rbac.authorization.k8s.io/aggregate-to-edit=true
      core pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy get,list,watch
      core serviceaccounts impersonate
      core pods,pods/attach,pods/exec,pods/portforward,pods/proxy write
      core pods/eviction create
      core configmaps,events,persistentvolumeclaims,replicationcontrollers,\
    replicationcontrollers/scale,secrets,serviceaccounts,services,services/proxy write
      policy poddisruptionbudgets write
      coordination.k8s.io leases create,delete,deletecollection,get,list,patch,update,watch
    system:aggregate-to-view kubernetes.io/bootstrapping=rbac-defaults \
    rbac.authorization.k8s.io/aggregate-to-view=true
      core configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,\
    replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status \
    get,list,watch
      core bindings,events,limitranges,namespaces/status,pods/log,pods/status,\
    replicationcontrollers/status,resourcequotas,resourcequotas/status get,list,watch
      core namespaces get,list,watch
      policy poddisruptionbudgets,poddisruptionbudgets/status get,list,watch
    system:basic-user kubernetes.io/bootstrapping=rbac-defaults
      authorization.k8s.io selfsubjectaccessreviews,selfsubjectrulesreviews create
      authentication.k8s.io selfsubjectreviews create
    system:discovery kubernetes.io/bootstrapping=rbac-defaults
      url /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,\
    /version/ get
      url /.well-known,/.well-known/* get
    system:public-info-viewer kubernetes.io/bootstrapping=rbac-defaults
      url /healthz,/livez,/readyz,/version,/version/ get
    kubevirt.io:default kubernetes.io/bootstrapping=rbac-defaults kubevirt.io=
      >=2 kubevirt.io kubevirts get,list
      subresources.kubevirt.io version,guestfs get,list
    >=1 instancetype.kubevirt.io:view kubevirt.io=
      instancetype.kubevirt.io virtualmachineclusterinstancetypes,\
    virtualmachineclusterpreferences get,list,watch
    kubevirt.io:admin kubevirt.io= rbac.authorization.k8s.io/aggregate-to-admin=true
      subresources.kubevirt.io virtualmachineinstances/console,virtualmachineinstances/vnc,\
    virtualmachineinstances/vnc/screenshot,\(read) get
      subresources.kubevirt.io \(act) update
      subresources.kubevirt.io virtualmachines/expand-spec,virtualmachines/portforward get
      subresources.kubevirt.io \(switchOn) update
      <5 subresources.kubevirt.io virtualmachines/migrate update
      subresources.kubevirt.io expand-vm-spec update
      kubevirt.io \(machines) all,deletecollection
      >=5 kubevirt.io virtualmachineinstancemigrations get,list,watch
      <5 kubevirt.io virtualmachineinstancemigrations all,deletecollection
      migrations.kubevirt.io migrationpolicies get,list,watch
    kubevirt.io:edit kubevirt.io= rbac.authorization.k8s.io/aggregate-to-edit=true
      <9 subresources.kubevirt.io virtualmachineinstances/vnc/screenshot get
      subresources.kubevirt.io virtualmachineinstances/console,virtualmachineinstances/vnc,\
    \(read) get
      subresources.kubevirt.io \(act) update
      subresources.kubevirt.io virtualmachines/expand-spec,virtualmachines/portforward get
      subresources.kubevirt.io \(switchOn) update
      <5 subresources.kubevirt.io virtualmachines/migrate update
      subresources.kubevirt.io expand-vm-spec update
      kubevirt.io \(machines) all
      >=5 kubevirt.io virtualmachineinstancemigrations get,list,watch
      <5 kubevirt.io virtualmachineinstancemigrations all
      kubevirt.io kubevirts get,list
      migrations.kubevirt.io migrationpolicies get,list,watch
    >=5 kubevirt.io:migrate kubevirt.io=
      subresources.kubevirt.io virtualmachines/migrate update
      kubevirt.io virtualmachineinstancemigrations all,deletecollection
    kubevirt.io:view kubevirt.io= rbac.authorization.k8s.io/aggregate-to-view=true
      >=2 kubevirt.io kubevirts get,list
      subresources.kubevirt.io virtualmachines/expand-spec,virtualmachineinstances/guestosinfo,\
    virtualmachineinstances/filesystemlist,virtualmachineinstances/userlist,\
    virtualmachineinstances/sev/fetchcertchain@1,\
    virtualmachineinstances/sev/querylaunchmeasurement@1,\
    virtualmachines/objectgraph@6,virtualmachineinstances/objectgraph@6 get
      subresources.kubevirt.io expand-vm-spec update
      kubevirt.io \(machines),virtualmachineinstancemigrations get,list,watch
      migrations.kubevirt.io migrationpolicies get,list,watch
    """

  private static let machines =
    "virtualmachines,virtualmachineinstances,virtualmachineinstancepresets,"
    + "virtualmachineinstancereplicasets"

  private static let read =
    "virtualmachineinstances/portforward,virtualmachineinstances/guestosinfo,"
    + "virtualmachineinstances/filesystemlist,virtualmachineinstances/userlist,"
    + "virtualmachineinstances/sev/fetchcertchain@1,"
    + "virtualmachineinstances/sev/querylaunchmeasurement@1,virtualmachineinstances/usbredir@4,"
    + "virtualmachines/objectgraph@6,virtualmachineinstances/objectgraph@6"

  private static let act =
    "virtualmachineinstances/pause,virtualmachineinstances/unpause,"
    + "virtualmachineinstances/addvolume,virtualmachineinstances/removevolume,"
    + "virtualmachineinstances/freeze,virtualmachineinstances/unfreeze,"
    + "virtualmachineinstances/softreboot,virtualmachineinstances/reset@5,"
    + "virtualmachineinstances/sev/setupsession@1,virtualmachineinstances/sev/injectlaunchsecret@1,"
    + "virtualmachineinstances/evacuate/cancel@7"

  private static let switchOn =
    "virtualmachines/start,virtualmachines/stop,virtualmachines/restart,"
    + "virtualmachines/addvolume,virtualmachines/removevolume,virtualmachines/memorydump,"
    + "virtualmachines/removememorydump,virtualmachines/evacuate/cancel@7"

  /// The ClusterRoleBindings that every cluster has: name, ClusterRole, groups.
  static let bindings: [(name: String, role: String, groups: [String])] = [
    ("cluster-admin", "cluster-admin", ["system:masters"]),
    (
      "kubevirt.io:default", "kubevirt.io:default",
      ["system:authenticated", "system:unauthenticated"]
    ),
    (
      "instancetype.kubevirt.io:view", "instancetype.kubevirt.io:view", ["system:authenticated"]
    ),
    ("system:basic-user", "system:basic-user", ["system:authenticated"]),
    ("system:discovery", "system:discovery", ["system:authenticated"]),
    (
      "system:public-info-viewer", "system:public-info-viewer",
      ["system:authenticated", "system:unauthenticated"]
    ),
  ]
}
