import GodwitModel

/// A cluster of a kubeconfig (client-go tools/clientcmd/api/v1/types.go:65).
struct KubeconfigCluster: Sendable {
  var name: String
  var place: KubeconfigPlace
  /// As it stands there, which may be with a password.
  var server: Secret<String>
  var tlsServerName = ""
  var insecureSkipTLSVerify = false
  /// A path that is absolute or relative to the working folder.
  var certificateAuthority = ""
  var certificateAuthorityData: [UInt8]?
  /// As it stands there, which may be with a password.
  var proxyURL = Secret("")
  /// What the cluster has for credential plugins: the extension
  /// `client.authentication.k8s.io/exec` (client-go tools/clientcmd/client_config.go:36).
  var pluginConfiguration: JSONValue?
}

/// A context of a kubeconfig (types.go:152).
struct KubeconfigContext: Sendable {
  var name: String
  var place: KubeconfigPlace
  var cluster: String
  var user: String
  var namespace: String
}

/// A user of a kubeconfig (types.go:102).
struct KubeconfigUser: Sendable {
  var name: String
  var place: KubeconfigPlace
  var clientCertificate = ""
  var clientCertificateData: [UInt8]?
  var clientKey = ""
  var clientKeyData: Secret<[UInt8]>?
  var token = Secret("")
  var tokenFile = ""
  var username = ""
  var password = Secret("")
  var impersonation = Impersonation()
  /// The name of an `auth-provider`; nil without one.
  var authProvider: String?
  var exec: ExecConfiguration?
}

/// As whom the user of a kubeconfig acts: `as`, `as-uid`, `as-groups`, `as-user-extra`.
struct Impersonation: Hashable, Sendable {
  struct Extra: Hashable, Sendable {
    var key: String
    var values: [String]
  }

  var user = ""
  var uid = ""
  var groups: [String] = []
  var extra: [Extra] = []
}

/// How a credential plugin is run (types.go:208).
struct ExecConfiguration: Sendable {
  enum InteractiveMode: String, CaseIterable, Sendable {
    case never = "Never"
    case ifAvailable = "IfAvailable"
    case always = "Always"
  }

  struct Variable: Sendable {
    var name: String
    var value: Secret<String>
  }

  var place: KubeconfigPlace
  var apiVersion: String
  var command: String
  /// Some plugins take passwords as arguments.
  var arguments: Secret<[String]>
  var environment: [Variable]
  var installHint: String
  var provideClusterInfo: Bool
  /// As it stands there, or by default.
  var interactiveMode: String
}
