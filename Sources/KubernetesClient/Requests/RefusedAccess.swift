import GodwitModel

/// Refusals of who asks, rather than of what is asked: they say nothing about the scenario.
enum RefusedAccess {
  /// What to say where the kubeconfig's user is refused with 401, if nothing better is known.
  static func unauthorized(_ text: String?) -> String {
    text
      ?? "the server did not accept the credentials of the kubeconfig's user (401); renew them, "
      + "or name another --context"
  }

  /// What is to be mended, where `answer` refuses the credentials or the impersonation.
  ///
  /// A refused impersonation is told by its verb, `impersonate` or from Kubernetes 1.36 on
  /// `impersonate-on:user-info:VERB` (recorded).
  ///
  /// - Parameter unauthorized: What to say of the kubeconfig's user.
  static func error(
    in answer: APIResponse, as identity: RequestIdentity, unauthorized: String? = nil
  ) -> ClientError? {
    let message = answer.body?["message"]?.string ?? ""
    if answer.code == 401 {
      switch identity {
      case .token:
        return .unavailable("the server did not accept the user's token (401): \(message)")
      case .own, .impersonated:
        return .unavailable("\(Self.unauthorized(unauthorized)): \(message)")
      }
    }
    if case .impersonated(let user) = identity, answer.code == 403,
      message.contains(" cannot impersonate")
    {
      return .unavailable(
        "the kubeconfig's user may not act as \(user.name); grant it the verb impersonate, or use "
          + "--users serviceaccounts: \(message)")
    }
    return nil
  }
}
