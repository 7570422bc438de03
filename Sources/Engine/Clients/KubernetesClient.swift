import GodwitModel

/// `oc` or `kubectl`, as a person runs it.
struct KubernetesClient {
  let context: SurfaceContext

  /// The run of a command line, without the name of the program.
  func run(_ arguments: [String]) -> Procedure {
    .notModelled("`oc \(arguments.joined(separator: " "))` is not modelled")
  }
}
