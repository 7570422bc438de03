/// The fields of the Kubernetes kinds that scenarios speak about.
///
/// The table unites the fields of KubeVirt 1.4 to 1.9 and Kubernetes 1.31 to 1.36, so that a name
/// it lacks is misspelt whatever the version. Types are named by their API group and name:
/// `core.PodSpec`, `kubevirt.VirtualMachineInstanceStatus`. Types of conditions are an enumeration
/// only where KubeVirt alone sets them; anyone may add conditions to a pod or a node.
package enum KindSchema {
  /// A field of a named type.
  package typealias Field = (name: String, shape: FieldShape)

  /// The kinds of the table, in alphabetical order.
  package static var kinds: [String] { KindSchemaTable.shared.kindNames.sorted() }

  /// The named types of the table, in alphabetical order.
  package static var types: [String] { KindSchemaTable.shared.typeNames.sorted() }

  /// The shape of a whole object of a kind, such as `VirtualMachineInstance`; nil if the kind is
  /// unknown.
  package static func shape(ofKind kind: String) -> FieldShape? {
    KindSchemaTable.shared.typeOfKind[kind].map { .object($0) }
  }

  /// The fields of a named type, in alphabetical order; nil if there is no such type.
  package static func fields(ofType name: String) -> [Field]? {
    KindSchemaTable.shared.fieldsOfType[name]
  }

  /// The shape of one field of a named type; nil if it has no such field.
  package static func field(_ name: String, ofType type: String) -> FieldShape? {
    guard let fields = KindSchemaTable.shared.fieldsOfType[type] else { return nil }
    var low = 0
    var high = fields.count
    while low < high {
      let middle = (low + high) / 2
      if fields[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < fields.count && fields[low].name == name ? fields[low].shape : nil
  }
}
