import NIOCore

/// A URL of the form that servers and proxies have, taken apart.
struct ServerAddress: Hashable, Sendable {
  var scheme: String
  /// A name or an address; IPv6 addresses without brackets.
  var host: String
  /// Nil where the URL has none.
  var port: Int?
  /// What stands before every path, without a slash at its end.
  var prefix: String
  var user: String?
  var password: Secret<String>?

  /// Reads `scheme://user:password@host:port/prefix`; queries and fragments are dropped
  /// (client-go tools/clientcmd/client_config.go:216).
  ///
  /// - Returns: Nil where it is no such URL. Without a scheme it is none either.
  init?(_ text: String) {
    guard let colon = text.firstRange(of: "://") else { return nil }
    scheme = text[..<colon.lowerBound].lowercased()
    var rest = text[colon.upperBound...]
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    guard !scheme.isEmpty, rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<slash]
    prefix = String(rest[slash...])
    while prefix.hasSuffix("/") { prefix.removeLast() }
    if let at = authority.lastIndex(of: "@") {
      let parts = authority[..<at].split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = Self.decoded(parts[0])
      password = parts.count > 1 ? Secret(Self.decoded(parts[1])) : nil
      authority = authority[authority.index(after: at)...]
    }
    guard let (host, port) = Self.hostAndPort(authority) else { return nil }
    self.host = host
    self.port = port
  }

  private static func hostAndPort(_ text: Substring) -> (String, Int?)? {
    var host = text
    var digits = text[text.endIndex...]
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      digits = rest.dropFirst()
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      digits = text[text.index(after: colon)...]
    }
    guard !host.isEmpty else { return nil }
    if digits.isEmpty { return (String(host), nil) }
    guard let port = Int(digits), (1...65535).contains(port) else { return nil }
    return (String(host), port)
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        rest = rest.dropFirst(2)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Host and port as a `Host` header has them.
  var authority: String {
    (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }

  /// The URL without who signs in.
  var text: String { "\(scheme)://\(authority)\(prefix)" }

  /// Whether the host is an IP address, not a name.
  var isNumeric: Bool { Self.isNumeric(host) }

  static func isNumeric(_ host: String) -> Bool {
    (try? SocketAddress(ipAddress: host, port: 0)) != nil
  }
}
