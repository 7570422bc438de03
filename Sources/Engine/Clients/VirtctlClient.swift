import GodwitModel

/// `virtctl`, as a person runs it.
struct VirtctlClient {
  let context: SurfaceContext

  /// The run of a command line, without the name of the program.
  func run(_ arguments: [String]) -> Procedure {
    .notModelled("`virtctl \(arguments.joined(separator: " "))` is not modelled")
  }
}
