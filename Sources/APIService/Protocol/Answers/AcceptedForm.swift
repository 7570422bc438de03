import GodwitModel
import Simulator

/// The form in which a client wants its answer, from `Accept`.
///
/// k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go.
struct AcceptedForm: Hashable, Sendable {
  enum Encoding: Hashable, Sendable { case json, yaml }

  enum Shape: Hashable, Sendable {
    case object
    case table
    case partialMetadata
    case partialMetadataList
  }

  var encoding = Encoding.json
  var shape = Shape.object
  var isPretty = false

  /// One clause of an `Accept` header.
  private struct Clause {
    var type: String
    var parameters: [String: String]

    init(_ text: some StringProtocol) {
      let parts = text.split(separator: ";").map { $0.trimmingBlanks }
      type = parts.first?.lowercased() ?? ""
      parameters = [:]
      for part in parts.dropFirst() {
        let halves = part.split(separator: "=", maxSplits: 1)
        if halves.count == 2 { parameters[String(halves[0])] = String(halves[1]) }
      }
    }

    var quality: Double { parameters["q"].flatMap { Double($0) } ?? 1 }
  }

  static let mediaTypes = "application/json, application/yaml, application/vnd.kubernetes.protobuf"

  /// Negotiates a resource's answer; `tables` are served where `allowsTables`.
  init(_ request: WireRequest, query: [QueryItem], allowsShapes: Bool) throws(APIFailure) {
    isPretty = Self.isPretty(request, query)
    let header = request.header("Accept") ?? ""
    if header.isEmpty { return }
    let clauses = header.split(separator: ",").map { Clause($0) }
    // Stable, the better quality first.
    let ordered = clauses.enumerated().sorted {
      $0.element.quality != $1.element.quality
        ? $0.element.quality > $1.element.quality : $0.offset < $1.offset
    }
    for (_, clause) in ordered where take(clause, allowsShapes: allowsShapes) { return }
    throw APIFailure(
      code: 406, reason: "NotAcceptable",
      message: "only the following media types are accepted: " + Self.mediaTypes)
  }

  private mutating func take(_ clause: Clause, allowsShapes: Bool) -> Bool {
    switch clause.type {
    case "application/json", "application/*", "*/*": encoding = .json
    case "application/yaml": encoding = .yaml
    default: return false
    }
    guard let name = clause.parameters["as"] else { return true }
    guard allowsShapes, clause.parameters["g"] == "meta.k8s.io",
      ["v1", "v1beta1"].contains(clause.parameters["v"])
    else { return false }
    switch name {
    case "Table": shape = .table
    case "PartialObjectMetadata": shape = .partialMetadata
    case "PartialObjectMetadataList": shape = .partialMetadataList
    default: return false
    }
    return true
  }

  /// `pretty` of the query, or a program that people read the output of.
  static func isPretty(_ request: WireRequest, _ query: [QueryItem]) -> Bool {
    if let wanted = query.first(where: { $0.name == "pretty" })?.value {
      return ["1", "t", "T", "true", "TRUE", "True"].contains(wanted)
    }
    let agent = request.header("User-Agent") ?? ""
    return ["curl", "Wget", "Mozilla/5.0"].contains { agent.hasPrefix($0) }
  }
}

extension StringProtocol {
  /// Without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
