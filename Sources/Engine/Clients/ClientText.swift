import GodwitModel

/// What kubectl prints where a request was refused.
enum ClientText {
  /// The error of a Status, with its line break.
  ///
  /// Source: k8s.io/kubectl/pkg/cmd/util/helpers.go, `StandardErrorMessage` and `checkErr`.
  static func error(_ response: APIResponse) -> String {
    let message = VirtctlSurface.message(response)
    let reason = response.body?["reason"]?.string ?? ""
    if reason == "Invalid" { return invalid(response) + "\n" }
    if reason == "Unauthorized" {
      return "error: You must be logged in to the server (\(message))\n"
    }
    return "Error from server\(reason.isEmpty ? "" : " (\(reason))"): \(message)\n"
  }

  private static func invalid(_ response: APIResponse) -> String {
    let details = response.body?["details"]
    let kind = details?["kind"]?.string ?? ""
    let name = details?["name"]?.string ?? ""
    let head =
      kind.isEmpty && name.isEmpty
      ? "The request is invalid" : "The \(kind) \"\(name)\" is invalid"
    let causes = (details?["causes"]?.array ?? []).map {
      ($0["field"]?.string ?? "") + ": " + ($0["message"]?.string ?? "")
    }
    switch causes.count {
    case 0: return head + (kind.isEmpty ? ": " + VirtctlSurface.message(response) : "")
    case 1: return head + ": " + causes[0]
    default: return head + ": \n" + causes.map { "* " + $0 }.joined(separator: "\n")
    }
  }
}
