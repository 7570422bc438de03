import GodwitModel
import KubernetesClient

extension NameTranslation {
  /// As whom a request of the scenario is sent.
  ///
  /// - Parameter tokens: Of the users that are service accounts, by the scenario's name.
  func identity(of user: UserInfo, tokens: [String: String]) -> RequestIdentity {
    if user.name == UserInfo.clusterAdmin.name { return .own }
    if let token = tokens[user.name] { return .token(token) }
    var real = UserInfo(name: self.user(user.name))
    // What every impersonated user is in by itself; to ask for it takes a right more.
    let implied = ["system:authenticated", "system:unauthenticated"]
    real.groups = user.groups.filter { !implied.contains($0) }.map(group)
    real.uid = user.uid
    real.extra = user.extra
    return .impersonated(real)
  }
}
