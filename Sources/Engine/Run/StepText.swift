import GodwitModel

/// Steps in words, for those without a title.
package enum StepText {
  /// The whens of a step, or its then.
  package static func text(_ step: Step) -> String {
    switch step.action {
    case .when(let whens): whens.map(text).joined(separator: ", ")
    case .then(let then): text(then)
    }
  }

  /// `migrate fedora to node2, as mia, via console`
  package static func text(_ when: When) -> String {
    var text = verb(when.verb)
    if let user = when.user { text += ", as " + user }
    if when.surface != .cli { text += ", via " + when.surface.rawValue }
    return text
  }

  /// The expectation with its form and times: `never vmim/job: …, over the whole run`.
  package static func text(_ then: Then) -> String {
    if case .expect = then.form { return expectation(then) }
    return form(then) + " " + expectation(then)
  }

  /// The expectation with its times, without its form.
  package static func expectation(_ then: Then) -> String {
    switch then.form {
    case .expect(let expectation, let timing):
      return ExpectationText.text(expectation) + ", " + ExpectationText.text(timing)
    case .always(let expectation, let window):
      return ExpectationText.text(expectation) + ", " + ExpectationText.text(window)
    case .never(let expectations, let window):
      return expectations.map(ExpectationText.text).joined(separator: " or ") + ", "
        + ExpectationText.text(window)
    case .order(let orders): return orders.map(order).joined(separator: ", ")
    case .unchanged(let selections, let window), .changed(let selections, let window):
      return fields(selections) + ", " + ExpectationText.text(window)
    }
  }

  /// The name of the form: `expect`, `always`, …
  package static func form(_ then: Then) -> String {
    switch then.form {
    case .expect: "expect"
    case .always: "always"
    case .never: "never"
    case .order: "order"
    case .unchanged: "unchanged"
    case .changed: "changed"
    }
  }

  private static func order(_ order: OrderExpectation) -> String {
    switch order {
    case .values(let subject, let path, let values, _):
      let list = values.map(ValueText.short).joined(separator: ", ")
      return "\(ExpectationText.text(subject)) \(path.joined(separator: ".")): [\(list)]"
    case .matches(let expectations):
      return expectations.map(ExpectationText.text).joined(separator: ", then ")
    }
  }

  private static func fields(_ selections: [FieldSelection]) -> String {
    selections.map { selection in
      let paths = selection.paths.map { $0.joined(separator: ".") }.joined(separator: ", ")
      return ExpectationText.text(selection.subject) + ": [" + paths + "]"
    }.joined(separator: ", ")
  }

  private static func verb(_ verb: Verb) -> String {
    switch verb {
    case .migrate(let machine, let destination):
      return "migrate \(machine)" + (destination.map { " to " + text($0) } ?? "")
    case .cancel(.migration(let handle)): return "cancel \(handle)"
    case .cancel(.virtualMachine(let machine)): return "cancel vm/\(machine)"
    case .create(let manifests): return "create " + names(manifests)
    case .apply(let manifests): return "apply " + names(manifests)
    case .patch(let edits): return "patch " + targets(edits)
    case .delete(let target, let force): return "delete \(target.text)" + (force ? ", forced" : "")
    case .label(let edits): return "label " + targets(edits)
    case .annotate(let edits): return "annotate " + targets(edits)
    case .drain(let node): return "drain \(node)"
    case .evict(let target): return "evict \(target.text)"
    case .cordon(let node): return "cordon \(node)"
    case .uncordon(let node): return "uncordon \(node)"
    case .taint(let edits): return "taint " + targets(edits)
    case .untaint(let edits): return "untaint " + targets(edits)
    case .start(let machine): return "start \(machine)"
    case .stop(let machine): return "stop \(machine)"
    case .restart(let machine): return "restart \(machine)"
    case .pause(let machine): return "pause \(machine)"
    case .unpause(let machine): return "unpause \(machine)"
    case .kill(let target): return "kill " + text(target)
    case .heal(let target): return "heal " + text(target)
    case .failCopy(let migration, _): return "fail copy/\(migration)"
    case .stallCopy(let migration): return "stall copy/\(migration)"
    case .resumeCopy(let migration): return "resume copy/\(migration)"
    case .oc(let arguments): return "oc " + arguments.joined(separator: " ")
    case .virtctl(let arguments): return "virtctl " + arguments.joined(separator: " ")
    case .wait(let span): return "wait \(span)"
    }
  }

  private static func text(_ destination: MigrationDestination) -> String {
    switch destination {
    case .node(let name): name
    case .labels(let labels):
      labels.entries.map { $0.key + "=" + $0.value }.joined(separator: ",")
    }
  }

  private static func text(_ target: FaultTarget) -> String {
    switch target {
    case .node(let name): "node/" + name
    case .virtHandler(let node): "virt-handler/" + node
    case .pod(let target): target.text
    }
  }

  private static func names(_ manifests: [JSONValue]) -> String {
    manifests.map {
      ($0["kind"]?.string ?? "?") + "/" + ($0.value(at: ["metadata", "name"])?.string ?? "?")
    }.joined(separator: ", ")
  }

  private static func targets(_ edits: [ObjectEdit]) -> String {
    edits.map(\.target.text).joined(separator: ", ")
  }
}
