/// Something that is expected.
package struct Then: Hashable, Sendable {
  package var form: Form
  /// The user as whom a console or an access is looked at.
  package var user: String?
  /// Empty means the scenario's own.
  package var namespace = ""
  /// Binds the first match that was not bound before.
  package var name: String?
  package var location: SourceLocation

  package enum Form: Hashable, Sendable {
    /// True now or, with times, at some observation.
    case expect(Expectation, ExpectTiming)
    case always(Expectation, Window)
    /// None of these, ever.
    case never([Expectation], Window)
    case order([OrderExpectation])
    case unchanged([FieldSelection], Window)
    case changed([FieldSelection], Window)
  }

  package init(_ form: Form, location: SourceLocation) {
    self.form = form
    self.location = location
  }
}

/// When an expectation must be true, counted from the start of its step.
package struct ExpectTiming: Hashable, Sendable {
  /// True at some observation by then; nil with no other time: now.
  package var within: Span?
  /// False until then.
  package var after: Span?
  /// And stays so for this long.
  package var holdFor: Span?

  package init(within: Span? = nil, after: Span? = nil, holdFor: Span? = nil) {
    self.within = within
    self.after = after
    self.holdFor = holdFor
  }
}

/// Over which observations something must hold.
package enum Window: Hashable, Sendable {
  /// From the step on, for this long.
  case next(Span)
  /// From the start of the run to now.
  case run
  /// Since the last when (`unchanged` and `changed` without a window).
  case sinceLastWhen
}

/// The successive values of a field, or matches in order.
package enum OrderExpectation: Hashable, Sendable {
  /// The distinct successive values of `path` since the run began are exactly these.
  case values(Subject, path: [String], [JSONValue], SourceLocation)
  /// Each was first seen after the one before.
  case matches([Expectation])
}

/// Fields of one object.
package struct FieldSelection: Hashable, Sendable {
  package var subject: Subject
  package var paths: [[String]]
  package var location: SourceLocation

  package init(subject: Subject, paths: [[String]], location: SourceLocation) {
    self.subject = subject
    self.paths = paths
    self.location = location
  }
}

/// Clauses that must all hold at one observation.
package struct Expectation: Hashable, Sendable {
  package var clauses: [Clause]
  package var location: SourceLocation

  package init(clauses: [Clause], location: SourceLocation) {
    self.clauses = clauses
    self.location = location
  }
}

/// What must hold of one object, of a collection, of the console or of a client run.
package struct Clause: Hashable, Sendable {
  package var subject: Subject
  package var condition: Condition
  package var location: SourceLocation

  package enum Condition: Hashable, Sendable {
    case word(Word)
    /// Of an object, a client run or a console: a partial match.
    case pattern(Pattern)
    case collection(CollectionCondition)
  }

  /// The words of the format.
  package enum Word: String, Hashable, Sendable, CaseIterable {
    case migrated
    case cancelled
    case unschedulable
    case absent
  }

  package init(subject: Subject, condition: Condition, location: SourceLocation) {
    self.subject = subject
    self.condition = condition
    self.location = location
  }
}

/// What a clause is about.
package enum Subject: Hashable, Sendable {
  /// One object by handle or name, or the pods of a VM or migration.
  case object(Target)
  case collection(ResourceKind)
  /// The console's page of a VM.
  case console(virtualMachine: String)
  /// A client that was started with `name:`.
  case clientRun(String)
}

/// What must hold of a collection of objects.
package struct CollectionCondition: Hashable, Sendable {
  /// Only objects that match this count; `$where`, and fields beside the quantifiers.
  package var filter: Pattern?
  /// Only objects that belong to this one: events about it, pods and migrations of it.
  package var owner: Target?
  package var quantifier: Quantifier

  package enum Quantifier: Hashable, Sendable {
    /// At least one (no quantifier, or `$any`).
    case any(Element?)
    /// All of them, and at least one.
    case all(Element)
    case none(Element?)
    case count(min: Int?, max: Int?)
  }

  /// What one object of the collection must be.
  package enum Element: Hashable, Sendable {
    case pattern(Pattern)
    /// With `$of` inside the quantifier.
    case owned(by: Target, Pattern?)
    case word(Clause.Word)
  }

  package init(filter: Pattern? = nil, owner: Target? = nil, quantifier: Quantifier) {
    self.filter = filter
    self.owner = owner
    self.quantifier = quantifier
  }
}

/// A partial match of a value.
package indirect enum Pattern: Hashable, Sendable {
  /// Every member must match the value's member of that key.
  case map([Member])
  /// Scalars: exactly these in any order. Objects with a merge key: these are there. Else by
  /// position.
  case list([Pattern])
  /// A scalar that must be equal; numbers, quantities, durations and times by value.
  case equal(JSONValue)
  case exists(Bool)
  case not(Pattern)
  case oneOf([JSONValue])
  /// Text holds this text; a list or map holds all these.
  case contains(JSONValue)
  /// A regular expression over the whole text or a part of it.
  case matches(String)
  case lines([String])
  case compare(Comparison, JSONValue)
  /// A comparison with another object's field: `$lte: { $ref: { vmi/fedora: status… } }`.
  case compareReference(Comparison, Target, path: [String])
  /// The value of another object's field.
  case reference(Target, path: [String])
  /// All of several matchers on one value.
  case all([Pattern])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var pattern: Pattern
    package init(_ key: String, _ pattern: Pattern) {
      self.key = key
      self.pattern = pattern
    }
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case greater = "$gt"
    case greaterOrEqual = "$gte"
    case less = "$lt"
    case lessOrEqual = "$lte"
  }
}
