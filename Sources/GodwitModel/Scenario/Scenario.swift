/// Where something stands in a scenario file.
package struct SourceLocation: Hashable, Sendable {
  /// The path as it was given.
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, counted in Unicode scalars.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}

/// One case of a scenario: matrix values put in, ready to run.
package struct Scenario: Hashable, Sendable {
  /// Stable and unique in a run: the name, and for a matrix its values: `name[k=v,k2=v2]`.
  package var id: String
  package var name: String
  package var title: String
  package var description: String
  package var criteria: [String]
  package var tags: [String]
  package var links: [String]
  /// The matrix values of this case, in the order of the matrix.
  package var parameters: [Parameter]
  /// Backends on which it runs; empty means all.
  package var backends: [String]
  package var requirements: [Requirement]
  package var given: Given
  package var steps: [Step]
  /// The namespace that `${namespace}` stands for.
  package var namespace: String
  package var location: SourceLocation

  /// One key of the matrix and its value in this case.
  package struct Parameter: Hashable, Sendable {
    package var key: String
    package var value: String
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// A version condition such as `kubevirt: ">=v1.5"`; unmet, the scenario is skipped.
  package struct Requirement: Hashable, Sendable {
    /// `kubevirt` or `console`.
    package var component: String
    /// The condition as it was written, for example `>=v1.5` or `>=v1.5 <v1.8`.
    package var condition: String
    package init(component: String, condition: String) {
      self.component = component
      self.condition = condition
    }
  }

  package init(
    id: String, name: String, title: String, namespace: String, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.namespace = namespace
    self.location = location
    description = ""
    criteria = []
    tags = []
    links = []
    parameters = []
    backends = []
    requirements = []
    given = Given()
    steps = []
  }
}

/// One step: something that is done, or something that is expected.
package struct Step: Hashable, Sendable {
  package var title: String?
  package var criteria: [String]
  package var action: Action
  /// For which versions of KubeVirt the step is part of the scenario; nil means for all.
  package var kubevirt: VersionCondition?
  package var location: SourceLocation

  package enum Action: Hashable, Sendable {
    /// Whens that are sent together.
    case when([When])
    case then(Then)
  }

  package init(
    title: String? = nil, criteria: [String] = [], action: Action,
    kubevirt: VersionCondition? = nil, location: SourceLocation
  ) {
    self.title = title
    self.criteria = criteria
    self.action = action
    self.kubevirt = kubevirt
    self.location = location
  }
}
