import APIService
import Foundation
import GodwitModel

/// The recorded requests sent to a served cluster, in order.
struct RecordedReplay: Sendable {
  /// What came back for one request, in the form of the recording.
  struct Answer: Sendable {
    var status: Int
    var headers: [WireHeader]
    var body: JSONValue
  }

  private(set) var answers: [String: Answer] = [:]
  private var served: ServedCluster
  /// Where the last page ended.
  private var continuation = ""

  static let shared: RecordedReplay? = try? RecordedReplay()

  init() throws {
    served = try RecordedCluster.make()
    for exchange in RecordedExchange.all {
      unrecorded(before: exchange.name)
      answers[exchange.name] = answer(to: exchange)
    }
  }

  /// What was sent between two recorded requests, as the answers after it show.
  private mutating func unrecorded(before name: String) {
    let job =
      "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations/migration-job"
    switch name {
    case "json patch":
      RecordedCluster.send(
        "PATCH", job, ["metadata": ["labels": ["team": .null]]], &served,
        type: "application/merge-patch+json")
    case "list as viewer":
      let body = """
        apiVersion: kubevirt.io/v1
        kind: VirtualMachineInstanceMigration
        metadata:
          labels:
            owner: other
          name: migration-job
          namespace: demo

        """
      _ = served.answer(
        WireRequest(
          "PATCH", job, query: "fieldManager=other&force=true",
          headers: [WireHeader("Content-Type", "application/apply-patch+yaml")],
          body: Array(body.utf8)))
    default: break
    }
  }

  private mutating func answer(to exchange: RecordedExchange) -> Answer {
    var request = exchange.request
    if request.query.contains("continue=") {
      request.query = "limit=1&continue=" + continuation
    }
    request.path = named(request.path)
    request.body = Array(named(String(decoding: request.body, as: UTF8.self)).utf8)
    switch served.answer(request) {
    case .response(let response):
      let answer = Answer(
        status: response.status, headers: response.headers,
        body: Self.body(response, isWatch: request.query.contains("watch")))
      if let token = answer.body["metadata"]?["continue"]?.string, !token.isEmpty {
        continuation = token
      }
      return answer
    case .watch(let response, var stream):
      let lines = served.frames(of: &stream).compactMap { try? JSONValue(parsing: $0) }
      return Answer(
        status: response.status, headers: response.headers, body: ["lines": .array(lines)])
    }
  }

  /// The text with the names, versions and uids of this run in place of the recorded ones.
  private func named(_ text: String) -> String {
    guard
      text.contains("virt-launcher-solo-mvglp") || text.contains("\"resourceVersion\":\"47")
        || text.contains("566217f6")
    else { return text }
    var text = text
    let store = served.objects
    for object in store {
      let metadata = object.metadata
      if object.kind == .pod, metadata.name.hasPrefix("virt-launcher-solo-") {
        text = text.replacingOccurrences(of: "virt-launcher-solo-mvglp", with: metadata.name)
      }
      if object.kind == .virtualMachineInstanceMigration, metadata.name == "migration-job" {
        text = text.replacingOccurrences(
          of: "566217f6-201a-492c-8dec-7805b8bd7937", with: metadata.uid)
        text = text.replacingOccurrences(
          of: "\"resourceVersion\":\"47089\"",
          with: "\"resourceVersion\":\"\(metadata.resourceVersion)\"")
      }
    }
    return text
  }

  private static func body(_ response: WireResponse, isWatch: Bool) -> JSONValue {
    guard let json = try? JSONValue(parsing: response.body) else {
      return ["text": .string(String(decoding: response.body, as: UTF8.self))]
    }
    return isWatch ? ["lines": [json]] : json
  }
}
