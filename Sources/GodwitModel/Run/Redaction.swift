extension ScenarioRecord {
  /// The record without what is secret: the values of Secrets and of tokens. Their keys stay.
  ///
  /// Whatever writes records anywhere writes this.
  package func withoutSecrets() -> ScenarioRecord {
    var record = self
    for index in attempts.indices where attempts[index].mayHaveSecrets {
      for place in attempts[index].observations.indices
      where attempts[index].observations[place].kind == "Secret" {
        record.attempts[index].observations[place].redact()
      }
      for place in attempts[index].requests.indices
      where attempts[index].requests[place].isAboutSecrets {
        let request = attempts[index].requests[place]
        record.attempts[index].requests[place].body = request.body.map(Redaction.redacted)
        record.attempts[index].requests[place].response = request.response.map(Redaction.redacted)
      }
    }
    return record
  }
}

extension AttemptRecord {
  fileprivate var mayHaveSecrets: Bool {
    observations.contains { $0.kind == "Secret" } || requests.contains { $0.isAboutSecrets }
  }
}

extension RequestRecord {
  /// Whether the path leads to Secrets or to a token.
  fileprivate var isAboutSecrets: Bool {
    let words = path.utf8.split(separator: UInt8(ascii: "/"))
    return words.contains { word in
      let name = word.prefix { $0 != UInt8(ascii: "?") }
      return name.elementsEqual("secrets".utf8) || name.elementsEqual("token".utf8)
    }
  }
}

extension ObservationRecord {
  fileprivate mutating func redact() {
    var fields = changes
    for index in fields.indices {
      guard let first = fields[index].path.first, Redaction.secretKeys.contains(first),
        let value = fields[index].value
      else { continue }
      fields[index].value = Redaction.covered(value)
    }
    changes = fields
    object = object.map(Redaction.redacted)
  }
}

private enum Redaction {
  static let secretKeys = ["data", "stringData", "token"]

  /// The value with everything covered that stands under a secret key, at any depth.
  static func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { member in
            let isSecret = secretKeys.contains(member.key)
            return (member.key, isSecret ? covered(member.value) : redacted(member.value))
          }))
    case .array(let elements): .array(elements.map(redacted))
    case .null, .bool, .number, .string: value
    }
  }

  /// The value with every scalar covered.
  static func covered(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.key, covered($0.value)) }))
    case .array(let elements): .array(elements.map(covered))
    case .null: .null
    case .bool, .number, .string: "(secret)"
    }
  }
}
