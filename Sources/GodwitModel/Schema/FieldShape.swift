/// The known shape of a value of an API kind.
package indirect enum FieldShape: Hashable, Sendable {
  case string
  case boolean
  case integer
  case number
  case quantity
  case time
  case intOrString
  /// Free-form: an embedded object of any kind, `managedFields`.
  case any
  /// A string of which the values are known.
  case enumeration([String])
  /// Free keys: labels, annotations, node selectors, resources.
  case map(of: FieldShape)
  /// A list; `mergeKeys` tell its items apart, and are empty where items go by position or are
  /// scalars.
  case list(of: FieldShape, mergeKeys: [String])
  /// A named type of the table.
  case object(String)
}
