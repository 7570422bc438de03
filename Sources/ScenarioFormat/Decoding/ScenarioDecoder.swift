import GodwitModel

/// Decodes one case: a document whose values have been put in.
struct ScenarioDecoder {
  let scope: DecodingScope
  /// The document without its matrix.
  let root: Node
  let id: String
  let name: String
  let parameters: [Scenario.Parameter]

  private var problems: DiagnosticCollector { scope.problems }

  /// The scenario; it is of use only if nothing was reported.
  func scenario() -> Scenario {
    ShapeChecker(problems: problems).check(root, Format.document)
    let metadata = root["metadata"]
    let spec = root["spec"]
    var scenario = Scenario(
      id: id, name: name, title: metadata?["title"]?.text ?? name,
      namespace: scope.ownNamespace, location: scope.location(root.range))
    scenario.description = metadata?["description"]?.text ?? ""
    scenario.criteria = ids(metadata?["criteria"], "criterion")
    scenario.tags = ids(metadata?["tags"], "tag")
    scenario.links = GivenDecoder.texts(metadata?["links"])
    scenario.parameters = parameters
    scenario.backends = ids(spec?["backends"], "backend")
    scenario.requirements = requirements(spec?["requires"])
    scenario.given = GivenDecoder(scope: scope).given(spec?["given"])
    scenario.steps = (spec?["steps"]?.elements ?? []).compactMap { step($0) }
    return scenario
  }

  /// The texts of a list, in which each stands once.
  private func ids(_ node: Node?, _ what: String) -> [String] {
    var ids = NameSet()
    for element in node?.elements ?? [] {
      guard let text = element.text else { continue }
      if !ids.insert(text) {
        problems.error("\(what) \(text.quotedForMessage) stands twice", at: element.range)
      }
    }
    return ids.list
  }

  private func requirements(_ node: Node?) -> [Scenario.Requirement] {
    (node?.entries ?? []).compactMap { entry in
      guard let text = entry.value.text else { return nil }
      return Scenario.Requirement(component: entry.key, condition: text)
    }
  }

  /// The versions for which a step is there; nil where it says nothing. That the text is a
  /// condition has been checked; one that no known version meets is reported.
  private func versions(_ node: Node?) -> VersionCondition? {
    guard let node, let text = node.text, let condition = VersionCondition(parsing: text) else {
      return nil
    }
    let known = Versions.kubevirtNames
    if !known.compactMap({ ProductVersion(parsing: $0) }).contains(where: condition.isMet) {
      problems.error(
        "no known version of KubeVirt is \(text)", at: node.range,
        hint: "known are \(known[0]) to \(known[known.count - 1])")
    }
    return condition
  }

  private func step(_ node: Node) -> Step? {
    guard node.entries != nil else { return nil }
    let when = node["when"]
    let then = node["then"]
    if let when, let then {
      let later = when.range.startLine > then.range.startLine ? when : then
      problems.error("a step has either when or then, and this has both", at: later.range)
    }
    let location = scope.location(node.range)
    let kubevirt = versions(node["kubevirt"]) ?? versions(then?["kubevirt"])
    scope.isConditional = kubevirt != nil
    var title = node["title"]?.text
    var criteria = ids(node["criteria"], "criterion")
    if let when {
      guard let whens = WhenDecoder(scope: scope).whens(when) else { return nil }
      return Step(
        title: title, criteria: criteria, action: .when(whens), kubevirt: kubevirt,
        location: location)
    }
    guard let then else {
      problems.error("a step needs when or then", at: node.range)
      return nil
    }
    for key in ["title", "criteria", "if", "kubevirt"] {
      if node[key] != nil, let second = then[key] {
        problems.error("\(key) stands on the step and in its then", at: second.range)
      }
    }
    title = title ?? then["title"]?.text
    criteria += ids(then["criteria"], "criterion")
    guard let decoded = ThenDecoder(scope: scope).then(then) else { return nil }
    return Step(
      title: title, criteria: criteria, action: .then(decoded), kubevirt: kubevirt,
      location: location)
  }
}
