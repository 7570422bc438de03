import GodwitModel

/// `virtctl`, as a person runs it.
struct VirtctlClient {
  private let context: SurfaceContext

  init(context: SurfaceContext) { self.context = context }

  /// The run of a command line, without the name of the program.
  func run(_ arguments: [String]) -> Procedure {
    let parsed = ClientArguments(arguments, .virtctl)
    var context = context
    if let namespace = parsed["namespace"] { context.namespace = namespace }
    if let user = parsed["as"] {
      context.user = UserInfo(
        name: user, groups: parsed.all("as-group") + ["system:authenticated"])
    }
    let surface = VirtctlSurface(context: context)
    guard let command = parsed.words.first else { return refuse(arguments, "no command") }
    if let unknown = parsed.unknown { return fail("unknown flag: \(unknown)") }
    if parsed.isOn("help") {
      guard let text = VirtctlHelp.text(of: command) else {
        return refuse(arguments, "help of `\(command)`")
      }
      return .done(ActionOutcome(client: ClientRun(exitCode: 0, standardOutput: text)))
    }
    let names = Array(parsed.words.dropFirst())
    let isDryRun = parsed.isOn("dry-run")
    switch command {
    case "migrate":
      return one(names) { migrate($0, parsed.all("addedNodeSelector"), isDryRun, surface) }
    case "migrate-cancel": return one(names) { surface.cancel($0, isDryRun: isDryRun) }
    case "start", "stop", "restart":
      if isDryRun { return refuse(arguments, "a dry run of `\(command)`") }
      return one(names) { surface.changeState(command, $0) }
    case "pause", "unpause":
      if isDryRun { return refuse(arguments, "a dry run of `\(command)`") }
      return typed(names) { surface.pause($1, resumes: command == "unpause") }
    case "evacuate-cancel":
      return typed(names) { surface.cancelEvacuation($0, $1, isDryRun: isDryRun) }
    default: return refuse(arguments, "`\(command)`")
    }
  }

  private func migrate(
    _ name: String, _ selectors: [String], _ isDryRun: Bool, _ surface: VirtctlSurface
  ) -> Procedure {
    var labels = StringMap()
    for selector in selectors {
      for pair in selector.split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
          return fail(
            "invalid argument \"\(selector)\" for \"--addedNodeSelector\" flag: "
              + "\(pair) must be formatted as key=value")
        }
        labels[String(parts[0])] = String(parts[1])
      }
    }
    return surface.migrate(name, selector: labels, isDryRun: isDryRun)
  }

  private func one(_ names: [String], _ run: (String) -> Procedure) -> Procedure {
    guard names.count == 1 else { return fail("accepts 1 arg(s), received \(names.count)") }
    return run(names[0])
  }

  /// A command that takes `vm NAME` or `vmi NAME`.
  private func typed(
    _ names: [String], _ run: (ResourceKind, String) -> Procedure
  ) -> Procedure {
    guard names.count == 2 else { return fail("accepts 2 arg(s), received \(names.count)") }
    switch names[0] {
    case "vm", "vms", "virtualmachine", "virtualmachines": return run(.virtualMachine, names[1])
    case "vmi", "vmis", "virtualmachineinstance", "virtualmachineinstances":
      return run(.virtualMachineInstance, names[1])
    default: return fail("unsupported resource type \"\(names[0])\"")
    }
  }

  private func fail(_ text: String) -> Procedure {
    .done(ActionOutcome(client: ClientRun(exitCode: 1, standardError: text + "\n")))
  }

  private func refuse(_ arguments: [String], _ what: String) -> Procedure {
    .notModelled("`virtctl \(arguments.joined(separator: " "))`: \(what) is not modelled")
  }
}

/// The help of virtctl's commands, as v1.9 prints it.
enum VirtctlHelp {
  static func text(of command: String) -> String? {
    switch command {
    case "migrate": migrate
    case "migrate-cancel": cancel
    default: nil
    }
  }

  private static let dryRun =
    "--dry-run=false: Flag used to set whether to perform a dry run or not. If true the command "
    + "will be executed without performing any changes.\n"
  private static let end =
    "\nUse \"virtctl options\" for a list of global command-line options (applies to all "
    + "commands).\n"

  private static let migrate =
    "Migrate a virtual machine.\n\nUsage:\n  virtctl migrate (VM) [flags]\n\nExamples:\n"
    + "  # Migrate a virtual machine called 'myvm':\n  virtctl migrate myvm\n\nFlags:\n"
    + "      --addedNodeSelector stringToString   --addedNodeSelector=key=value1,key2=value2: "
    + "configure an additional node selector for the one-off migration attempt. "
    + "AddedNodeSelector can only restrict constraints already set on the VM. By default the "
    + "scheduler is responsible for finding the best Node, which is the recommended way of "
    + "migrating VMs. (default [])\n"
    + "      --dry-run                            " + dryRun
    + "  -h, --help                               help for migrate\n" + end

  private static let cancel =
    "Cancel migration of a virtual machine.\n\nUsage:\n  virtctl migrate-cancel (VM) [flags]\n\n"
    + "Examples:\n  # Migrate-Cancel a virtual machine called 'myvm':\n"
    + "  virtctl migrate-cancel myvm\n\nFlags:\n"
    + "      --dry-run   " + dryRun
    + "  -h, --help      help for migrate-cancel\n" + end
}
