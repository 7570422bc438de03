import Glibc

/// The servers that are reached without the proxy of the environment: loopback, and what
/// `NO_PROXY` lists (golang.org/x/net http/httpproxy/proxy.go:170 and :207).
struct ProxyExceptions {
  private let list: String

  init(_ list: String) { self.list = list }

  /// Whether the server is one of them.
  func include(_ server: ServerAddress) -> Bool {
    let host = server.host.lowercased()
    let port = String(server.port ?? (server.scheme == "https" ? 443 : 80))
    let address = IPAddress(host)
    if host == "localhost" || address?.isLoopback == true { return true }
    return list.split(separator: ",").contains { entry in
      let entry = entry.filter { !$0.isWhitespace }.lowercased()
      return !entry.isEmpty && Self.matches(entry, host, port, address)
    }
  }

  private static func matches(
    _ entry: String, _ host: String, _ port: String, _ address: IPAddress?
  ) -> Bool {
    if entry == "*" { return true }
    if let (network, bits) = network(entry) {
      return address.map { $0.isIn(network, bits: bits) } ?? false
    }
    let (name, wantedPort) = hostAndPort(entry)
    if let wantedPort, wantedPort != port { return false }
    if let wanted = IPAddress(name) { return wanted == address }
    if name.hasPrefix("*.") { return host.hasSuffix(name.dropFirst()) }
    if name.hasPrefix(".") { return host.hasSuffix(name) }
    return !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }

  private static func network(_ entry: String) -> (IPAddress, Int)? {
    guard let slash = entry.firstIndex(of: "/"),
      let address = IPAddress(String(entry[..<slash])),
      let bits = Int(entry[entry.index(after: slash)...]),
      (0...address.bytes.count * 8).contains(bits)
    else { return nil }
    return (address, bits)
  }

  private static func hostAndPort(_ entry: String) -> (String, String?) {
    if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
      let rest = entry[entry.index(after: end)...]
      let host = String(entry[..<end].dropFirst())
      return (host, rest.hasPrefix(":") ? String(rest.dropFirst()) : nil)
    }
    let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (entry, nil)
  }
}

/// The bytes of an IPv4 or IPv6 address.
struct IPAddress: Hashable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init?(_ text: String) {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 {
        self.bytes = bytes
        return
      }
    }
    return nil
  }

  /// As people write it, if without the short forms of IPv6.
  var text: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }

  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// Whether the first bits are those of the network.
  func isIn(_ network: IPAddress, bits: Int) -> Bool {
    guard bytes.count == network.bytes.count else { return false }
    return bytes.indices.allSatisfy { index in
      let rest = min(max(bits - index * 8, 0), 8)
      let mask = rest == 0 ? 0 : UInt8.max << (8 - rest)
      return bytes[index] & mask == network.bytes[index] & mask
    }
  }
}
