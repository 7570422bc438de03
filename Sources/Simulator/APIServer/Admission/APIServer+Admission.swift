import GodwitModel

extension APIServer {
  /// What the mutating webhooks make of a new object, or with `old` of a changed one.
  mutating func mutate(
    _ object: APIObject, old: APIObject? = nil, _ context: inout RequestContext,
    store: ObjectStore
  ) -> APIObject {
    if context.target.subresource == "status" { return object }
    switch (object, old) {
    case (.migration(let snapshot), nil):
      var migration = snapshot.object
      MigrationAdmission.mutate(&migration)
      return migration.erased
    case (.virtualMachineInstance(let snapshot), nil):
      return newInstance(snapshot.object, context, store: store)
    case (.virtualMachineInstance, let old?):
      // Only KubeVirt's components write the status, which has no subresource of its own.
      let isComponent = settings.isKubeVirtServiceAccount(context.user.name)
      return isComponent ? object : object.withStatus(of: old)
    case (.node(let snapshot), nil):
      var node = snapshot.object
      node.taintAtCreation()
      return node.erased
    case (.virtualMachine(let snapshot), _):
      return newMachine(snapshot.object, isCreate: old == nil, context, store: store)
    default: return object
    }
  }

  private mutating func newInstance(
    _ instance: VirtualMachineInstance, _ context: RequestContext, store: ObjectStore
  ) -> APIObject {
    var instance = instance
    let configuration = KubeVirtConfiguration(store, profile: settings.profile)
    withFirmwareIdentifiers(isDryRun: context.isDryRun) { identifiers in
      VirtualMachineInstanceDefaults.apply(
        to: &instance, configuration: configuration, at: context.now, identifiers: &identifiers)
    }
    return instance.erased
  }

  private mutating func newMachine(
    _ machine: VirtualMachine, isCreate: Bool, _ context: RequestContext, store: ObjectStore
  ) -> APIObject {
    guard !machine.metadata.isBeingDeleted else { return machine.erased }
    var machine = machine
    let configuration = KubeVirtConfiguration(store, profile: settings.profile)
    withFirmwareIdentifiers(isDryRun: context.isDryRun) { identifiers in
      VirtualMachineDefaults.apply(
        to: &machine, isCreate: isCreate, configuration: configuration, identifiers: &identifiers)
    }
    return machine.erased
  }

  /// The validating webhooks on a new object.
  func validateNew(
    _ object: APIObject, _ context: inout RequestContext, store: ObjectStore
  ) throws(APIFailure) {
    switch object {
    case .migration(let snapshot):
      try MigrationAdmission.validateCreate(
        snapshot.object, user: context.user, settings: settings, store: store)
    case .virtualMachineInstance(let snapshot):
      try VirtualMachineInstanceAdmission.validateCreate(
        snapshot.object, user: context.user, settings: settings,
        configuration: KubeVirtConfiguration(store, profile: settings.profile))
    case .virtualMachine(let snapshot):
      context.warnings += try VirtualMachineAdmission.validate(
        snapshot.object, user: context.user, settings: settings,
        configuration: KubeVirtConfiguration(store, profile: settings.profile))
    case .generic(.migrationPolicy, let snapshot):
      if !takesStoredForms { try MigrationPolicyAdmission.validateSchema(snapshot.object) }
      try MigrationPolicyAdmission.validate(
        snapshot.object, old: nil,
        configuration: KubeVirtConfiguration(store, profile: settings.profile))
    case .generic(.kubeVirt, let snapshot):
      if let refusal = UnmodelledConfiguration.refusal(
        snapshot.object.rest["spec"] ?? .null, changing: .null)
      {
        throw .notModelled(refusal)
      }
    case .pod(let snapshot):
      if let failure = ResourceQuotaAdmission.check(snapshot.object, store: store) {
        throw failure
      }
    default:
      try RBACValidation.validate(object)
      try authorizer.checkEscalation(object, context.user, store: store)
    }
  }

  /// The validating webhooks on a changed object.
  func validateChange(
    _ object: APIObject, old: APIObject, _ context: inout RequestContext, store: ObjectStore
  ) throws(APIFailure) {
    if context.target.subresource == "status" { return }
    switch (object, old) {
    case (.migration(let new), .migration(let old)):
      try MigrationAdmission.validateUpdate(new.object, old: old.object)
    case (.virtualMachineInstance(let new), .virtualMachineInstance(let old)):
      try VirtualMachineInstanceAdmission.validateUpdate(
        new.object, old: old.object, user: context.user, settings: settings)
    case (.virtualMachine(let new), .virtualMachine(let old)):
      context.warnings += try VirtualMachineAdmission.validate(
        new.object, user: context.user, settings: settings,
        configuration: KubeVirtConfiguration(store, profile: settings.profile))
      try VirtualMachineAdmission.checkHotplug(
        new.object, old: old.object, profile: settings.profile, store: store)
    case (.generic(.migrationPolicy, let new), .generic(_, let old)):
      try MigrationPolicyAdmission.validateSchema(new.object)
      try MigrationPolicyAdmission.validate(
        new.object, old: old.object,
        configuration: KubeVirtConfiguration(store, profile: settings.profile))
    case (.generic(.kubeVirt, let new), .generic(_, let old)):
      try KubeVirtAdmission.validateUpdate(
        new.object, old: old.object, profile: settings.profile)
      if let refusal = UnmodelledConfiguration.refusal(
        new.object.rest["spec"] ?? .null, changing: old.object.rest["spec"] ?? .null)
      {
        throw .notModelled(refusal)
      }
    default:
      try RBACValidation.validateChange(object, old: old)
      if GenerationRule.changesContent(object, since: old) {
        try authorizer.checkEscalation(object, context.user, store: store)
      }
    }
  }
}
