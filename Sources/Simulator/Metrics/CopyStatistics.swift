import GodwitModel

/// What libvirt tells of a copy that runs: the sizes in bytes, the rates in bytes a second.
struct CopyStatistics: Hashable, Sendable {
  let instance: ObjectName
  /// The node that the guest leaves.
  let node: String
  let total: Int64
  let remaining: Int64
  let processed: Int64
  let dirtyRate: Int64
  let transferRate: Int64
}

extension World {
  /// The copies that run, by namespace and name of their VMI.
  var copyStatistics: [CopyStatistics] {
    // The order of the dictionary does not matter: what is found is sorted.
    jobs.values.filter(\.isActive).map { statistics(of: $0) }
      .sorted {
        ($0.instance.namespace, $0.instance.name) < ($1.instance.namespace, $1.instance.name)
      }
  }

  private func statistics(of job: MigrationJob) -> CopyStatistics {
    let plan = job.plan
    let elapsed = (job.stalledSince ?? now) - job.start - job.stalledFor
    var (processed, remaining) = plan.progress(after: elapsed)
    if job.mode != "PreCopy", let rest = job.rest(at: now), job.wholeMemory > .zero {
      // The guest runs on the target, or stands still: what is left is sent once.
      remaining = PreCopyModel.scaled(
        plan.total, by: rest.nanoseconds, over: job.wholeMemory.nanoseconds)
    }
    if job.state == .switching { remaining = 0 }
    processed = max(processed, 0)
    return CopyStatistics(
      instance: job.instance, node: job.sourceNode, total: plan.total, remaining: remaining,
      processed: processed, dirtyRate: plan.model.dirtyRate,
      transferRate: job.stalledSince == nil ? plan.transferRate : 0)
  }
}
