extension Format {
  /// A form of a `then`: what it takes, and which of the further keys belong to it.
  struct FormShape: Sendable {
    let name: String
    let value: ValueShape
    /// Names among ``thenKeys``, beside the keys that belong to every form.
    let times: [String]
    let summary: String
  }

  /// The forms, of which a `then` has exactly one.
  static let forms: [FormShape] = [
    FormShape(
      name: "expect", value: .special(.expectation), times: ["within", "after", "for", "name"],
      summary: "True now, or with times at some observation."),
    FormShape(
      name: "always", value: .special(.expectation), times: ["for", "over"],
      summary: "True on every observation of the window."),
    FormShape(
      name: "never", value: .special(.neverExpectation), times: ["for", "over"],
      summary: "None of these is true on any observation of the window."),
    FormShape(
      name: "order", value: .special(.order), times: [],
      summary: "The successive values of a field, or matches one after the other."),
    FormShape(
      name: "unchanged", value: .special(.selection), times: ["for", "over"],
      summary: "Fields that are as they were at the start of the window."),
    FormShape(
      name: "changed", value: .special(.selection), times: ["for", "over"],
      summary: "Fields that are not as they were at the start of the window."),
  ]

  /// The keys that stand beside a form.
  static let thenKeys: [ObjectShape.Key] = [
    .optional("within", .duration(allowsZero: false), "True at some observation by then."),
    .optional("after", .duration(allowsZero: false), "False until then."),
    .optional("for", .duration(allowsZero: false), "For this long."),
    .optional("over", .words(["run"]), "From the start of the run."),
    .optional("title", .text(.nonEmpty), "What the step says."),
    .optional("criteria", .texts, "Ids of the acceptance criteria that the step proves."),
    .optional("as", .text(.nonEmpty), "The user who looks at the console."),
    .optional("namespace", .text(.dnsLabel), "The namespace; the scenario's own if not said."),
    .optional(
      "if", .special(.condition), "Matrix values with which the step is part of the scenario."),
    kubevirtOfStep,
    .optional("name", .text(.objectName), "A handle for the first match not bound before."),
  ]

  /// Keys of ``thenKeys`` that belong to every form.
  static let commonThenKeys = ["title", "criteria", "as", "namespace", "if", "kubevirt"]

  /// What is seen of a client that was started with a name.
  static let clientRun = ObjectShape(
    name: "ClientRun", place: "run", summary: "A client that was started with a name.",
    keys: [
      .optional("exitCode", .integer(0...255), "Its exit code, once it has ended."),
      .optional("stdout", .text(.any), "What it printed."),
      .optional("stderr", .text(.any), "What it printed as errors."),
    ])

  /// What is seen of a virtual machine in the web console.
  static let consolePage = ObjectShape(
    name: "ConsolePage", place: "console", summary: "A virtual machine in the web console.",
    keys: [
      .optional("from", .words(["list", "details"]), "The page one looks from; details."),
      .optional(
        "actions", .map(.words(actionStates)),
        "Actions of the menu: enabled, disabled, hidden, or `{ disabled: reason }`."),
      .optional("dialog", .map(.object(dialogOption)), "The options of the migration dialog."),
    ])

  static let actionStates = ["enabled", "disabled", "hidden"]

  /// The actions that concern migration, as consoles from 4.18 on call them.
  static let actions = [
    "Migration > Compute", "Migration > Cancel compute migration", "Cancel compute migration",
  ]

  /// The actions that concern migration, as consoles 4.14 to 4.17 call them.
  static let oldActions = ["Migrate", "Cancel migration"]

  /// The options of the migration dialog.
  static let dialogOptions = ["Automatically selected Node", "Specific Node"]

  static let dialogOption = ObjectShape(
    name: "DialogOption", place: "an option of the dialog",
    summary: "An option of the migration dialog.",
    keys: [
      .optional("default", .boolean, "Whether it is chosen at first."),
      .optional("submit", .words(["enabled", "disabled"]), "The button when it is chosen."),
      .optional("nodes", .texts, "The nodes that it offers."),
    ])
}
