import GodwitModel
import Simulator

/// The tokens of service accounts that the served API has issued.
///
/// They look like Kubernetes' JSON Web Tokens, but are known by heart instead of signed: they hold
/// for this run of the server alone.
struct ServiceAccountTokens: Sendable {
  struct Holder: Hashable, Sendable {
    var namespace: String
    var name: String
    var uid: String
    /// The token's own.
    var identity: String
    var end: Instant
  }

  private var holders: [String: Holder] = [:]
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed, purpose: "tokens") }

  mutating func issue(for account: APIObject, until end: Instant) -> String {
    let metadata = account.metadata
    let identity = generator.uid()
    let claims: JSONValue = [
      "aud": ["https://kubernetes.default.svc"], "jti": .string(identity),
      "sub": .string("system:serviceaccount:\(metadata.namespace):\(metadata.name)"),
    ]
    let header = Base64.encoded(Array(#"{"alg":"none"}"#.utf8))
    let secret = Base64.encoded(Array((generator.uid() + generator.uid()).utf8))
    let token = header + "." + Base64.encoded(Array(claims.text.utf8)) + "." + secret
    holders[token] = Holder(
      namespace: metadata.namespace, name: metadata.name, uid: metadata.uid,
      identity: identity, end: end)
    return token
  }

  func user(of token: String, at now: Instant) -> Holder? {
    guard let holder = holders[token], now < holder.end else { return nil }
    return holder
  }
}
