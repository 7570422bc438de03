import GodwitModel

/// The migrations in the answer to a list request.
struct MigrationList {
  /// The label by which clients find the migrations of a VM.
  static let label = "kubevirt.io/vmi-name"

  /// What clients look at of one migration.
  struct Item {
    let name: String
    let phase: String
    let isBeingDeleted: Bool
    let createdAt: String

    var isFinal: Bool { phase == "Succeeded" || phase == "Failed" }
  }

  /// In the order of the answer.
  let items: [Item]

  init(_ response: APIResponse) {
    items = (response.body?["items"]?.array ?? []).map { item in
      let metadata = item["metadata"]
      return Item(
        name: metadata?["name"]?.string ?? "",
        phase: item.value(at: ["status", "phase"])?.string ?? "",
        isBeingDeleted: metadata?["deletionTimestamp"] != nil,
        createdAt: metadata?["creationTimestamp"]?.string ?? "")
    }
  }

  /// The newest by creation; the later of equals.
  var newest: Item? {
    items.enumerated().max {
      ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset)
    }?.element
  }

  /// The newest that has not ended.
  var newestOpen: Item? {
    MigrationList(items: items.filter { !$0.isFinal }).newest
  }

  private init(items: [Item]) { self.items = items }
}
