import GodwitModel

/// As whom a request is sent.
package enum RequestIdentity: Hashable, Sendable {
  /// As the one whom the kubeconfig names.
  case own
  /// As this user, whom the one of the kubeconfig impersonates.
  case impersonated(UserInfo)
  /// As whoever has this token.
  case token(String)
}
