import GodwitModel
import Testing

@testable import KubernetesClient

/// Each sentence names the file, the field and what to do.
@Suite struct KubeconfigErrorTests {
  private static func error(
    _ text: String, context: String? = nil, files: [String: String] = [:],
    environment: [String: String] = [:]
  ) -> String? {
    let all = TestFiles(files.merging(["kc": text]) { $1 })
    let sources = all.sources(kubeconfig: "kc", context: context, environment: environment)
    do throws(ConnectionError) {
      _ = try ClusterConnection.load(from: sources)
      return nil
    } catch {
      return error.text
    }
  }

  /// A kubeconfig with one context, whose cluster and user have these fields.
  private static func kubeconfig(cluster: String = "{}", user: String = "{}") -> String {
    """
    current-context: lab
    contexts: [{name: lab, context: {cluster: c1, user: mia}}]
    clusters: [{name: c1, cluster: \(cluster)}]
    users: [{name: mia, user: \(user)}]
    """
  }

  @Test(arguments: [
    ("a: [", "kubeconfig kc: cannot be read: yaml: line 1: did not find expected node content"),
    ("[]", "kubeconfig kc: the file is a list; it has to be a mapping"),
    (
      "kind: Pod\napiVersion: v1",
      "kubeconfig kc: apiVersion and kind are v1 and Pod; a kubeconfig has v1 and Config"
    ),
    (
      "users: [{name: a, user: {token: 123}}]",
      "kubeconfig kc: users[0].user.token is a number; put it in quotes"
    ),
    (
      "users: [{name: a, user: {client-key-data: '?'}}]",
      "kubeconfig kc: users[0].user.client-key-data is not base64; encode the PEM file with "
        + "base64 -w0"
    ),
    (
      "clusters: [{name: a, cluster: {insecure-skip-tls-verify: 'true'}}]",
      "kubeconfig kc: clusters[0].cluster.insecure-skip-tls-verify is text; write true or false"
    ),
    (
      "clusters: [{name: a}, {name: a}]",
      "kubeconfig kc: clusters[1].cluster: the name \"a\" is taken; rename it"
    ),
    (
      "contexts: [{name: a}, {name: b}]",
      "kubeconfig kc: current-context is not set; choose a context with --context (there are: a, b)"
    ),
    (
      "contexts: [{name: a}]\ncurrent-context: c",
      "kubeconfig kc: there is no context \"c\"; mend current-context or choose with --context "
        + "(there are: a)"
    ),
    (
      "contexts: [{name: lab, context: {cluster: c1}}, {name: b}]\ncurrent-context: lab",
      "kubeconfig kc: context \"lab\" names cluster \"c1\", which is not in clusters; mend "
        + "contexts[0].context.cluster or choose another with --context (there are: b)"
    ),
    (
      "contexts: [{name: lab, context: {cluster: c, user: mia}}]\ncurrent-context: lab\n"
        + "clusters: [{name: c}]",
      "kubeconfig kc: context \"lab\" names user \"mia\", which is not in users; mend "
        + "contexts[0].context.user or choose another with --context (there are no others)"
    ),
  ])
  func whatAFileSaysWrong(text: String, expected: String) {
    #expect(Self.error(text) == expected)
  }

  @Test(arguments: [
    ("{}", "clusters[0].cluster.server is not there; add the URL of cluster \"c1\""),
    (
      "{server: 'ftp://x'}",
      "clusters[0].cluster.server is not a URL; write it as https://HOST:PORT"
    ),
    (
      "{server: 'https://x', certificate-authority: ca.crt}",
      "clusters[0].cluster.certificate-authority names ca.crt, which is not there; mend it"
    ),
    (
      "{server: 'https://x', certificate-authority-data: aGVsbG8=}",
      "clusters[0].cluster.certificate-authority-data has no certificate in PEM; mend it"
    ),
    (
      "{server: 'https://x', certificate-authority-data: aGVsbG8=, certificate-authority: a}",
      "clusters[0].cluster.certificate-authority and "
        + "clusters[0].cluster.certificate-authority-data are both there; remove one of them"
    ),
    (
      "{server: 'https://x', certificate-authority: a, insecure-skip-tls-verify: true}",
      "clusters[0].cluster.insecure-skip-tls-verify is true beside a certificate authority; "
        + "remove one of them"
    ),
    (
      "{server: 'https://x', proxy-url: 'ftp://p'}",
      "clusters[0].cluster.proxy-url is not a URL; write it as http://HOST:PORT"
    ),
    (
      "{server: 'https://x', tls-server-name: 10.0.0.1}",
      "clusters[0].cluster.tls-server-name is an address; write a DNS name"
    ),
  ])
  func whatACluster(cluster: String, expected: String) {
    #expect(Self.error(Self.kubeconfig(cluster: cluster)) == "kubeconfig kc: " + expected)
  }

  @Test(arguments: [
    (
      "{auth-provider: {name: oidc}}",
      "users[0].user.auth-provider \"oidc\" is not offered here; replace it by a credential "
        + "plugin (users[0].user.exec) or a token"
    ),
    (
      "{token: hidden, username: a, password: hidden}",
      "users[0].user has both a token and a username with password; remove one of them"
    ),
    (
      "{tokenFile: t}", "users[0].user.tokenFile names t, which is not there; mend it"
    ),
    (
      "{tokenFile: empty}",
      "users[0].user.tokenFile (empty) has no token of one line; write it again"
    ),
    (
      "{token: \"hidden\\nhidden\"}",
      "users[0].user.token has no token of one line; write it again"
    ),
    (
      "{client-certificate: a, client-certificate-data: aGk=}",
      "users[0].user.client-certificate and users[0].user.client-certificate-data are both "
        + "there; remove one of them"
    ),
    (
      "{client-certificate: a}",
      "users[0].user has a client certificate without its key; add users[0].user.client-key-data"
    ),
    (
      "{client-certificate-data: aGk=, client-key-data: aGk=}",
      "users[0].user.client-certificate-data has no certificate in PEM; mend it"
    ),
    (
      "{as-groups: [a]}",
      "users[0].user impersonates groups, a uid or extra without a user; add users[0].user.as"
    ),
    ("{exec: {}}", "users[0].user.exec.command is not there; name the program to run"),
    (
      "{exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}}",
      "users[0].user.exec.apiVersion is \"client.authentication.k8s.io/v1alpha1\"; write "
        + "client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1"
    ),
    (
      "{exec: {command: x, apiVersion: client.authentication.k8s.io/v1}}",
      "users[0].user.exec.interactiveMode is \"\"; write Never, IfAvailable, Always"
    ),
    (
      "{exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}}",
      "users[0].user.exec.interactiveMode is Always, and standard input is not a terminal; run "
        + "this in a terminal or choose another --context"
    ),
  ])
  func whatAUser(user: String, expected: String) {
    let text = Self.kubeconfig(cluster: "{server: 'https://x'}", user: user)
    #expect(Self.error(text, files: ["empty": " \n"]) == "kubeconfig kc: " + expected)
  }

  @Test func whatIsNotThere() {
    let files = TestFiles()
    func text(_ sources: ConnectionSources) -> String? {
      #expect(throws: ConnectionError.self) { try ClusterConnection.load(from: sources) }?.text
    }
    #expect(
      text(files.sources(kubeconfig: "none"))
        == "kubeconfig none: there is no such file; mend --kubeconfig")
    #expect(
      text(files.sources(environment: ["KUBECONFIG": "a:b"]))
        == "none of the files of KUBECONFIG is there: a, b; mend the variable KUBECONFIG or name a "
        + "file with --kubeconfig")
    #expect(
      text(files.sources(environment: ["HOME": "/h"]))
        == "there is no kubeconfig at ~/.kube/config; name one with --kubeconfig or the variable "
        + "KUBECONFIG")
  }

  @Test func whatTheFlagNames() {
    #expect(
      Self.error(Self.kubeconfig(), context: "other")
        == "kubeconfig kc: there is no context \"other\"; mend --context (there are: lab)")
  }

  @Test func aFileThatCannotBeRead() {
    var sources = TestFiles().sources(kubeconfig: "/kc")
    sources.readFile = { _ in .failed("Permission denied") }
    let error = #expect(throws: ConnectionError.self) { try ClusterConnection.load(from: sources) }
    #expect(
      error?.text == "kubeconfig /kc: cannot be read: Permission denied; mend its permissions")
  }
}
