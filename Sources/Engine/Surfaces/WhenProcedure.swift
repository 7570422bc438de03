import BackendInterface
import GodwitModel

/// Turns what is to be done into the procedure that does it.
struct WhenProcedure {
  let context: SurfaceContext
  let surface: When.Surface

  func make(_ verb: Verb) -> Procedure {
    switch verb {
    case .migrate(let machine, let destination): return migrate(machine, destination)
    case .cancel(let target): return cancel(target)
    case .create(let manifests): return cli.create(manifests)
    case .apply(let manifests): return cli.apply(manifests)
    case .patch(let edits): return cli.patch(edits)
    case .delete(let target, let force): return .catchUp { cli.delete(target, force: force) }
    case .label(let edits): return cli.label(edits)
    case .annotate(let edits): return cli.annotate(edits)
    case .evict(let target): return cli.evict(target)
    case .drain(let node):
      return Drain(context: context, node: node).procedure
    case .cordon(let node): return nodes.setUnschedulable(true, node: node)
    case .uncordon(let node): return nodes.setUnschedulable(false, node: node)
    case .taint(let edits): return nodes.taint(edits, removes: false)
    case .untaint(let edits): return nodes.taint(edits, removes: true)
    case .start(let name): return virtctl.changeState("start", name)
    case .stop(let name): return virtctl.changeState("stop", name)
    case .restart(let name): return virtctl.changeState("restart", name)
    case .pause(let name): return virtctl.pause(name)
    case .unpause(let name): return virtctl.pause(name, resumes: true)
    case .oc(let arguments): return KubernetesClient(context: context).run(arguments)
    case .virtctl(let arguments): return VirtctlClient(context: context).run(arguments)
    case .wait(let span):
      return .wait(until: context.world.now + span, or: nil) { .done(ActionOutcome()) }
    case .kill, .heal, .failCopy, .stallCopy, .resumeCopy: return fault(verb)
    }
  }

  private var cli: CommandLineSurface { CommandLineSurface(context: context) }
  private var nodes: NodeEdits { NodeEdits(context: context) }
  private var virtctl: VirtctlSurface { VirtctlSurface(context: context) }
  private var console: ConsoleSurface { ConsoleSurface(context: context) }

  private func migrate(_ machine: String, _ destination: MigrationDestination?) -> Procedure {
    switch surface {
    case .cli: return cli.migrate(machine, to: destination)
    case .console: return console.migrate(machine, to: destination)
    case .virtctl:
      if !context.labels.isEmpty || !context.annotations.isEmpty {
        return .notModelled("virtctl cannot set labels or annotations of a migration")
      }
      return virtctl.migrate(machine, selector: destination?.nodeSelector ?? StringMap())
    }
  }

  private func cancel(_ target: CancelTarget) -> Procedure {
    if surface == .cli { return cli.cancel(target) }
    return .catchUp {
      let machine: String
      switch target {
      case .virtualMachine(let name): machine = name
      case .migration(let handle):
        let named = Target.object(.virtualMachineInstanceMigration, handle)
        guard case .migration(let snapshot) = context.evaluation.last(named) else {
          return context.missing(named)
        }
        machine = snapshot.object.spec.vmiName
      }
      return surface == .console ? console.cancel(machine) : virtctl.cancel(machine)
    }
  }

  private func fault(_ verb: Verb) -> Procedure {
    .catchUp {
      switch faultToInject(verb) {
      case .success(let fault):
        return .inject(fault) { refusal in
          refusal.map { .notModelled($0) } ?? .done(ActionOutcome())
        }
      case .failure(let problem): return .notModelled(problem.text)
      }
    }
  }

  private struct Problem: Error { let text: String }

  private func faultToInject(_ verb: Verb) -> Result<Fault, Problem> {
    switch verb {
    case .kill(.node(let name)): return .success(.killNode(name))
    case .heal(.node(let name)): return .success(.healNode(name))
    case .kill(.virtHandler(let node)): return .success(.killVirtHandler(node: node))
    case .heal(.virtHandler(let node)): return .success(.healVirtHandler(node: node))
    case .kill(.pod(let target)):
      guard let pod = context.evaluation.current(target) else {
        return .failure(Problem(text: "\(target.text) does not exist"))
      }
      let key = pod.key
      return .success(.killPod(namespace: key.namespace, name: key.name))
    case .failCopy(let migration, let message):
      return copy(migration) { .failCopy(namespace: $0, migration: $1, message: message) }
    case .stallCopy(let migration):
      return copy(migration) { .stallCopy(namespace: $0, migration: $1) }
    case .resumeCopy(let migration):
      return copy(migration) { .resumeCopy(namespace: $0, migration: $1) }
    default: return .failure(Problem(text: "a pod cannot be healed"))
    }
  }

  private func copy(
    _ migration: String, _ make: (String, String) -> Fault
  ) -> Result<Fault, Problem> {
    let target = Target.object(.virtualMachineInstanceMigration, migration)
    guard case .object(let key, _) = context.evaluation.resolve(target) else {
      return .failure(Problem(text: "no migration is called `\(migration)`"))
    }
    return .success(make(key.namespace, key.name))
  }
}
