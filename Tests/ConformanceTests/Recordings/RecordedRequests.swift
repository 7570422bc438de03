import GodwitModel
import Simulator

/// The requests of a recording.
extension Replay {
  static func request(_ value: JSONValue) -> APIRequest? {
    let user =
      value["user"]?.string.map { UserInfo(name: $0, groups: ["system:authenticated"]) }
      ?? .clusterAdmin
    if let verb = value["verb"]?.string { return attempt(verb, as: user) }
    guard let method = value["method"]?.string.flatMap(RequestMethod.init(rawValue:)),
      let target = value["path"]?.string
    else { return nil }
    let parts = target.split(separator: "?", maxSplits: 1)
    var query: [QueryItem] = []
    if parts.count == 2 {
      for item in parts[1].split(separator: "&") {
        let pair = item.split(separator: "=", maxSplits: 1)
        query.append(QueryItem(String(pair[0]), pair.count == 2 ? String(pair[1]) : ""))
      }
    }
    let body = value["body"].flatMap { $0.isNull ? nil : $0 }
    return APIRequest(
      as: user, method, String(parts[0]), query: query,
      patchType: method == .patch ? .merge : nil, body: body)
  }

  /// The requests that a recording writes as one word (`try`).
  private static func attempt(_ verb: String, as user: UserInfo) -> APIRequest? {
    let migrations = APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo")
    switch verb {
    case "list": return APIRequest(as: user, .get, migrations)
    case "deletecollection": return APIRequest(as: user, .delete, migrations)
    case "get vmi":
      return APIRequest(
        as: user, .get,
        APIRequest.path(of: .virtualMachineInstance, namespace: "demo", name: "vm-a"))
    case "patch":
      return APIRequest(
        as: user, .patch, migrations + "/job-root", patchType: .merge,
        body: ["metadata": ["labels": ["x": "y"]]])
    default: return nil
    }
  }
}
