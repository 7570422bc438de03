extension Format {
  /// A verb of a `when`: what it takes, and which of the further keys belong to it.
  struct VerbShape: Sendable {
    let name: String
    let target: ValueShape
    /// Names among ``modifiers``.
    let modifiers: [String]
    let summary: String
  }

  private static let request = ["as", "namespace", "answer", "while", "count"]
  private static let fault = ["namespace", "count"]
  private static let machine = request + ["via"]

  /// The verbs in the order of the documentation.
  static let verbs: [VerbShape] = [
    VerbShape(
      name: "migrate", target: .text(.nonEmpty),
      modifiers: machine + ["to", "name", "labels", "annotations"],
      summary: "Migrate a virtual machine."),
    VerbShape(
      name: "cancel", target: .text(.nonEmpty), modifiers: machine,
      summary: "Cancel a migration: a handle, or `vm/NAME` for its open one."),
    VerbShape(
      name: "create", target: .special(.manifests), modifiers: request,
      summary: "Create objects."),
    VerbShape(
      name: "apply", target: .special(.manifests), modifiers: request,
      summary: "Apply objects."),
    VerbShape(
      name: "patch", target: .special(.patchEdits), modifiers: request,
      summary: "Merge a patch into each object: `{ vmim/job: { … } }`."),
    VerbShape(
      name: "delete", target: .text(.nonEmpty), modifiers: request + ["force"],
      summary: "Delete an object: `pod/job.target`."),
    VerbShape(
      name: "label", target: .special(.labelEdits), modifiers: request,
      summary: "Set labels, or take them away with null: `{ node/node1: { a: b } }`."),
    VerbShape(
      name: "annotate", target: .special(.annotationEdits), modifiers: request,
      summary: "Set annotations, or take them away with null."),
    VerbShape(
      name: "drain", target: .text(.nonEmpty),
      modifiers: ["as", "answer", "while", "count", "name"],
      summary: "Drain a node as kubectl does, beside the later steps."),
    VerbShape(
      name: "evict", target: .text(.nonEmpty), modifiers: request,
      summary: "Ask once for the eviction of a virtual machine or a pod."),
    VerbShape(
      name: "cordon", target: .text(.nonEmpty), modifiers: request, summary: "Cordon a node."),
    VerbShape(
      name: "uncordon", target: .text(.nonEmpty), modifiers: request,
      summary: "Uncordon a node."),
    VerbShape(
      name: "taint", target: .special(.taintEdits), modifiers: request,
      summary: "Put a taint on a node: `{ node1: \"key=value:NoSchedule\" }`."),
    VerbShape(
      name: "untaint", target: .special(.untaintEdits), modifiers: request,
      summary: "Take a taint from a node."),
    VerbShape(
      name: "start", target: .text(.nonEmpty), modifiers: machine,
      summary: "Start a virtual machine."),
    VerbShape(
      name: "stop", target: .text(.nonEmpty), modifiers: machine,
      summary: "Stop a virtual machine."),
    VerbShape(
      name: "restart", target: .text(.nonEmpty), modifiers: machine,
      summary: "Restart a virtual machine."),
    VerbShape(
      name: "pause", target: .text(.nonEmpty), modifiers: machine,
      summary: "Pause a virtual machine."),
    VerbShape(
      name: "unpause", target: .text(.nonEmpty), modifiers: machine,
      summary: "Unpause a virtual machine."),
    VerbShape(
      name: "kill", target: .text(.nonEmpty), modifiers: fault,
      summary: "Kill `node/NAME`, `virt-handler/NODE` or `pod/…`."),
    VerbShape(
      name: "heal", target: .text(.nonEmpty), modifiers: fault,
      summary: "Bring back what was killed."),
    VerbShape(
      name: "fail", target: .text(.nonEmpty), modifiers: fault + ["message"],
      summary: "Make the copy of a migration fail: `copy/job`."),
    VerbShape(
      name: "stall", target: .text(.nonEmpty), modifiers: fault,
      summary: "Let the copy of a migration make no progress: `copy/job`."),
    VerbShape(
      name: "resume", target: .text(.nonEmpty), modifiers: fault,
      summary: "Let a stalled copy go on: `copy/job`."),
    VerbShape(
      name: "oc", target: .list(.text(.any), isEmptyAllowed: false),
      modifiers: request + ["name"], summary: "Run `oc` with these arguments."),
    VerbShape(
      name: "virtctl", target: .list(.text(.any), isEmptyAllowed: false),
      modifiers: request + ["name"], summary: "Run `virtctl` with these arguments."),
    VerbShape(
      name: "wait", target: .duration(allowsZero: false), modifiers: [],
      summary: "Let time pass."),
  ]

  /// The keys that stand beside a verb.
  static let modifiers: [ObjectShape.Key] = [
    .optional("as", .text(.nonEmpty), "The user; the cluster's administrator if not said."),
    .optional("via", .words(["console", "cli", "virtctl"]), "The way; cli."),
    .optional(
      "to", .either([.text(.objectName), .labels(.labels)]), "A node, or the labels of one."),
    .optional(
      "name", .text(.objectName), "A handle; over the cli it is the object's name as well."),
    .optional("namespace", .text(.dnsLabel), "The namespace; the scenario's own if not said."),
    .optional("labels", .labels(.labels), "Labels of what is made."),
    .optional("annotations", .labels(.annotations), "Annotations of what is made."),
    .optional("force", .boolean, "Delete with a grace period of 0."),
    .optional("message", .text(.nonEmpty), "The error with which a copy fails."),
    .optional("answer", .special(.answer), "A partial match of what comes back."),
    .optional("while", .special(.expectation), "What must hold when the request is answered."),
    .optional("count", .integer(1...ReadingLimits.count), "How often; `${n}` counts from 1."),
  ]

  /// The keys of an answer.
  static let answer = ObjectShape(
    name: "Answer", place: "answer",
    summary: "A partial match of what the API, a client or the console answers.",
    keys: [
      .optional("code", .integer(100...599), "The status code of the API."),
      .optional("reason", .text(.nonEmpty), "The reason in the API's answer."),
      .optional("message", .text(.any), "The message of the API or of the console."),
      .optional("details", .object(answerDetails), "The details in the API's answer."),
      .optional("exitCode", .integer(0...255), "The exit code of a client."),
      .optional("stdout", .text(.any), "What a client printed."),
      .optional("stderr", .text(.any), "What a client printed as errors."),
      .optional("refusedBy", .words(["console"]), "The console refused before it asked."),
    ])

  /// The keys of the details of a Kubernetes Status.
  private static let answerDetails = ObjectShape(
    name: "AnswerDetails", place: "details", summary: "The details of a Status.",
    keys: [
      .optional("name", .text(.any), "The name of the object."),
      .optional("group", .text(.any), "Its API group."),
      .optional("kind", .text(.any), "Its kind or resource."),
      .optional("uid", .text(.any), "Its UID."),
      .optional("retryAfterSeconds", .integer(0...Int(Int32.max)), "When to ask again."),
      .optional(
        "causes", .list(.object(answerCause), isEmptyAllowed: true),
        "What is wrong, field by field."
      ),
    ])

  private static let answerCause = ObjectShape(
    name: "AnswerCause", place: "causes", summary: "One thing that is wrong.",
    keys: [
      .optional("field", .text(.any), "The field that is wrong."),
      .optional("reason", .text(.any), "What kind of problem it is."),
      .optional("message", .text(.any), "What is wrong with it."),
    ])
}
