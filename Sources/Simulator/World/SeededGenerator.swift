/// A small random generator (SplitMix64) with a stream of its own for each purpose.
///
/// Our own, because the standard library may change its algorithms and so every golden trace.
package struct SeededGenerator: Sendable {
  private var state: UInt64

  /// A stream for `purpose`: a new draw elsewhere does not shift the numbers here.
  package init(seed: UInt64, purpose: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = seed ^ hash
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number in `0..<bound`; `bound` is positive.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a random number needs a positive bound")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A random element; nil when there is none.
  package mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// The alphabet of generated names: k8s.io/apimachinery/pkg/util/rand/rand.go leaves out
  /// vowels and look-alikes.
  private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  /// Random lower-case letters and digits, as `generateName` appends them.
  package mutating func nameSuffix(length: Int) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<length { bytes.append(Self.alphabet[below(Self.alphabet.count)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A UID in the form of a random (version 4) UUID.
  package mutating func uid() -> String {
    let high = next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for position in 0..<32 {
        if position == 8 || position == 12 || position == 16 || position == 20 {
          text[place] = UInt8(ascii: "-")
          place += 1
        }
        let word = position < 16 ? high : low
        let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (position & 15)) & 0xF)
        text[place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
        place += 1
      }
      return place
    }
  }
}
