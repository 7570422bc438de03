import APIService
import GodwitModel

/// How clients get in: the server's certificate, and one for each user.
struct ClientAccess: Sendable {
  let security: HTTPService.Security?
  private let entries: [Kubeconfig.Entry]
  private let address: String
  private let namespace: String

  init(_ scenario: Scenario, isSecure: Bool, address: String) throws {
    self.address = address
    namespace = scenario.namespace
    guard isSecure else {
      security = nil
      entries = [Kubeconfig.Entry(context: "admin", identity: nil)]
      return
    }
    let authority = try CertificateAuthority()
    var addresses: [[UInt8]] = [[127, 0, 0, 1]]
    let parts = address.split(separator: ".").compactMap { UInt8($0) }
    if parts.count == 4, parts != [127, 0, 0, 1], parts != [0, 0, 0, 0] {
      addresses.append(parts)
    }
    security = HTTPService.Security(
      identity: try authority.server(
        names: ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"],
        addresses: addresses),
      authority: try authority.pem)
    var entries = [
      Kubeconfig.Entry(
        context: "admin",
        identity: try authority.client(
          UserInfo(name: "kubernetes-admin", groups: ["system:masters"])))
    ]
    for user in scenario.given.users where user.name != "admin" {
      entries.append(
        Kubeconfig.Entry(
          context: user.name,
          identity: try authority.client(UserInfo(name: user.name, groups: user.groups))))
    }
    self.entries = entries
  }

  func kubeconfig(port: Int) throws -> Kubeconfig {
    let scheme = security == nil ? "http" : "https"
    let host = address == "0.0.0.0" ? "127.0.0.1" : address
    return Kubeconfig(
      server: "\(scheme)://\(host):\(port)", namespace: namespace, authority: security?.authority,
      entries: entries)
  }
}
