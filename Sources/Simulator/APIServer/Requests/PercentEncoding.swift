/// The encoding of text in URLs (RFC 3986).
package enum PercentEncoding {
  /// The text that is meant; in a query a plus sign is a blank.
  package static func decoded(
    _ text: some Collection<UInt8>, plusIsBlank: Bool = false
  ) -> String {
    let bytes = Array(text)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
        continue
      }
      result.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
