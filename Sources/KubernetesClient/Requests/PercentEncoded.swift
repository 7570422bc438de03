/// Text with what may not stand in a part of a URL or of a header's name percent-encoded.
enum PercentEncoded {
  /// A path: slashes stay, and so does what RFC 3986 (3.3) allows in a segment.
  ///
  /// What is percent-encoded already stays as it is: paths are given in either form.
  static func path(_ text: String) -> String { encoded(text) { isPathByte($0) } }

  /// A name or value of a query: only what RFC 3986 (2.3) does not reserve stays.
  static func queryPart(_ text: String) -> String { encoded(text) { isUnreserved($0) } }

  /// The key of a user's extra, as part of a header's name: what may not stand in one, and the
  /// percent sign itself.
  ///
  /// client-go transport/round_trippers.go:687-712, headerKeyEscape.
  static func headerKey(_ text: String) -> String {
    encoded(text) { isAlphanumeric($0) || "!#$&'*+-.^_`|~".utf8.contains($0) }
  }

  private static func encoded(_ text: String, keeping: (UInt8) -> Bool) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if keeping(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digit(byte >> 4))
        bytes.append(digit(byte & 0xF))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-._~".utf8.contains(byte)
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || "/!$&'()*+,;=:@%".utf8.contains(byte)
  }
}
