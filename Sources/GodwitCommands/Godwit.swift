import ArgumentParser

/// The root command.
package struct Godwit: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "godwit",
    abstract: "Acceptance scenarios for the live migration of virtual machines with KubeVirt.",
    discussion: """
      Scenarios are YAML files that read as given, when, then. They run against a simulated \
      control plane in virtual time, or on a cluster; the results go to SQLite, JUnit XML and HTML.

      EXAMPLES:
        godwit run                             run scenarios/, write reports/
        godwit run scenarios/examples --tag 'rbac and not slow'
        godwit check                           find problems in scenario files
        godwit trace automatic-node            show what one scenario does
        godwit serve --nodes 3 --kubeconfig-out kc   a cluster for kubectl
        godwit coverage                        tell which behaviours are proved

      EXIT CODES:
        0   passed                  1   failed
        2   wrong usage             3   invalid scenario
        4   nothing selected        6   backend unavailable
        7   inconclusive            70  internal trouble
        130 interrupted
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, ListCommand.self, TraceCommand.self,
      ServeCommand.self, CleanCommand.self, CoverageCommand.self, SchemaCommand.self,
    ])

  /// The version of the tool, as `--version` prints it and as reports name it.
  package static let version = "0.1.0"

  package init() {}
}
