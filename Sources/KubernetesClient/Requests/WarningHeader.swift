/// The warnings of one `Warning` header: `299 - "text"`, several with commas between them.
///
/// k8s.io/apimachinery/pkg/util/net/http.go:492-600, ParseWarningHeaders: only code 299 is the
/// API server's, and what cannot be read is left out.
enum WarningHeader {
  /// The texts of the warnings with code 299, in order.
  static func texts(_ header: String) -> [String] {
    var rest = Array(header.utf8)[...]
    var texts: [String] = []
    while true {
      skipBlanks(&rest)
      guard let code = word(&rest), let agent = word(&rest), !agent.isEmpty,
        let text = quoted(&rest)
      else { return texts }
      if code == "299" { texts.append(text) }
      skipBlanks(&rest)
      // A date in quotes.
      if rest.first == UInt8(ascii: "\"") {
        guard quoted(&rest) != nil else { return texts }
        skipBlanks(&rest)
      }
      guard rest.first == UInt8(ascii: ",") else { return texts }
      rest.removeFirst()
    }
  }

  private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// What stands before the next blank, which is taken too.
  private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  /// Text in quotes, in which a backslash stands before any character that is meant.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    var bytes: [UInt8] = []
    var isEscaped = false
    for index in rest.indices.dropFirst() {
      let byte = rest[index]
      if isEscaped {
        bytes.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        rest = rest[(index + 1)...]
        return String(validating: bytes, as: UTF8.self)
      } else {
        bytes.append(byte)
      }
    }
    return nil
  }
}
