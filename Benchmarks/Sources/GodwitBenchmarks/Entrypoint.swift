import Glibc

/// Measures Godwit beside what the same work costs at least, and beside its bars.
///
/// Usage: `GodwitBenchmarks CHECKOUT [NAME…]`; without names everything is measured.
@main
enum Entrypoint {
  private static let names = ["start-up", "parse", "simulate", "store", "whole", "scale", "live"]

  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    guard let root = arguments.first, arguments.dropFirst().allSatisfy(names.contains) else {
      print("usage: GodwitBenchmarks CHECKOUT [\(names.joined(separator: " | "))]…")
      exit(2)
    }
    do {
      let chosen = arguments.count > 1 ? Array(arguments.dropFirst()) : names
      // A missed bar stands in the table; it is no error, since it depends on the machine.
      try await measure(chosen, root: root)
      exit(0)
    } catch {
      print("error: \(error)")
      exit(70)
    }
  }

  private static func measure(_ chosen: [String], root: String) async throws {
    let workspace = try Workspace(root: root)
    defer { workspace.remove() }
    var table = ResultTable()
    ResultTable.printHeader()
    for name in chosen {
      switch name {
      case "start-up": try StartUp.measure(workspace, &table)
      case "parse": try Parsing.measure(workspace, &table)
      case "simulate": try await Simulating.measure(workspace, &table)
      case "store": try await Storing.measure(workspace, &table)
      case "whole": try WholeRun.measure(workspace, &table)
      case "live": try await LiveRuns.measure(workspace, &table)
      default: try Scale.measure(workspace, &table)
      }
    }
  }
}
