extension KindSchemaTable {
  /// What every kind carries: metadata, owners, label selectors, conditions.
  static let metadata = Section(
    group: "meta",
    text: """
      Condition: lastTransitionTime=t message=s observedGeneration=i reason=s
        status=(True|False|Unknown) type=s
      LabelSelector: matchExpressions=[LabelSelectorRequirement] matchLabels={s}
      LabelSelectorRequirement: key=s operator=(In|NotIn|Exists|DoesNotExist) values=[s]
      ObjectMeta: annotations={s} creationTimestamp=t deletionGracePeriodSeconds=i
        deletionTimestamp=t finalizers=[s] generateName=s generation=i labels={s} managedFields=*
        name=s namespace=s ownerReferences=[OwnerReference/uid] resourceVersion=s selfLink=s uid=s
      OwnerReference: apiVersion=s blockOwnerDeletion=b controller=b kind=s name=s uid=s
      """)
}
