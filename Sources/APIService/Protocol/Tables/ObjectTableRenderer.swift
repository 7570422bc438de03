import GodwitModel
import Simulator

/// Objects as the table that `kubectl get` prints.
///
/// k8s.io/apiserver/pkg/endpoints/handlers/response.go, asTable.
struct ObjectTableRenderer {
  private let columns: [TableColumn]
  private let now: Instant
  private let include: String
  /// A watch tells the columns with its first table alone.
  var hasHeaders = true

  init(_ kind: ResourceKind, now: Instant, include: String) {
    columns = TableColumns.of(kind)
    self.now = now
    self.include = include
  }

  /// Throws when rows are wanted with something else than `None`, `Metadata` or `Object`.
  func table(
    of objects: [JSONValue], resourceVersion: String
  ) throws(APIFailure) -> JSONValue {
    guard ["None", "Metadata", "Object", ""].contains(include) else {
      throw .badRequest("unrecognized includeObject value: \(include.goQuoted)")
    }
    return [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1",
      "metadata": ["resourceVersion": .string(resourceVersion)],
      "columnDefinitions": hasHeaders ? .array(columns.map(\.definition)) : .null,
      "rows": .array(objects.map(row)),
    ]
  }

  private func row(_ object: JSONValue) -> JSONValue {
    let shown: JSONValue =
      switch include {
      case "None": .null
      case "Object": object
      default: PartialMetadata.of(object)
      }
    var row: JSONObject = ["cells": .array(columns.map { $0.cell(object, now) })]
    let conditions = RowConditions.of(object)
    if !conditions.isEmpty { row.append("conditions", .array(conditions)) }
    row.append("object", shown)
    return .object(row)
  }
}

/// What a row says of its object besides the cells: pods that have ended.
enum RowConditions {
  static func of(_ object: JSONValue) -> [JSONValue] {
    guard object["kind"] == "Pod" else { return [] }
    switch object["status"]?["phase"]?.string {
    case "Succeeded":
      return [
        [
          "type": "Completed", "status": "True", "reason": "Succeeded",
          "message": "The pod has completed successfully.",
        ]
      ]
    case "Failed":
      return [
        [
          "type": "Completed", "status": "True", "reason": "Failed",
          "message": "The pod failed.",
        ]
      ]
    default: return []
    }
  }
}
