/// The scenario format, object by object.
enum Format {
  static let apiVersion = "godwit.dev/v1"
  static let kind = "Scenario"

  static let document = ObjectShape(
    name: "Scenario", place: "the document", summary: "A scenario: given, when, then.",
    keys: [
      .required("apiVersion", .words([apiVersion]), "The version of the format."),
      .required("kind", .words([kind]), "Always `Scenario`."),
      .required("metadata", .object(metadata), "What the scenario is called and is about."),
      .required("spec", .object(spec), "What it takes as given, does and expects."),
    ])

  static let metadata = ObjectShape(
    name: "Metadata", place: "metadata", summary: "What a scenario is called and is about.",
    keys: [
      .required("name", .text(.scenarioName), "A name that no other scenario has."),
      .optional("title", .text(.nonEmpty), "One sentence that says what holds."),
      .optional("description", .text(.any), "Anything else a reader should know."),
      .optional("criteria", .texts, "Ids of the acceptance criteria that the whole proves."),
      .optional("tags", .texts, "Words by which scenarios are selected."),
      .optional("links", .texts, "Addresses of further reading."),
    ])

  static let spec = ObjectShape(
    name: "Spec", place: "spec", summary: "What a scenario takes as given, does and expects.",
    keys: [
      .optional(
        "backends", .list(.words(["simulator", "live", "recording"]), isEmptyAllowed: false),
        "The backends on which it runs; all, if it says nothing."),
      .optional("requires", .object(requirements), "Versions without which it is skipped."),
      .optional(
        "matrix", .special(.matrix),
        "Values to run the scenario with: the product of lists, or `include` with exact rows."),
      .optional("given", .object(given), "What is established before the run."),
      .required(
        "steps", .list(.object(step), isEmptyAllowed: false),
        "What is done and what is expected, in order."),
    ])

  static let requirements = ObjectShape(
    name: "Requirements", place: "requires",
    summary: "Versions without which a scenario is skipped, such as `>=v1.5` or `>=v1.5 <v1.8`.",
    keys: [
      .optional("kubevirt", .text(.versionCondition), "A condition on KubeVirt's version."),
      .optional("console", .text(.versionCondition), "A condition on the web console's version."),
    ])

  static let step = ObjectShape(
    name: "Step", place: "a step", summary: "Something that is done, or something expected.",
    keys: [
      .optional("title", .text(.nonEmpty), "What the step says."),
      .optional("criteria", .texts, "Ids of the acceptance criteria that the step proves."),
      .optional(
        "if", .special(.condition), "Matrix values with which the step is part of the scenario."),
      kubevirtOfStep,
      .optional("when", .special(.whens), "What is done; a list is sent together."),
      .optional("then", .special(.then), "What is expected."),
    ])

  static let kubevirtOfStep = ObjectShape.Key.optional(
    "kubevirt", .text(.versionCondition),
    "Versions of KubeVirt with which the step is part of the scenario, such as `>=v1.5`.")
}
