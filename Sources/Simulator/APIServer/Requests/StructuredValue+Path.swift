import GodwitModel

extension StructuredValue {
  /// The value at `path`, `["domain", "cpu", "model"]`; nil when it is unset.
  func field(at path: [String]) -> JSONValue? {
    withUnsafePointer(to: self) { Self.value(in: $0, at: path, from: 0) }
  }
}
