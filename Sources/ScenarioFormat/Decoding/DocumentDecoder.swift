import GodwitModel

/// Decodes a document of a file into the cases of its scenario.
struct DocumentDecoder {
  let problems: DiagnosticCollector
  let file: String
  let root: Node

  /// The cases, and where the scenario's name stands.
  struct Result {
    /// Empty if anything is wrong with the document.
    var scenarios: [Scenario] = []
    var name: String?
    var nameRange = SourceRange.start
  }

  /// Decodes the document; `substitution` has the budget of the whole file.
  func decode(_ substitution: Substitution) -> Result {
    let before = problems.errorCount
    var result = Result()
    if substitution.isExhausted { return result }
    guard root.entries != nil else {
      if !root.isInvalid {
        problems.error("a scenario must be a map, not \(root.kindText)", at: root.range)
      }
      return result
    }
    if let kind = root["kind"], let text = kind.text, text != Format.kind {
      problems.error(
        "kind must be \(Format.kind), not \(text.quotedForMessage)", at: kind.range,
        suggestion: Spelling.nearest(to: text, in: [Format.kind]))
      return result
    }
    let written = root["metadata"]?["name"]
    let name = written?.text ?? ""
    if let written, !name.isEmpty {
      result.name = name
      result.nameRange = written.range
    }
    let namespace = CaseIdentity.namespace(of: name)
    let matrix =
      root["spec"]?["matrix"].map { self.matrix($0, namespace, substitution) } ?? Matrix()
    let ids = CaseIdentity.ids(name: name, matrix: matrix)
    let size = matrix.keys.isEmpty ? 0 : root.size
    for (id, row) in zip(ids, matrix.rows) {
      substitution.spend(nodes: size, at: root.range)
      guard
        let scenario = scenario(
          id: id, name: name, namespace: namespace, matrix: matrix, row: row, substitution)
      else { break }
      result.scenarios.append(scenario)
    }
    reportUnusedKeys(of: matrix, substitution)
    if problems.errorCount > before { result.scenarios = [] }
    return result
  }

  /// The matrix; its values may hold `${namespace}`.
  private func matrix(
    _ node: Node, _ namespace: String, _ substitution: Substitution
  ) -> Matrix {
    let value = Node(text: namespace, style: .doubleQuoted, range: node.range)
    let environment = Substitution.Environment([("namespace", value)])
    return Matrix(substitution.apply(node, environment), problems: problems)
  }

  /// One case; nil if the file has become too large.
  private func scenario(
    id: String, name: String, namespace: String, matrix: Matrix, row: [Node],
    _ substitution: Substitution
  ) -> Scenario? {
    if substitution.isExhausted { return nil }
    var values = zip(matrix.keys, row).map { (name: $0.name, node: $1) }
    values.append(
      ("namespace", Node(text: namespace, style: .doubleQuoted, range: root.range)))
    let environment = Substitution.Environment(values)
    let expansion = CaseExpansion(
      substitution: substitution, problems: problems, matrix: matrix, row: row,
      environment: environment)
    let expanded = expand(expansion, environment)
    if substitution.isExhausted { return nil }
    let scope = DecodingScope(problems: problems, file: file, ownNamespace: namespace)
    let decoder = ScenarioDecoder(
      scope: scope, root: expanded, id: id, name: name,
      parameters: zip(matrix.keys, row).map {
        Scenario.Parameter(key: $0.name, value: CaseIdentity.value(of: $1))
      })
    return decoder.scenario()
  }

  /// The document of one case. The scenario's name stays as it is in every case.
  private func expand(
    _ expansion: CaseExpansion, _ environment: Substitution.Environment
  ) -> Node {
    var result = root
    result.content = .mapping(
      (root.entries ?? []).map { entry in
        var entry = entry
        switch entry.key {
        case "spec": entry.value = expansion.expand(entry.value)
        case "metadata":
          if case .mapping(let members) = entry.value.content {
            entry.value.content = .mapping(
              members.map { member in
                var member = member
                if member.key != "name" {
                  member.value = expansion.substitution.apply(member.value, environment)
                }
                return member
              })
          }
        default: break
        }
        return entry
      })
    return result
  }

  private func reportUnusedKeys(of matrix: Matrix, _ substitution: Substitution) {
    for key in matrix.keys
    where !substitution.usedNames.contains(key.name) && Matrix.isUsable(key.name) {
      problems.warning(
        "\(key.name.quotedForMessage) of the matrix is used nowhere", at: key.range)
    }
  }
}
