/// Hashes that are the same on every machine and in every version: shards and seeds rest on them.
package enum StableHash {
  /// FNV-1a over the UTF-8 bytes, 64 bits.
  package static func fnv1a(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01b3
    }
    return hash
  }

  /// SplitMix64's finalizer: every bit of the input changes about half of the output's.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The seed of one attempt at one scenario.
package enum AttemptSeed {
  /// Derived from the run's seed, the scenario's id and the attempt's number alone, so a scenario
  /// runs the same whatever else is selected, and a retry is not a repetition.
  ///
  /// The upper half does not depend on the scenario: scenarios of a run that take the same as given
  /// can begin with one set-up.
  ///
  /// - Parameter attempt: From 1.
  package static func derived(run seed: UInt64, scenario id: String, attempt: Int) -> UInt64 {
    let number = UInt64(max(attempt, 1) - 1)
    let run = StableHash.mixed(seed ^ StableHash.mixed(number))
    let scenario = StableHash.mixed(seed ^ StableHash.mixed(StableHash.fnv1a(id))) &+ number
    return run & 0xFFFF_FFFF_0000_0000 | StableHash.mixed(scenario) & 0xFFFF_FFFF
  }
}
