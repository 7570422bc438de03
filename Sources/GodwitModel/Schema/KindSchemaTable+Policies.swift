extension KindSchemaTable {
  /// Leases, of `coordination.k8s.io/v1`.
  static let leases = Section(
    group: "coordination",
    text: """
      +Lease: apiVersion=s kind=s metadata=meta.ObjectMeta spec=LeaseSpec
      LeaseSpec: acquireTime=t holderIdentity=s leaseDurationSeconds=i leaseTransitions=i
        preferredHolder=s renewTime=t strategy=s
      """)

  /// Migration policies, of `migrations.kubevirt.io/v1alpha1`.
  static let migrationPolicies = Section(
    group: "migrations",
    text: """
      +MigrationPolicy: apiVersion=s kind=s metadata=meta.ObjectMeta spec=MigrationPolicySpec
        status=MigrationPolicyStatus
      MigrationPolicySpec: allowAutoConverge=b allowPostCopy=b allowWorkloadDisruption=b
        bandwidthPerMigration=q completionTimeoutPerGiB=i
        experimental=kubevirt.ExperimentalMigrationOptions maxDowntimeMs=i selectors=Selectors
      MigrationPolicyStatus:
      Selectors: namespaceSelector={s} virtualMachineInstanceSelector={s}
      """)

  /// Disruption budgets, of `policy/v1`.
  static let disruptionBudgets = Section(
    group: "policy",
    text: """
      +PodDisruptionBudget: apiVersion=s kind=s metadata=meta.ObjectMeta
        spec=PodDisruptionBudgetSpec status=PodDisruptionBudgetStatus
      PodDisruptionBudgetSpec: maxUnavailable=x minAvailable=x selector=meta.LabelSelector
        unhealthyPodEvictionPolicy=(IfHealthyBudget|AlwaysAllow)
      PodDisruptionBudgetStatus: conditions=[meta.Condition/type] currentHealthy=i desiredHealthy=i
        disruptedPods={t} disruptionsAllowed=i expectedPods=i observedGeneration=i
      """)
}
