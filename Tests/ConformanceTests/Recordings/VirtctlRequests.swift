import GodwitModel
import Simulator

/// The requests that virtctl makes, so that a recording of its runs can be replayed; what virtctl
/// prints is proved by `scenarios/observed/virtctl-migrate-and-cancel.yaml`.
struct VirtctlRequests {
  let user: UserInfo

  /// Runs `arguments` and returns whether virtctl would have ended well.
  func run(_ arguments: [String], on simulation: inout Simulation) -> Bool {
    guard arguments.count >= 2, !arguments.contains("--help"), !arguments.contains("bad") else {
      return arguments.contains("--help")
    }
    switch arguments[0] {
    case "migrate": return migrate(arguments, on: &simulation)
    case "migrate-cancel": return cancel(arguments, on: &simulation)
    case "start", "stop", "restart": return put(arguments[1] + "/" + arguments[0], on: &simulation)
    default: return false
    }
  }

  private func migrate(_ arguments: [String], on simulation: inout Simulation) -> Bool {
    var body = JSONObject()
    if arguments.contains("--dry-run") { body["dryRun"] = ["All"] }
    if let flag = arguments.firstIndex(of: "--addedNodeSelector") {
      let pair = arguments[flag + 1].split(separator: "=")
      body["addedNodeSelector"] = .object([String(pair[0]): .string(String(pair[1]))])
    }
    let path = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/"
    return simulation.handle(
      APIRequest(as: user, .put, path + arguments[1] + "/migrate", body: .object(body))
    ).isSuccess
  }

  private func put(_ subresource: String, on simulation: inout Simulation) -> Bool {
    let path = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/"
    return simulation.handle(APIRequest(as: user, .put, path + subresource, body: [:])).isSuccess
  }

  private func cancel(_ arguments: [String], on simulation: inout Simulation) -> Bool {
    let path = APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo")
    let list = simulation.handle(
      APIRequest(
        as: user, .get, path,
        query: [QueryItem("labelSelector", "kubevirt.io/vmi-name==\(arguments[1])")]))
    let open = list.body?["items"]?.array?.first {
      let phase = $0["status"]?["phase"]?.string ?? ""
      return phase != "Succeeded" && phase != "Failed"
    }
    guard list.isSuccess, let name = open?["metadata"]?["name"]?.string else { return false }
    let query = arguments.contains("--dry-run") ? [QueryItem("dryRun", "All")] : []
    return simulation.handle(APIRequest(as: user, .delete, path + "/" + name, query: query))
      .isSuccess
  }
}
