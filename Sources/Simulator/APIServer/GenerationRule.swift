import GodwitModel

/// When `metadata.generation` counts: of custom resources with every change of what is wanted, of
/// pods and disruption budgets likewise, of the other core kinds never.
package enum GenerationRule {
  /// The generation of a new object; 0 means that the kind has none.
  package static func initial(_ kind: ResourceKind) -> Int {
    kind.isCustomResource || kind == .pod || kind == .podDisruptionBudget ? 1 : 0
  }

  /// The generation of `new`, which replaces `old`.
  ///
  /// Custom resources: apiextensions-apiserver/pkg/registry/customresource/strategy.go,
  /// PrepareForUpdate: everything counts but metadata and, with a subresource, status. So a VMI,
  /// which has none, counts every write of its status.
  package static func next(_ new: APIObject, since old: APIObject) -> Int {
    let kind = new.kind
    let generation = old.metadata.generation
    guard initial(kind) > 0 else { return generation }
    let ignoresStatus = kind.hasStatusSubresource || !kind.isCustomResource
    let counts = new.changes(since: old).contains { change in
      change.path.first != "metadata" && !(ignoresStatus && change.path.first == "status")
    }
    return counts ? generation + 1 : generation
  }

  /// Whether anything but metadata differs.
  static func changesContent(_ new: APIObject, since old: APIObject) -> Bool {
    new.changes(since: old).contains { $0.path.first != "metadata" }
  }
}
