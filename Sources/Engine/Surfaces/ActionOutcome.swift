import GodwitModel

/// How something that was done came out.
package struct ActionOutcome {
  /// The answer that counts: that of the request which does what was asked, or of the one refused.
  package var response: APIResponse?
  /// What a client printed and how it ended.
  package var client: ClientRun?
  /// Why the console did not let the user do it; empty where it gives no reason.
  package var consoleRefusal: String?
  /// Why Godwit cannot do it.
  package var notModelled: String?
  /// Whether that is because the scenario speaks of something that nothing was ever called.
  package var isMistake = false
  /// What was made, for the handle.
  package var created: Created?
  /// What a page of the console shows, where it was only looked at.
  package var consoleView: JSONValue?

  /// Something that was made.
  package enum Created {
    case object(ObjectKey, uid: String, virtualMachine: String?)
    /// A migration that the server made; its name shows in the watch.
    case migration(virtualMachine: String, namespace: String)
  }

  package init(
    response: APIResponse? = nil, client: ClientRun? = nil, consoleRefusal: String? = nil,
    notModelled: String? = nil, created: Created? = nil, consoleView: JSONValue? = nil
  ) {
    self.consoleView = consoleView
    self.response = response
    self.client = client
    self.consoleRefusal = consoleRefusal
    self.notModelled = notModelled
    self.created = created
  }

  /// Nothing was done, because of a mistake of the scenario.
  package init(mistake: String) {
    self.init(notModelled: mistake)
    isMistake = true
  }

  /// Why there is no verdict, where nothing could be done.
  package var inconclusiveCause: InconclusiveCause {
    isMistake ? .scenarioMistake : .notModelled
  }

  /// Whether what was asked for was done. An eviction that starts an evacuation is answered 429.
  package var isSuccess: Bool {
    if consoleRefusal != nil || notModelled != nil { return false }
    if let client { return client.exitCode == 0 }
    guard let response else { return true }
    return response.isSuccess || startsEvacuation
  }

  private var startsEvacuation: Bool {
    guard let response, response.code == 429, let text = response.body?["message"]?.string
    else { return false }
    return ScalarComparison.contains(
      .string(text), .string("Eviction triggered evacuation of VMI"))
  }

  /// What an answer is matched against.
  package var json: JSONValue {
    var object = JSONObject()
    if let refusal = consoleRefusal {
      object.append("refusedBy", "console")
      object.append("message", .string(refusal))
      return .object(object)
    }
    if let response {
      object.append("code", .int(response.code))
      if response.body?["kind"]?.string == "Status" {
        for key in ["reason", "message", "details"] {
          if let value = response.body?[key] { object.append(key, value) }
        }
      }
      if !response.warnings.isEmpty {
        object.append("warnings", .array(response.warnings.map { .string($0) }))
      }
    }
    if let client {
      for member in client.json.object?.members ?? [] { object.append(member.key, member.value) }
    }
    return .object(object)
  }

  /// The outcome in one line.
  package var text: String {
    if let notModelled { return notModelled }
    if let refusal = consoleRefusal {
      return "the console did not allow it" + (refusal.isEmpty ? "" : ": " + refusal)
    }
    if let client, client.exitCode != 0 {
      let lines = client.standardError.split(separator: "\n").joined(separator: " ")
      return "the client ended with \(client.exitCode.map(String.init) ?? "nothing"): \(lines)"
    }
    guard let response else { return "done" }
    let message = response.isSuccess ? nil : response.body?["message"]?.string
    return "answered \(response.code)" + (message.map { ": " + $0 } ?? "")
  }
}
