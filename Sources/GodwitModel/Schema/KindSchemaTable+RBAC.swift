extension KindSchemaTable {
  /// Roles and their bindings, of `rbac.authorization.k8s.io/v1`.
  static let rbac = Section(
    group: "rbac",
    text: """
      AggregationRule: clusterRoleSelectors=[meta.LabelSelector]
      +ClusterRole: aggregationRule=AggregationRule apiVersion=s kind=s metadata=meta.ObjectMeta
        rules=[PolicyRule]
      +ClusterRoleBinding: apiVersion=s kind=s metadata=meta.ObjectMeta roleRef=RoleRef
        subjects=[Subject]
      PolicyRule: apiGroups=[s] nonResourceURLs=[s] resourceNames=[s] resources=[s] verbs=[s]
      +Role: apiVersion=s kind=s metadata=meta.ObjectMeta rules=[PolicyRule]
      +RoleBinding: apiVersion=s kind=s metadata=meta.ObjectMeta roleRef=RoleRef subjects=[Subject]
      RoleRef: apiGroup=s kind=s name=s
      Subject: apiGroup=s kind=s name=s namespace=s
      """)
}
