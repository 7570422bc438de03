import GodwitModel
import HTTPTypes
import Hummingbird

/// Who a request comes from: a client certificate, a bearer token, or nobody.
struct Authentication: Sendable {
  let host: ClusterHost
  /// Without TLS there is nothing to tell people apart by: everyone on this machine is the
  /// administrator.
  let isOpen: Bool

  /// The user; nil when the credentials are no good.
  func user(of request: Request, _ context: ServiceContext) async -> UserInfo? {
    if let header = request.headers[.authorization] {
      guard header.lowercased().hasPrefix("bearer ") else { return nil }
      return await host.user(ofToken: String(header.dropFirst(7)))
    }
    if isOpen { return .clusterAdmin }
    if let certificate = await context.peerCertificate {
      return CertificateAuthority.user(ofCertificate: certificate)
    }
    return UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
  }
}
